/** Everything an inbound's meaning may depend on, read by the desk before it is interpreted. */
import type { Directory, Locale, Text } from '../people/people.js';
import type { Capabilities } from '../platform/capabilities.js';
import type { Quoted } from '../platform/inbound.js';
import type { Category } from '../sop/categories.js';
import type { Sop } from '../sop/sop.js';
import type { Dialogue, Menu } from './dialogue-state.js';

export interface Context {
  readonly now: number;
  /** The desk's zone: 'tomorrow' is a date there. */
  readonly tz: string;
  readonly locale: Locale;
  readonly person: { readonly kind: 'member' | 'requester'; readonly id: string };
  /** What we wait for an answer to, from this person in this place. */
  readonly dialogue: Dialogue | null;
  /** What a digit answers here, where there are no buttons. */
  readonly menu: Menu | null;
  /** The message that this one answers. */
  readonly quoted?: Quoted;
  /** What the conversation is about: the ticket of a thread or of the newest card here. */
  readonly place: { readonly team: string | null; readonly ticketId: number | null } | null;
  /** The ticket of `place` with its SOP, where the desk has read it: its transitions can be said by their words. */
  readonly ticket: TicketHere | null;
  /** Open tickets of a requester, newest first; empty for a member. */
  readonly openTickets: readonly number[];
  /** What a requester was asked of a ticket that is over, and which number answers. */
  readonly survey: { readonly ticketId: number; readonly asks: 'rate' | 'recommend' } | null;
  /** As far as they serve here: a form in a group would be everybody's. */
  readonly capabilities: Pick<Capabilities, 'buttons' | 'forms'>;
  /** The newest version of each SOP, and the content they come from. */
  readonly sops: readonly Sop[];
  /** What a matter may be about; parents before their children. */
  readonly categories: readonly Category[];
  /** Key of the SOP that a call for a person begins. */
  readonly human: string | null;
  readonly content: string;
  readonly directory: Directory;
  readonly actions: readonly Sayable[];
  readonly errands: readonly SayableErrand[];
  readonly reports: readonly SayableReport[];
}

export interface TicketHere {
  readonly id: number;
  readonly version: number;
  readonly queue: string;
  readonly state: string;
  readonly sop: Sop;
}

/** What of an action can be said: its own words. */
export interface Sayable {
  readonly type: string;
  readonly words: Words;
  readonly label: Text;
  /** Whose word it is, where only theirs. */
  readonly of?: 'requester';
}

export interface SayableErrand extends Omit<Sayable, 'of'> {
  /** Whose word it is: to anybody else it means nothing. */
  readonly of: 'staff' | 'all';
}

export interface SayableReport {
  readonly name: string;
  readonly words: Words;
}

export interface Words {
  readonly 'zh-CN': readonly string[];
  readonly en: readonly string[];
}
