/** A customer in WeChat: comes by a link or without, writes, sends files, taps a menu, and sees only what a customer sees. */
import type { Attempt } from '../../kit/deliveries.js';
import { type Json, text } from '../api/call.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import type { Account } from './account.js';
import { type Chat, chatBetween, type Line, mayBeWelcomed, reopen } from './chat.js';
import type { Customer } from './customer.js';
import { tellOfEvent, tellOfLine } from './journaling.js';
import type { Entrance } from './links.js';
import { itemPart, menuItems } from './menu.js';
import { type SeenLine, screenOf } from './screen.js';

const MB = 1024 * 1024;
/** What is larger comes as words that say so. https://developer.work.weixin.qq.com/document/path/94670 */
const MOST_BYTES = { image: 2 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB };

/** What came of a tap. */
export interface MenuTapped {
  readonly acknowledged: boolean;
  readonly why?: string;
  /** The address that the item led to. */
  readonly opened?: string;
}

export class CustomerHands {
  readonly customer: Customer;
  readonly #world: World;
  readonly #account: Account;

  constructor(world: World, customer: Customer, account: Account) {
    this.#world = world;
    this.customer = customer;
    this.#account = account;
  }

  /** The same customer at another account. */
  at(openKfId: string): CustomerHands {
    const account = this.#world.kf.accounts.get(openKfId);
    if (!account) throw new Error(`at: expected an account of customer service, got ${openKfId}`);
    return new CustomerHands(this.#world, this.customer, account);
  }

  /** Opens the chat; `scene` as the link had it. */
  opens(entrance: Entrance = {}): Promise<Attempt> {
    const { clock, kf } = this.#world;
    const chat = this.#chat();
    const welcome = mayBeWelcomed(chat, clock.now());
    return tellOfEvent(this.#world, chat, 'enter_session', {
      scene: entrance.scene ?? '',
      scene_param: entrance.sceneParam ?? '',
      ...(welcome && { welcome_code: kf.codes.issue(chat, 'welcome', clock.now()) }),
    });
  }

  /** Opens the chat by a link, of whichever account it is. */
  follows(link: string): Promise<Attempt> {
    const { account, entrance } = this.#world.kf.links.read(link, this.#world.kf.accounts.values());
    return this.at(account.openKfId).opens(entrance);
  }

  says(words: string): Promise<Attempt> {
    return this.#writes('text', { content: words });
  }

  sendsFile(type: keyof typeof MOST_BYTES, name: string, bytes: Buffer): Promise<Attempt> {
    if (bytes.length > MOST_BYTES[type]) return this.says('[文件过大，无法接收]');
    const { media, clock } = this.#world;
    return this.#writes(type, {
      media_id: media.keep({ type, name, bytes, createdAt: clock.now() }).id,
    });
  }

  /** Sends anything else: a place, a link, a business card, a mini program. */
  sends(type: string, content: Json): Promise<Attempt> {
    return this.#writes(type, content);
  }

  /** Taps an item of a menu by its words or its id. */
  async taps(messageId: string, item: string): Promise<MenuTapped> {
    const line = this.#line(messageId);
    const items = line.type === 'msgmenu' && !line.recalled ? menuItems(line.content) : [];
    const tappable = items.filter(({ type }) => type !== 'text');
    const tapped = tappable.find((each) => [itemPart(each).content, itemPart(each).id].includes(item));
    if (!tapped) {
      const there = tappable.map((each) => text(itemPart(each).content)).join(', ');
      throw new Error(`taps: expected an item ${item}, got ${there || 'none'}`);
    }
    const { id, content, url } = itemPart(tapped);
    if (tapped.type !== 'click') return { acknowledged: false, opened: text(url) };
    const { acknowledged, ...came } = await this.#writes('text', {
      content: text(content),
      menu_id: text(id),
    });
    return { acknowledged, ...('why' in came && { why: came.why }) };
  }

  /** Takes back something of their own. */
  recalls(messageId: string): Promise<Attempt> {
    const line = this.#line(messageId);
    if (line.from !== 'customer') throw new Error(`recalls: expected words of their own, got ${line.from}'s`);
    line.recalled = true;
    return tellOfEvent(this.#world, this.#chat(), 'user_recall_msg', { recall_msgid: messageId });
  }

  /** Wants no messages of the account any more, or again. */
  refuses(refuses = true): void {
    this.#chat().refuses = refuses;
  }

  /** What stands in the chat, oldest first. */
  sees(): SeenLine[] {
    return screenOf(this.#chat());
  }

  async #writes(type: string, content: Json): Promise<Attempt> {
    const chat = this.#chat();
    const line: Line = {
      id: newId(24),
      from: 'customer',
      type,
      content,
      at: this.#world.clock.now(),
      recalled: false,
    };
    chat.lines.push(line);
    if (chat.turnedAway) return { acknowledged: false, why: 'a servicer refuses the customer', final: true };
    reopen(chat, line.at);
    return tellOfLine(this.#world, chat, line);
  }

  #line(messageId: string): Line {
    const line = this.#chat().lines.find(({ id }) => id === messageId);
    if (!line) throw new Error(`${this.customer.nickname}: expected a message of the chat, got ${messageId}`);
    return line;
  }

  #chat(): Chat {
    return chatBetween(this.#account, this.customer);
  }
}
