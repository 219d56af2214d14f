/** WeCom's patience: three attempts, five seconds apart, and only where nothing answered at all. */
import { Deliveries as Post, type Transport } from '../../kit/deliveries.js';
import type { World } from '../world.js';
import type { CallbackEvent } from './event.js';

/** https://developer.work.weixin.qq.com/document/path/90930 */
const RETRIES_MS = [5000, 5000];

export type Deliveries = Post<CallbackEvent>;

export function deliveriesOf(
  world: Pick<World, 'clock' | 'faults' | 'tally'>,
  transport: () => Transport<CallbackEvent>,
): Deliveries {
  return new Post({ ...world, transport, subjectOf: ({ subject }) => subject, retriesMs: () => RETRIES_MS });
}

/** An app without a callback address hears nothing. */
export const NOWHERE: Transport<CallbackEvent> = {
  attempt: () =>
    Promise.resolve({ acknowledged: false, why: 'the app has no callback address', final: true }),
};
