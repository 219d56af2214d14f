/** The bot's events: pushed once. That the platform pushes a message again which nobody answers is a fault to be switched on. */
import { Deliveries } from '../../kit/deliveries.js';
import { isJson, text } from '../api/call.js';
import type { World } from '../world.js';
import type { Frame } from './frame.js';
import type { BotLine } from './line.js';

export type BotDeliveries = Deliveries<Frame>;

export function botDeliveriesOf(world: World, line: BotLine): BotDeliveries {
  return new Deliveries({ ...world, subjectOf, retriesMs: () => [], transport: () => line });
}

/** `bot.text`, `bot.template_card_event`. */
function subjectOf({ body }: Frame): string {
  return `bot.${text(isJson(body.event) ? body.event.eventtype : body.msgtype)}`;
}
