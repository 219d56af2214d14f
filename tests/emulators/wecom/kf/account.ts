/** An account of customer service, and those who may answer in its name. https://developer.work.weixin.qq.com/document/path/94661 */
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import type { Chat } from './chat.js';
import { Journal } from './journal.js';

export interface Servicer {
  readonly userId: string;
  /** False: stopped receiving customers for now. */
  receives: boolean;
}

export interface Account {
  readonly openKfId: string;
  readonly name: string;
  /** The part of its links that names it. */
  readonly linkId: string;
  /** By user id in lower case. */
  readonly servicers: Map<string, Servicer>;
  /** By external user id. */
  readonly chats: Map<string, Chat>;
  /** What the app may read: never what it said itself. */
  readonly journal: Journal;
  /** Message ids that the app gave and may not give again. */
  readonly sentIds: Set<string>;
}

export function newAccount(openKfId: string, name: string): Account {
  const linkId = `kfc${openKfId.slice(2, 17)}`;
  return {
    openKfId,
    name,
    linkId,
    servicers: new Map(),
    chats: new Map(),
    journal: new Journal(),
    sentIds: new Set(),
  };
}

/** The account that a call names. */
export function accountOf(world: World, openKfId: unknown): Account | Refusal {
  if (typeof openKfId !== 'string' || !openKfId.startsWith('wk')) return refuse(95000);
  return world.kf.accounts.get(openKfId) ?? refuse(95004);
}

/** The servicer whom a call names: one of the account's who works here and receives. */
export function servicerOf(world: World, account: Account, userId: string): Servicer | Refusal {
  const servicer = account.servicers.get(userId.toLowerCase());
  const person = world.people.get(userId.toLowerCase());
  if (!servicer || person?.status !== 1) return refuse(95014);
  return servicer.receives ? servicer : refuse(95019);
}
