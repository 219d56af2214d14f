/** One customer's conversation with one account: whose turn it is, what may still be sent, and what stands on the customer's screen. https://developer.work.weixin.qq.com/document/path/94669 */
import type { Json } from '../api/call.js';
import { type Refusal, refuse } from '../refusal.js';
import type { Account } from './account.js';
import type { Customer } from './customer.js';

/** New, with the app, in the pool, with a person, ended (or never begun). */
export type ServiceState = 0 | 1 | 2 | 3 | 4;

/** https://developer.work.weixin.qq.com/document/path/94677 */
const WINDOW_MS = 48 * 3_600_000;
const MESSAGES_PER_WORD = 5;

export interface Line {
  readonly id: string;
  /** `customer`, `account` (the app), or the user id of a servicer. */
  readonly from: string;
  readonly type: string;
  readonly content: Json;
  readonly at: number;
  recalled: boolean;
}

export interface Chat {
  readonly account: Account;
  readonly customer: Customer;
  /** As it was left; `stateOf` tells what it is now. */
  state: ServiceState;
  servicer: string | undefined;
  wroteAt: number | undefined;
  /** Messages that may still be sent until the customer writes again. */
  left: number;
  welcomedAt: number | undefined;
  /** The customer refuses messages of the account. */
  refuses: boolean;
  /** A servicer refuses messages of the customer. */
  turnedAway: boolean;
  /** States of this session for which a code was handed out already. */
  readonly coded: Set<ServiceState>;
  readonly lines: Line[];
}

export function chatBetween(account: Account, customer: Customer): Chat {
  const before = account.chats.get(customer.externalUserId);
  if (before) return before;
  const chat: Chat = {
    account,
    customer,
    state: 4,
    servicer: undefined,
    wroteAt: undefined,
    left: 0,
    welcomedAt: undefined,
    refuses: false,
    turnedAway: false,
    coded: new Set(),
    lines: [],
  };
  account.chats.set(customer.externalUserId, chat);
  return chat;
}

/** A session ends by itself 48 hours after the customer's last word. */
export function stateOf(chat: Chat, now: number): ServiceState {
  return lapsed(chat, now) ? 4 : chat.state;
}

export function goTo(chat: Chat, state: ServiceState, servicer?: string): void {
  chat.state = state;
  chat.servicer = state === 3 ? servicer : undefined;
}

/** The customer wrote: the window opens again, and what had ended begins anew. */
export function reopen(chat: Chat, now: number): void {
  if (stateOf(chat, now) === 4) {
    goTo(chat, 0);
    chat.coded.clear();
  }
  chat.wroteAt = now;
  chat.left = MESSAGES_PER_WORD;
}

export function sendRefused(chat: Chat, now: number): Refusal | undefined {
  if (lapsed(chat, now)) return refuse(95002);
  if (chat.state > 1) return refuse(95018);
  return chat.left > 0 ? undefined : refuse(95001);
}

/** The app answered: that is one less, and from now on the session is the app's. */
export function spendOne(chat: Chat): void {
  chat.left -= 1;
  if (chat.state === 0) goTo(chat, 1);
}

/** No welcome for 48 hours, and never a word of the customer. */
export function mayBeWelcomed({ wroteAt, welcomedAt }: Chat, now: number): boolean {
  return wroteAt === undefined && (welcomedAt === undefined || welcomedAt + WINDOW_MS <= now);
}

function lapsed({ wroteAt }: Chat, now: number): boolean {
  return wroteAt !== undefined && wroteAt + WINDOW_MS <= now;
}
