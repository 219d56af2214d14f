/** A person at their own Feishu client: says, taps, fills in, and sees only what a person may see. */
import { type CardJson, elementsOf, formAround, type Placed } from '../card/elements.js';
import type { Chat } from '../chats.js';
import { directChat } from '../chats.js';
import type { Deliveries } from '../deliveries.js';
import type { Person } from '../directory.js';
import { CARD_ACTION, cardActed, eventBody, userId } from '../events.js';
import { newId } from '../ids.js';
import type { Message } from '../messages.js';
import { objectOf } from '../sending.js';
import type { World } from '../world.js';
import { seenAnswer, type Tapped } from './answer.js';
import { fill, submitButton, type Values } from './form.js';
import { isField, textOf } from './readable.js';
import { type Said, type SayOptions, say } from './saying.js';
import { type Seen, seen } from './seeing.js';

const DAY_MS = 86_400_000;
/** https://open.feishu.cn/document/feishu-cards/card-json-v2-breaking-changes-release-notes */
const ACTED_ON_MS = 14 * DAY_MS;
const CARD_TOKEN_MS = 1_800_000;
const CARD_TOKEN_USES = 2;

export class Hands {
  readonly person: Person;
  readonly #world: World;
  readonly #deliveries: Deliveries;

  constructor(world: World, deliveries: Deliveries, person: Person) {
    this.#world = world;
    this.#deliveries = deliveries;
    this.person = person;
  }

  /** The private chat with the bot. */
  get direct(): string {
    return directChat(this.#world, this.person.openId).id;
  }

  says(chatId: string, text: string, options: SayOptions = {}): Promise<Said[]> {
    return say(this.#world, this.#deliveries, this.person, this.#chat(chatId), text, options);
  }

  /** Opens the private chat with the bot. */
  async opens(): Promise<void> {
    const operator = userId(this.person);
    await this.#send('im.chat.access_event.bot_p2p_chat_entered_v1', {
      chat_id: this.direct,
      operator_id: operator,
    });
  }

  /** Chooses an entry of the bot's menu. */
  async choosesMenu(eventKey: string): Promise<void> {
    const operator = { operator_name: this.person.name, operator_id: userId(this.person) };
    await this.#send('application.bot.menu_v6', {
      operator,
      event_key: eventKey,
      timestamp: this.#world.clock.now(),
    });
  }

  /** What stands in the chat, oldest first. Looking is reading: what was urgent there is urgent no more. */
  sees(chatId: string): Seen[] {
    const chat = this.#chat(chatId);
    const there = [...this.#world.messages.values()].filter((message) => message.chatId === chat.id);
    const looked = there.map((message) => seen(this.person, message));
    for (const { id } of there) this.person.unreadUrgents.delete(id);
    return looked;
  }

  /** Taps a button outside a form, by its text or its name; of several that are called so the `nth`, from 0. */
  async taps(messageId: string, label: string, nth = 0): Promise<Tapped> {
    const { message, card } = this.#card(messageId);
    const buttons = elementsOf(card).filter((placed) => placed.tag === 'button' && !formAround(placed));
    const called = ({ element }: Placed) => textOf(element.text) === label || element.name === label;
    const button = buttons.filter(called)[nth]?.element;
    if (!button) {
      const there = buttons.map(({ element }) => textOf(element.text)).join(', ');
      throw new Error(`taps: expected a button ${label}, got ${there || 'none'}`);
    }
    if (button.disabled === true)
      return { changed: false, error: { code: 0, why: `disabled: ${textOf(button.disabled_tips)}` } };
    const link = behaviour(button, 'open_url')?.default_url;
    const opened = link === undefined ? {} : { opened: String(link) };
    const callback = behaviour(button, 'callback');
    if (!callback) return { changed: false, ...opened };
    const action = { tag: 'button', ...named(button.name), value: callback.value };
    return { ...(await this.#acts(message, action)), ...opened };
  }

  /** Fills in a form and presses its submit button; a required field left empty reaches nobody. */
  async fills(messageId: string, formName: string, values: Values, button?: string): Promise<Tapped> {
    const { message, card } = this.#card(messageId);
    const filled = fill(card, formName, values);
    const pressed = submitButton(card, formName, button);
    if (filled.missing.length > 0) {
      return { changed: false, error: { code: 0, why: `有必填项未填写: ${filled.missing.join(', ')}` } };
    }
    return this.#acts(message, {
      tag: 'button',
      ...named(pressed.name),
      ...valued(pressed),
      form_value: filled.values,
    });
  }

  /** Chooses in a select or a date picker that stands outside a form. */
  async chooses(messageId: string, name: string, option: string | readonly string[]): Promise<Tapped> {
    const { message, card } = this.#card(messageId);
    const placed = elementsOf(card).find(
      (one) => isField(one) && !formAround(one) && one.element.name === name,
    );
    if (!placed) throw new Error(`chooses: expected a field ${name} outside a form, got none`);
    const chosen = typeof option === 'string' ? { option } : { options: option };
    return this.#acts(message, { tag: placed.tag, name, ...chosen, ...valued(placed.element) });
  }

  async #acts(message: Message, action: object): Promise<Tapped> {
    const world = this.#world;
    if (message.createdAt + ACTED_ON_MS <= world.clock.now()) {
      return { changed: false, error: { code: 0, why: 'the card is older than 14 days' } };
    }
    const token = newId('cardToken');
    const event = eventBody(world, CARD_ACTION, cardActed(world, this.person, message, token, action));
    const attempt = await this.#deliveries.send(event);
    const until = world.clock.now() + CARD_TOKEN_MS;
    world.cardTokens.set(token, { messageId: message.id, until, usesLeft: CARD_TOKEN_USES });
    return seenAnswer(world, message, attempt);
  }

  async #send(type: string, event: object): Promise<void> {
    await this.#deliveries.send(eventBody(this.#world, type, event));
  }

  #chat(chatId: string): Chat {
    const chat = this.#world.chats.get(chatId);
    if (!chat?.members.has(this.person.openId)) {
      throw new Error(`${this.person.name}: expected a chat they are in, got ${chatId}`);
    }
    if (this.person.resigned) throw new Error(`${this.person.name} has resigned`);
    if (chat.dissolved) throw new Error(`${this.person.name}: the chat ${chatId} is dissolved`);
    return chat;
  }

  #card(messageId: string): { message: Message; card: CardJson } {
    const message = this.#world.messages.get(messageId);
    if (message?.type !== 'interactive')
      throw new Error(`${this.person.name}: expected a card, got ${messageId}`);
    this.#chat(message.chatId);
    if (message.recalled) throw new Error(`${this.person.name}: the card ${messageId} was recalled`);
    return { message, card: objectOf(message.content) ?? {} };
  }
}

function named(name: unknown): { name?: string } {
  return typeof name === 'string' ? { name } : {};
}

function valued(element: CardJson): { value?: unknown } {
  const callback = behaviour(element, 'callback');
  return callback ? { value: callback.value } : {};
}

function behaviour({ behaviors }: CardJson, type: 'callback' | 'open_url'): CardJson | undefined {
  return Array.isArray(behaviors) ? behaviors.find((one: CardJson) => one.type === type) : undefined;
}
