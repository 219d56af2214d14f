/** Sends what was taken of one address, one item after the other, as far as pace and lease reach. */
import { bearsAt } from '../platform/adapter.js';
import { platformOf } from '../platform/address.js';
import type { House } from './house.js';
import { take } from './pace.js';
import type { Lane, OutboxRow, Outcome, Settlement } from './ports/outbox.js';
import { renderer } from './render-row.js';
import { SEND_TIMEOUT_MS, sendRow } from './send-row.js';
import { ANSWER } from './speak.js';
import { tellElsewhere } from './undeliverable.js';

export async function sendLane(house: House, lane: Lane): Promise<Settlement> {
  const platform = platformOf(lane.address);
  const adapter = house.adapters.get(platform);
  const render = renderer(house);
  const outcomes: Outcome[] = [];
  let bucket = { tokens: lane.tokens, tokensAt: lane.tokensAt };
  let dueAt: number | null = null;
  for (const row of lane.items) {
    const now = house.store.clock.now();
    // Somebody else may send here once the lease is over.
    if (now + SEND_TIMEOUT_MS > lane.until) break;
    if (adapter) {
      const taken = take(bucket, bearsAt(adapter, lane.address).pace, now);
      bucket = taken.bucket;
      if (taken.waitMs > 0) {
        dueAt = now + taken.waitMs;
        break;
      }
    }
    const outcome = await sendRow(house, adapter, render, row, { worded: isWorded(row, lane.items) });
    outcomes.push(outcome);
    house.metrics.delivered(platform, outcome.kind);
    if ((adapter || row.body.kind === 'ask') && outcome.kind === 'dead')
      await elsewhere(house, row, outcome.reason);
    // Order is kept: what follows a waiting message waits behind it.
    if (outcome.kind === 'retry') {
      dueAt = outcome.at;
      break;
    }
  }
  return { lane, outcomes, dueAt, ...bucket };
}

/** What changed the ticket is said beside the card that shows it: as a notice, or in answer to whoever did it. */
function isWorded({ ticketId }: OutboxRow, beside: Lane['items']): boolean {
  return beside.some(
    ({ body, key, ...row }) =>
      (body.kind === 'say' && row.ticketId === ticketId) || (body.kind === 'card' && key.endsWith(ANSWER)),
  );
}

/** The lane goes on: what failed is a dead letter in any case. */
async function elsewhere(house: House, row: OutboxRow, reason: string): Promise<void> {
  await tellElsewhere(house, row, reason).catch((error: unknown) =>
    house.log.error({ err: error, outbox: row.key }, 'nobody could be told of a dead letter'),
  );
}
