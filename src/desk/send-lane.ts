/** Sends what was taken of one address, one message after the other, as far as pace, lease and room reach. */
import { type Adapter, bearsAt } from '../platform/adapter.js';
import { platformOf } from '../platform/address.js';
import { consentAsk } from './consent-ask.js';
import { elsewhere, isFollowed } from './elsewhere.js';
import { guarded } from './guarded.js';
import type { House } from './house.js';
import { freely } from './lane-plan.js';
import { offered } from './offered.js';
import { type Bucket, take } from './pace.js';
import type { Lane, OutboxRow, Outcome, Settlement } from './ports/outbox.js';
import { renderer } from './render-row.js';
import { SEND_TIMEOUT_MS, sendRow } from './send-row.js';
import { tellUncertain } from './uncertain.js';

export async function sendLane(house: House, taken: Lane): Promise<Settlement> {
  const platform = platformOf(taken.address);
  const adapter = house.adapters.get(platform);
  const plan = (adapter && (await guarded(house, adapter, taken))) ?? freely(taken);
  const { lane } = plan;
  const render = renderer(house, lane.items);
  const outcomes: Outcome[] = [...plan.over];
  let bucket: Bucket = { tokens: lane.tokens, tokensAt: lane.tokensAt };
  let dueAt: number | null = null;
  for (const { row, told, elsewhere: why } of plan.messages) {
    if (why !== null) {
      outcomes.push(...withTold(await moved(house, row, why), row, told));
      continue;
    }
    const now = house.store.clock.now();
    // Somebody else may send here once the lease is over.
    if (now + SEND_TIMEOUT_MS > lane.until) break;
    if (adapter) {
      const paced = take(bucket, bearsAt(adapter, lane.address).pace, now);
      bucket = paced.bucket;
      if (paced.waitMs > 0) {
        dueAt = now + paced.waitMs;
        break;
      }
    }
    const asking = adapter ? await consentAsk(house, adapter, row) : null;
    const spending = await plan.spend?.(row);
    // What was allowed is over by now: planned again.
    if (spending === null) break;
    const sent = await sendRow(house, adapter, render, row, {
      ...(spending === undefined ? {} : { allowance: spending.key }),
      ...(asking === null ? {} : { asking }),
    });
    const said = sent.kind === 'sent' || sent.kind === 'uncertain';
    await spending?.ended(said);
    if (said) await asking?.asked();
    const outcome = await given(house, adapter, row, sent);
    house.metrics.delivered(platform, outcome.kind);
    outcomes.push(...withTold(outcome, row, told));
    // Order is kept: what follows a waiting message waits behind it.
    if (outcome.kind === 'retry') {
      dueAt = outcome.at;
      break;
    }
  }
  const followed = (await isFollowed(house, lane.address)) ? { followed: true as const } : {};
  return { lane, outcomes, dueAt, ...bucket, ...followed };
}

/** What is given up here may go on elsewhere. */
async function given(
  house: House,
  adapter: Adapter | undefined,
  row: OutboxRow,
  outcome: Outcome,
): Promise<Outcome> {
  if (outcome.kind === 'uncertain') {
    // Whether its choices were read, or those before it, nobody knows: a digit answers neither.
    if (adapter) await offered(house, adapter, row.address, []);
    await told(house, row, tellUncertain(house, row, outcome.reason));
  }
  if (outcome.kind !== 'dead' || !(adapter || row.body.kind === 'ask')) return outcome;
  return moved(house, row, outcome.reason);
}

/** The lane goes on: what is told nowhere is a dead letter in any case. */
async function moved(house: House, row: OutboxRow, reason: string): Promise<Outcome> {
  const goesOn = await told(house, row, elsewhere(house, row, reason));
  return { id: row.id, kind: goesOn === true ? 'moved' : 'dead', reason };
}

async function told<T>(house: House, row: OutboxRow, telling: Promise<T>): Promise<T | null> {
  return telling.catch((error: unknown) => {
    house.log.error({ err: error, outbox: row.key }, 'nobody could be told what became of a message');
    return null;
  });
}

/** What another row tells shares its fate; while that is tried again they are planned anew. */
function withTold(outcome: Outcome, row: OutboxRow, told: readonly OutboxRow[]): readonly Outcome[] {
  if (outcome.kind === 'retry') return [outcome];
  return [outcome, ...told.map(({ id }): Outcome => ({ id, kind: 'dropped', reason: `told in ${row.key}` }))];
}
