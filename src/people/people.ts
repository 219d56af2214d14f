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

/** What a notice to a member is about, as far as they may do without it. */
export type NoticeClass = 'assigned' | 'reminders' | 'replies' | 'proposals' | 'numbers';

/** Wall times of the desk's zone, 'HH:MM'; an end at or before the start is on the next day. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  /** Saturdays and Sundays are quiet all day long. */
  readonly weekends: boolean;
}

/** Days off, the first and the last included: 'YYYY-MM-DD' in the desk's zone. */
export interface Leave {
  readonly from: string;
  readonly until: string;
  /** The member who stands in. */
  readonly delegate: string;
}

/** What a member has chosen; whatever is absent is as the content and the house have it. */
export interface Preferences {
  readonly locale?: Locale;
  /** One-to-one addresses, the one that hears first in front. */
  readonly channels?: readonly string[];
  readonly quiet?: QuietHours;
  /** Notices that are switched off. */
  readonly muted?: readonly NoticeClass[];
  readonly leave?: Leave;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly string[];
  readonly roles: readonly Role[];
  /** What they are good at, as routing rules call it. */
  readonly skills?: readonly string[];
  /** Resigned members stay on old tickets and may do nothing. */
  readonly active: boolean;
  readonly locale: Locale;
  /** Whom they answer to; null at the top. */
  readonly leader: string | null;
  /** One-to-one addresses, preferred first. */
  readonly addresses: readonly string[];
  readonly preferences: Preferences;
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
  readonly quiet: QuietHours | null;
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
