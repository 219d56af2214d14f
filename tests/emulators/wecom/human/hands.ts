/** A person at their own WeCom client: says, taps, chooses, and sees only what a person may see. */

import type { XmlFields } from '../../kit/callback-xml.js';
import type { Attempt } from '../../kit/deliveries.js';
import { type Json, text } from '../api/call.js';
import type { BotDeliveries } from '../bot/deliveries.js';
import type { BotLine } from '../bot/line.js';
import type { Deliveries } from '../callback/deliveries.js';
import { messageEvent, plainEvent } from '../callback/event.js';
import { passiveAnswer } from '../callback/passive.js';
import { list, part } from '../card/blocks.js';
import type { Person } from '../directory.js';
import type { Message } from '../messages.js';
import type { World } from '../world.js';
import { BotHands } from './bot-hands.js';
import { type Selections, selectedItems } from './choosing.js';
import { openLink } from './opening.js';
import { cardOf, type Seen, seen } from './seeing.js';

export interface SayOptions {
  /** The same id says the same message once more. */
  readonly msgId?: string;
}

/** What came of a click. */
export interface Tapped {
  readonly acknowledged: boolean;
  readonly why?: string;
  /** The address that a button led to. */
  readonly opened?: string;
}

/** By which the app, and the bot beside it, hear of a person. */
export interface Ways {
  readonly callback: Deliveries;
  readonly bot: BotDeliveries;
  readonly line: BotLine;
}

export class Hands {
  readonly person: Person;
  /** The same person, with the bot. */
  readonly bot: BotHands;
  readonly #world: World;
  readonly #deliveries: Deliveries;

  constructor(world: World, ways: Ways, person: Person) {
    this.#world = world;
    this.#deliveries = ways.callback;
    this.person = person;
    this.bot = new BotHands(world, ways.line, ways.bot, person);
  }

  /** Says something to the app, in its own conversation. */
  says(said: string, { msgId }: SayOptions = {}): Promise<Attempt> {
    return this.#says('text', { Content: said }, msgId);
  }

  /** Sends the app a picture, a voice message, a video or a file. https://developer.work.weixin.qq.com/document/path/90239 */
  sendsFile(type: 'image' | 'voice' | 'video' | 'file', name: string, bytes: Buffer): Promise<Attempt> {
    const { media, clock } = this.#world;
    const { id } = media.keep({ type, name, bytes, createdAt: clock.now() });
    return this.#says(type, { MediaId: id, ...(type === 'image' && { PicUrl: 'http://127.0.0.1/none' }) });
  }

  /** Sends the app anything else: a place, a link. */
  sends(type: string, content: XmlFields): Promise<Attempt> {
    return this.#says(type, content);
  }

  /** Chooses an entry of the app's menu. */
  clicksMenu(key: string): Promise<Attempt> {
    return this.#tells('click', { EventKey: key });
  }

  /** Opens the conversation with the app. */
  enters(): Promise<Attempt> {
    return this.#tells('enter_agent', { EventKey: '' });
  }

  /** Follows a link; resolves to where the client ends up, with a code where the link asks who opens it. */
  opens(link: string): string {
    this.#working();
    return openLink(this.#world, this.person.userId, link);
  }

  /** What stands in the conversation with the app, oldest first; or in the group or with the bot, if that is named. */
  sees(place = 'app'): Seen[] {
    return [...this.#world.messages.values()]
      .filter((message) => message.place === place)
      .flatMap((message) => {
        const copy = message.copies.get(this.person.userId);
        return copy ? [seen(message, copy)] : [];
      });
  }

  /** Taps a button by its words or its key, with what was chosen above it: option ids by question key. */
  async taps(messageId: string, button: string, chosen: Selections = {}): Promise<Tapped> {
    const { message, card, replaced } = this.#card(messageId);
    const there = [...list(card.button_list), part(card, 'submit_button')];
    const tapped = there.find((each) => text(each.text) === button || text(each.key) === button);
    if (!tapped) throw new Error(`taps: expected a button ${button}, got ${namesOf(there) || 'none'}`);
    if (replaced !== undefined) return { acknowledged: false, why: `the buttons are gone: ${replaced}` };
    if (tapped.type === 1) return { acknowledged: false, opened: text(tapped.url) };
    if (message.from === 'bot') return came(await this.bot.clicks(message, card, tapped, chosen));
    return this.#clicks('template_card_event', message, card, tapped, selectedItems(card, chosen));
  }

  /** Chooses an entry of the menu in a card's corner. */
  async choosesAction(messageId: string, action: string): Promise<Tapped> {
    const { message, card } = this.#card(messageId);
    const there = list(part(card, 'action_menu').action_list);
    const chosen = there.find((each) => text(each.text) === action || text(each.key) === action);
    if (!chosen) throw new Error(`choosesAction: expected ${action}, got ${namesOf(there) || 'none'}`);
    return this.#clicks('template_card_menu_event', message, card, chosen, {});
  }

  async #clicks(
    event: string,
    message: Message,
    card: Json,
    tapped: Json,
    selected: XmlFields,
  ): Promise<Tapped> {
    const world = this.#world;
    const attempt = await this.#tells(event, {
      EventKey: text(tapped.key),
      TaskId: message.taskId ?? '',
      CardType: text(card.card_type),
      ResponseCode: world.responseCodes.issue(message.id, world.clock.now()),
      ...selected,
    });
    if (attempt.acknowledged && (event === 'template_card_menu_event' || world.honoursPassiveCardReply))
      passiveAnswer(world, this.person, attempt.answer, message);
    return came(attempt);
  }

  async #says(type: string, content: XmlFields, msgId?: string): Promise<Attempt> {
    this.#working();
    const event = messageEvent(this.#world, this.person.userId, type, content, msgId);
    const attempt = await this.#deliveries.send(event);
    if (attempt.acknowledged) passiveAnswer(this.#world, this.person, attempt.answer);
    return attempt;
  }

  async #tells(event: string, content: XmlFields): Promise<Attempt> {
    this.#working();
    return this.#deliveries.send(plainEvent(this.#world, this.person.userId, event, content));
  }

  #working(): void {
    if (this.person.status !== 1) throw new Error(`${this.person.userId} cannot use the client any more`);
  }

  #card(messageId: string): { message: Message; card: Json; replaced: string | undefined } {
    this.#working();
    const message = this.#world.messages.get(messageId);
    const copy = message?.copies.get(this.person.userId);
    const card = cardOf(copy);
    if (!message || !card)
      throw new Error(`${this.person.userId}: expected a card of theirs, got ${messageId}`);
    if (message.recalled) throw new Error(`${this.person.userId}: the card ${messageId} was recalled`);
    return { message, card, replaced: copy?.replaced };
  }
}

function namesOf(there: readonly Json[]): string {
  return there.map((each) => text(each.text)).join(', ');
}

function came(attempt: Attempt): Tapped {
  return attempt.acknowledged ? { acknowledged: true } : { acknowledged: false, why: attempt.why };
}
