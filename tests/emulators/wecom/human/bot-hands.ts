/** A person and the bot: asks it, alone or by mention in a group, clicks its cards, and says how good its answer was. */
import type { Attempt } from '../../kit/deliveries.js';
import { isJson, type Json, text } from '../api/call.js';
import type { BotDeliveries } from '../bot/deliveries.js';
import type { Exchange } from '../bot/exchange.js';
import type { BotLine } from '../bot/line.js';
import type { Person } from '../directory.js';
import { newId } from '../ids.js';
import type { Message } from '../messages.js';
import type { World } from '../world.js';
import { chosenIn, type Selections } from './choosing.js';

export interface AskOptions {
  /** A group with the bot, in which it is mentioned; absent: the person's own conversation with it. */
  readonly group?: string;
  /** The text of a message that is quoted. */
  readonly quote?: string;
  /** The same id asks the same once more. */
  readonly msgId?: string;
}

const RATINGS = { good: 1, bad: 2, cancel: 3 } as const;
const DAY_MS = 86_400_000;
/** The day begins at midnight in China. */
const ZONE_MS = 8 * 3_600_000;

export class BotHands {
  readonly #world: World;
  readonly #line: BotLine;
  readonly #deliveries: BotDeliveries;
  readonly #person: Person;

  constructor(world: World, line: BotLine, deliveries: BotDeliveries, person: Person) {
    this.#world = world;
    this.#line = line;
    this.#deliveries = deliveries;
    this.#person = person;
  }

  /** Acknowledged means that the bot was there to hear it. */
  async asks(said: string, { group, quote, msgId = newId(16) }: AskOptions = {}): Promise<Attempt> {
    const { userId } = this.#person;
    if (this.#line.exchanges.busyWith(userId))
      return { acknowledged: false, why: 'three answers are still being written', final: true };
    const place = group === undefined ? 'bot' : this.#group(group);
    const content = group === undefined ? said : `@${this.#world.app.name} ${said}`;
    return this.#push('aibot_msg_callback', { kind: 'message', userId, place }, msgId, {
      msgtype: 'text',
      text: { content },
      ...(quote !== undefined && { quote: { msgtype: 'text', text: { content: quote } } }),
    });
  }

  /** Opens the conversation with the bot, which hears of it once a day. */
  async enters(): Promise<Attempt> {
    const { userId } = this.#person;
    const day = `${userId} ${Math.floor((this.#world.clock.now() + ZONE_MS) / DAY_MS)}`;
    if (this.#world.enteredBot.has(day))
      return { acknowledged: false, why: 'entered before on this day', final: true };
    this.#world.enteredBot.add(day);
    return this.#event({ kind: 'enter_chat', userId, place: 'bot' }, { eventtype: 'enter_chat' });
  }

  /** Says whether an answer was good; `reasons` are 1 to 4, of a bad one. */
  async rates(
    messageId: string,
    rating: keyof typeof RATINGS,
    { content = '', reasons = [] }: { content?: string; reasons?: readonly number[] } = {},
  ): Promise<Attempt> {
    const message = this.#world.messages.get(messageId);
    const given = message?.copies.get(this.#person.userId)?.content.feedback;
    if (!message || !isJson(given))
      throw new Error(`rates: expected an answer that asks for it, got ${messageId}`);
    const { userId } = this.#person;
    return this.#event(
      { kind: 'feedback', userId, place: message.place },
      {
        eventtype: 'feedback_event',
        feedback_event: {
          id: text(given.id),
          type: RATINGS[rating],
          content,
          ...(rating === 'bad' && { inaccurate_reason_list: reasons }),
        },
      },
    );
  }

  /** A click on one of its cards; it comes once, and is never repeated. */
  clicks(message: Message, card: Json, button: Json, selections: Selections): Promise<Attempt> {
    const items = chosenIn(card, selections).map(({ questionKey, optionIds }) => ({
      question_key: questionKey,
      option_ids: { option_id: optionIds },
    }));
    return this.#event(
      { kind: 'card', userId: this.#person.userId, place: message.place, messageId: message.id },
      {
        eventtype: 'template_card_event',
        template_card_event: {
          card_type: text(card.card_type),
          event_key: text(button.key),
          task_id: message.taskId ?? '',
          ...(items.length > 0 && { selected_items: { selected_item: items } }),
        },
      },
    );
  }

  #event(asked: Asked, event: Json): Promise<Attempt> {
    return this.#push('aibot_event_callback', asked, newId(16), { msgtype: 'event', event });
  }

  #push(cmd: string, asked: Asked, msgid: string, more: Json): Promise<Attempt> {
    const { app, clock } = this.#world;
    const single = asked.place === 'bot';
    const body = {
      msgid,
      create_time: Math.floor(clock.now() / 1000),
      aibotid: app.botId,
      ...(!single && { chatid: asked.place }),
      chattype: single ? 'single' : 'group',
      from: { userid: asked.userId },
      ...more,
    };
    return this.#deliveries.send({ cmd, reqId: this.#line.exchanges.open(asked), body });
  }

  #group(chatId: string): string {
    const group = this.#world.groups.get(chatId);
    if (!group?.hasBot || !group.members.has(this.#person.userId))
      throw new Error(`${this.#person.userId}: expected a group of theirs with the bot, got ${chatId}`);
    return chatId;
  }
}

type Asked = Pick<Exchange, 'kind' | 'userId' | 'place' | 'messageId'>;
