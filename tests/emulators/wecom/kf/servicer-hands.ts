/** A servicer in the WeCom client: takes customers from the pool, answers them, hands them on, ends. https://developer.work.weixin.qq.com/document/path/94670 */
import type { Attempt } from '../../kit/deliveries.js';
import type { Json } from '../api/call.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import type { Account, Servicer } from './account.js';
import { type Chat, goTo, type Line, type ServiceState, stateOf } from './chat.js';
import { tellOfAccount, tellOfEvent, tellOfLine } from './journaling.js';

/** The `change_type` of `session_status_change`. */
const CHANGES = { taken: 1, transferred: 2, ended: 3, reopened: 4 } as const;

export class ServicerHands {
  readonly servicer: Servicer;
  readonly #world: World;
  readonly #account: Account;

  constructor(world: World, account: Account, servicer: Servicer) {
    this.#world = world;
    this.#account = account;
    this.servicer = servicer;
  }

  /** Takes a customer who waits in the pool. Customers go by external user id or by nickname. */
  takes(customer: string): Promise<Attempt> {
    const chat = this.#chat(customer, [2]);
    goTo(chat, 3, this.servicer.userId);
    return this.#changed(chat, 'taken', {
      new_servicer_userid: this.servicer.userId,
      msg_code: this.#world.kf.codes.issue(chat, 'taken', this.#world.clock.now()),
    });
  }

  says(customer: string, words: string): Promise<Attempt> {
    return this.#answers(customer, 'text', { content: words });
  }

  sendsFile(customer: string, type: 'image' | 'file', name: string, bytes: Buffer): Promise<Attempt> {
    const { media, clock } = this.#world;
    const { id } = media.keep({ type, name, bytes, createdAt: clock.now() });
    return this.#answers(customer, type, { media_id: id });
  }

  transfers(customer: string, to: string): Promise<Attempt> {
    const chat = this.#mine(customer);
    const next = this.#account.servicers.get(to.toLowerCase());
    if (!next?.receives) throw new Error(`transfers: expected a servicer who receives, got ${to}`);
    goTo(chat, 3, next.userId);
    return this.#changed(chat, 'transferred', {
      old_servicer_userid: this.servicer.userId,
      new_servicer_userid: next.userId,
    });
  }

  ends(customer: string): Promise<Attempt> {
    const chat = this.#mine(customer);
    goTo(chat, 4);
    return this.#changed(chat, 'ended', {
      old_servicer_userid: this.servicer.userId,
      msg_code: this.#world.kf.codes.issue(chat, 'end', this.#world.clock.now()),
    });
  }

  /** Goes on with a session that had ended, or was handed on. */
  reopens(customer: string): Promise<Attempt> {
    const chat = this.#chat(customer, [3, 4]);
    const before = chat.servicer ?? this.servicer.userId;
    goTo(chat, 3, this.servicer.userId);
    return this.#changed(chat, 'reopened', {
      old_servicer_userid: before,
      new_servicer_userid: this.servicer.userId,
    });
  }

  /** Takes back something of their own. */
  recalls(customer: string, messageId: string): Promise<Attempt> {
    const chat = this.#chat(customer);
    const line = chat.lines.find(({ id, from }) => id === messageId && from === this.servicer.userId);
    if (!line) throw new Error(`recalls: expected words of ${this.servicer.userId}, got ${messageId}`);
    line.recalled = true;
    return tellOfEvent(this.#world, chat, 'servicer_recall_msg', {
      recall_msgid: messageId,
      servicer_userid: this.servicer.userId,
    });
  }

  /** Lets no message of the customer through any more, or again. */
  refuses(customer: string, refuses = true): Promise<Attempt> {
    const chat = this.#chat(customer);
    chat.turnedAway = refuses;
    return tellOfEvent(this.#world, chat, 'reject_customer_msg_switch_change', {
      servicer_userid: this.servicer.userId,
      reject_switch: refuses ? 1 : 0,
    });
  }

  /** Stops receiving customers, or goes on. */
  receives(receives: boolean): Promise<Attempt> {
    this.servicer.receives = receives;
    return tellOfAccount(this.#world, this.#account, 'servicer_status_change', {
      servicer_userid: this.servicer.userId,
      status: receives ? 1 : 2,
      ...(!receives && { stop_type: 0 }),
    });
  }

  #answers(customer: string, type: string, content: Json): Promise<Attempt> {
    const chat = this.#mine(customer);
    const line: Line = {
      id: newId(24),
      from: this.servicer.userId,
      type,
      content,
      at: this.#world.clock.now(),
      recalled: false,
    };
    chat.lines.push(line);
    return tellOfLine(this.#world, chat, line);
  }

  #changed(chat: Chat, change: keyof typeof CHANGES, more: Json): Promise<Attempt> {
    return tellOfEvent(this.#world, chat, 'session_status_change', { change_type: CHANGES[change], ...more });
  }

  #mine(customer: string): Chat {
    const chat = this.#chat(customer, [3]);
    if (chat.servicer === this.servicer.userId) return chat;
    throw new Error(`${this.servicer.userId}: expected a customer of theirs, got ${chat.servicer}'s`);
  }

  #chat(customer: string, states?: readonly ServiceState[]): Chat {
    const chat = [...this.#account.chats.values()].find(
      ({ customer: { externalUserId, nickname } }) => externalUserId === customer || nickname === customer,
    );
    if (!chat) throw new Error(`expected a customer who was here, got ${customer}`);
    const state = stateOf(chat, this.#world.clock.now());
    if (states && !states.includes(state))
      throw new Error(`expected a session in state ${states.join(' or ')}, got ${state}`);
    return chat;
  }
}
