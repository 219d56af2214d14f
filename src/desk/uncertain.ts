/** A message may or may not have arrived, and nobody can tell: whoever has the ticket hears so, and sends it again by a tap. */
import { resendButton } from '../cards/fates.js';
import { platformName } from '../cards/platform-name.js';
import { membersWith, teamOf } from '../people/staff.js';
import { platformOf } from '../platform/address.js';
import { cardsFor } from './cards-for.js';
import type { House } from './house.js';
import type { OutboxRow } from './ports/outbox.js';
import { saveOnce } from './save-once.js';

export async function tellUncertain(house: House, row: OutboxRow, reason: string): Promise<void> {
  const { key, ticketId, address } = row;
  const read = ticketId === null ? null : await house.store.tickets.ticket(ticketId);
  if (!read) return;
  const directory = await house.staff.directory();
  const { assigneeId, queue, id, title } = read.ticket;
  const holder = directory.members.get(assigneeId ?? '');
  const leads = membersWith(directory, ['lead'], teamOf(directory, queue)?.id ?? '');
  const members = holder?.active ? [holder] : leads;
  // Whom it was for cannot be asked whether it came; nor is one in doubt about the doubt told again.
  const others = members.filter(({ addresses }) => !addresses.includes(address));
  const platform = platformOf(address);
  await saveOnce(
    house,
    await cardsFor(house, others, `uncertain/${key}`, (wording) => ({
      title: wording.t('ticket.title', { id, title }),
      tone: 'warning',
      blocks: [
        {
          kind: 'text',
          text: wording.t('fate.uncertain', { where: platformName(platform, wording), reason }),
        },
        { kind: 'text', text: wording.t('fate.uncertain_means'), tone: 'neutral' },
      ],
      buttons: [resendButton(id, { key, platform }, wording)],
      ticketId: id,
    })),
  );
}
