/** Who there is: members (staff), requesters, customers, and what of the directory a decision may rest on. */

/** What a member may be in a team; `admin` and `auditor` hold for the whole company. */
export const HOUSE_ROLES = ['agent', 'lead', 'manager', 'admin', 'auditor'] as const;

/** One of ours, or one that the published desk adds: 设计, 出纳. Those hold in a member's teams. */
export type Role = string;

export type Locale = 'zh-CN' | 'en';

/** A text in every language we speak; zh-CN is the source. */
export interface Text {
  readonly 'zh-CN': string;
  readonly en: string;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly string[];
  readonly roles: readonly Role[];
  /** Resigned members stay on old tickets and may do nothing. */
  readonly active: boolean;
  readonly locale: Locale;
  /** Whom they answer to; null at the top. */
  readonly leader: string | null;
  /** One-to-one addresses, preferred first. */
  readonly addresses: readonly string[];
}

export interface Team {
  readonly id: string;
  readonly name: Text;
  /** Group chats of the team, one per platform. */
  readonly chats: readonly string[];
}

/** Where tickets wait; belongs to one team. */
export interface Queue {
  readonly id: string;
  readonly name: Text;
  readonly team: string;
  /** Key of the working calendar its SLA clocks run in. */
  readonly calendar: string;
}

/** Everything about staff a decision may rest on, read at one `version`; a save fails when the version has moved. */
export interface Directory {
  readonly version: number;
  readonly members: ReadonlyMap<string, Member>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly queues: ReadonlyMap<string, Queue>;
}

/** The person who asked, as a decision and a notice need them. */
export interface Requester {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  /** Where they last wrote from; null when we never met them in a chat. */
  readonly address: string | null;
  /** The company or person they belong to. */
  readonly customerId: string | null;
}

/** Who does something. Every actor passes the same rules. */
export type Actor =
  | { readonly kind: 'member'; readonly id: string }
  | { readonly kind: 'requester'; readonly id: string }
  | { readonly kind: 'system' }
  /** A signed inbound hook. */
  | { readonly kind: 'source'; readonly name: string };
