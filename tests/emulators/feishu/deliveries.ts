/** Feishu's patience: an event is tried again after 15 s, 5 min, 1 h and 6 h, a callback never, for somebody waits for its answer. */
import { Deliveries as Post, type Transport } from '../kit/deliveries.js';
import { CARD_ACTION, type EventBody } from './events.js';
import type { World } from './world.js';

/** https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
const RETRIES_MS = [15_000, 300_000, 3_600_000, 21_600_000];

export type Deliveries = Post<EventBody>;

export function deliveriesOf(world: World, transport: () => Transport<EventBody>): Deliveries {
  const subjectOf = ({ header }: EventBody) => header.event_type;
  const retriesMs = (event: EventBody) => (subjectOf(event) === CARD_ACTION ? [] : RETRIES_MS);
  return new Post({ ...world, subjectOf, retriesMs, transport });
}
