/** A lane where each notice costs a consent to the very template that says it: what goes, and what takes the next way. */
import { consentsTo, leftNow, nextToSpend } from '../people/allowance.js';
import type { House } from './house.js';
import { type LaneMessage, type LanePlan, needless } from './lane-plan.js';
import { planNotices } from './notices.js';
import type { Lane, OutboxRow } from './ports/outbox.js';
import { approvedFor, saidIn } from './template.js';

export async function byConsent(house: House, platform: string, lane: Lane): Promise<LanePlan> {
  const { address, items } = lane;
  const { allowances, clock } = house.store;
  const { reach } = (await house.library.live()).content;
  const templateOf = ({ body }: OutboxRow) => approvedFor(reach, platform, saidIn(body))?.id ?? null;
  const given = await allowances.at(address);
  const now = clock.now();
  const planned = planNotices(items, {
    templateOf,
    left: (template) => leftNow(consentsTo(given, template), now).messages,
  });
  return {
    lane,
    over: planned.needless.map(needless),
    messages: planned.notices.map(
      ({ row, told, way }): LaneMessage => ({ row, told, elsewhere: way === 'here' ? null : way }),
    ),
    async spend(row) {
      const template = templateOf(row);
      const from = clock.now();
      const next = template && nextToSpend(consentsTo(await allowances.at(address), template), from);
      if (!next) return null;
      const { key } = next;
      await allowances.spend(address, key, from);
      return {
        key,
        // A notice that was refused used no consent up: the next one is told by it.
        ended: (said) =>
          said ? allowances.ended(address, key, from, clock.now()) : allowances.unspent(address, key, from),
      };
    },
  };
}
