/** WeChat's patience: three attempts, five seconds apart, and only where nothing answered at all. */
import { Deliveries as Post, type Transport } from '../../kit/deliveries.js';
import type { World } from '../world.js';
import type { CallbackEvent } from './event.js';

/** https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html */
const RETRIES_MS = [5000, 5000];

export type Deliveries = Post<CallbackEvent>;

export function deliveriesOf(world: World, transport: () => Transport<CallbackEvent>): Deliveries {
  return new Post({ ...world, transport, subjectOf: ({ subject }) => subject, retriesMs: () => RETRIES_MS });
}

/** An account without a server of its own hears nothing, and nobody misses its answer. */
export const NOWHERE: Transport<CallbackEvent> = {
  attempt: () => Promise.resolve({ acknowledged: true, answer: undefined }),
};
