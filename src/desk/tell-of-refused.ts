/** What should have followed from a ticket and was refused is told to the lead: somebody was promised it. */
import { membersWith, teamOf } from '../people/staff.js';
import { actions, open } from '../tickets/actions/index.js';
import type { NoticeTo } from '../tickets/reactions.js';
import type { House } from './house.js';
import type { DroppedCommand } from './ports/commands.js';
import type { OutboxItem } from './ports/outbox.js';
import { tellByItself } from './tell.js';

export interface RefusedCommand extends DroppedCommand {
  /** Its action. */
  readonly type: string;
}

/** The keys of what follows from a ticket; what the house queued otherwise is told where it was asked for. */
const OF_TICKET = /^(\d+)\/\d+\/\d+$/u;

/** After they were dropped: told a second time they must not be, so that a crash between the two leaves it to the log. */
export async function tellOfRefused(house: House, refused: readonly RefusedCommand[]): Promise<void> {
  const outbox: OutboxItem[] = [];
  for (const one of refused) outbox.push(...(await noticesOf(house, one)));
  if (outbox.length === 0) return;
  await house.store.tickets.save({ expect: [], outbox, commands: [] });
  house.onSaved({ commands: [] });
}

async function noticesOf(
  house: House,
  { key, type, reason, refusal }: RefusedCommand,
): Promise<OutboxItem[]> {
  const [, id] = OF_TICKET.exec(key) ?? [];
  // It had been done already: nobody misses anything.
  if (id === undefined || refusal === null || reason === 'nothing_to_do') return [];
  const read = await house.store.tickets.ticket(Number(id));
  const directory = await house.staff.directory();
  const team = read && teamOf(directory, read.ticket.queue);
  if (!team) return [];
  const leads = membersWith(directory, ['lead'], team.id).map(
    (lead): NoticeTo => ({ to: 'member', id: lead.id }),
  );
  const to: readonly NoticeTo[] = leads.length > 0 ? leads : [{ to: 'team', id: team.id }];
  const { label } = type === open.type ? open : (actions[type] ?? open);
  const { refused, params } = refusal;
  return to
    .flatMap((one) => tellByItself(one, house, { directory }))
    .map((place, n) => ({
      ...{ key: `${key}/refused/${n}`, ...place, ticketId: Number(id) },
      body: {
        ...{ kind: 'say', say: 'notice.follow_up_refused', tone: 'warning', links: [], actions: [] },
        params: { action: { text: label }, reason: { message: `refusal.${refused}`, params } },
      },
    }));
}
