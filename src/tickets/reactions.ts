/** What follows from events: whom to tell, when to wake, which commands come next. Data; the desk carries it out. */
import type { NoticeKind } from '../people/reach.js';
import type { Audience } from '../sop/sop.js';
import type { Command } from './command.js';
import type { Param } from './refusal.js';

export interface Reactions {
  readonly notices: readonly Notice[];
  readonly timers: readonly TimerSet[];
  /** Pending timers of these visits of the ticket are void: what they waited for is over. */
  readonly voidVisits: readonly number[];
  /** Pending timers of the present visit with these rules are void. */
  readonly voidRules: readonly string[];
  readonly commands: readonly Omit<Command, 'cause'>[];
  /** Versions of the ticket whose notices, as far as they still wait, are not to be said. */
  readonly unsaid: readonly number[];
  /** Places where the live card must newly appear. */
  readonly posts: readonly NoticeTo[];
  /** Where the customer comes to in the journey. */
  readonly stages: readonly StageMove[];
  readonly group: GroupReaction;
  readonly conversation: ConversationMove | null;
  /** Outside systems that are asked whether a point of the checklist is so. */
  readonly asks: readonly CheckAsked[];
}

export interface CheckAsked {
  readonly source: string;
  /** Key of the point. */
  readonly item: string;
}

/** What becomes of the ticket's own group, where its SOP asks for one. */
export interface GroupReaction {
  /** Ids of members who shall be in it; the first ones open it. */
  readonly members: readonly string[];
  /** The ticket is over: the group hears it. */
  readonly closed: boolean;
}

/** A colleague is to have the conversation with the requester in our place, or has had it. */
export type ConversationMove = 'over' | 'back';

export interface StageMove {
  readonly customerId: string;
  readonly stage: string;
  /** A customer who is in one of these stays there. */
  readonly stays: readonly string[];
}

export type NoticeTo =
  | { readonly to: 'requester'; readonly id: string }
  | { readonly to: 'member'; readonly id: string }
  | { readonly to: 'team'; readonly id: string };

export interface Notice {
  readonly to: NoticeTo;
  /** Message key: `say.<key>` from the SOP, `notice.<key>` of our own. */
  readonly say: string;
  readonly params: Readonly<Record<string, Param>>;
  /** Buttons the notice carries: transitions it leads to. */
  readonly links: readonly string[];
  /** Buttons for other actions it leads to: `confirm`, `decline`, `claim`, `reply`. */
  readonly actions: readonly string[];
  /** A bare number answers it: nothing else is offered beside what it leads to. */
  readonly question?: true;
  /** Whose lead or owner is warned: shows as a warning. */
  readonly tone: 'neutral' | 'info' | 'good' | 'warning' | 'bad';
  readonly audience: Audience | 'actor';
  /** What of it somebody may switch off or put off. */
  readonly kind: NoticeKind;
}

export interface TimerSet {
  /** `warn`, `limit` or `sop:<timer rule>`. */
  readonly rule: string;
  readonly visit: number;
  readonly occurrence: number;
  readonly dueAt: number;
  /** The date it rests on, 'YYYY-MM-DD'; absent where it rests on none. */
  readonly date?: string;
}
