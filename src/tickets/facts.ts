/** Everything a decision rests on besides the ticket, read before it: a rule asks nobody and knows no clock. */
import type { Calendar } from '../calendar/business-hours.js';
import type { Customer } from '../people/customer.js';
import type { Actor, Directory, Requester } from '../people/people.js';
import type { Category } from '../sop/categories.js';
import type { CannedReply, Routine } from '../sop/content-form.js';
import type { EffortKind } from '../sop/efforts.js';
import type { Escalation } from '../sop/escalation.js';
import type { Grading } from '../sop/priority.js';
import type { Roster } from '../sop/roster.js';
import type { RoutingRule } from '../sop/routing.js';
import type { ExtensionBound, SlaRule } from '../sop/sla.js';
import type { Field, Sop } from '../sop/sop.js';
import type { Ticket } from './ticket.js';

export interface Facts {
  readonly now: number;
  /** The date on the desk's wall, 'YYYY-MM-DD': who is on leave is not there. */
  readonly today: string;
  readonly actor: Actor;
  readonly sop: Sop;
  /** Id of the content version `sop` comes from. */
  readonly content: string;
  readonly directory: Directory;
  readonly requester: Requester;
  /** Other requesters who are told of it. */
  readonly watching?: readonly Requester[];
  /** The other ticket of a command that is about two; null when there is none of that number. */
  readonly other?: Ticket | null;
  /** The tickets it opened, where they were read along. */
  readonly kin?: readonly Ticket[];
  /** Whose matter it is: timers may rest on its dates, what is promised and where it goes on its tier. */
  readonly customer?: Pick<Customer, 'id' | 'tier' | 'dates'> | null;
  /** When this customer was last asked whether they would recommend us; read for whoever is about to ask. */
  readonly recommendationAskedAt?: number | null;
  /** The stages of the customer journey, in order. */
  readonly stages?: readonly string[];
  /** The calendar of the ticket's queue. */
  readonly business: Calendar;
  /** Those of the other queues, by queue. */
  readonly hoursOf?: (queue: string) => Calendar;
  /** Always open, in the desk's zone: for `clock: calendar`. */
  readonly always: Calendar;
  /** Canned replies by key. */
  readonly replies?: Readonly<Record<string, CannedReply>>;
  /** Reasons offered to whoever moves a late ticket on; without any, the reason is words of their own. */
  readonly lateReasons?: readonly Choice[];
  /** Open tickets by member, where a step may be given to whoever has the fewest. */
  readonly load?: ReadonlyMap<string, number>;
  /** What a matter may be about. */
  readonly categories?: readonly Category[];
  /** How impact and urgency make a priority. */
  readonly grading?: Grading;
  /** Which tickets climb which ladder. */
  readonly escalation?: Escalation;
  /** Who answers for what was opened by a routine. */
  readonly routines?: readonly Pick<Routine, 'key' | 'owner'>[];
  /** What is promised for which tickets. */
  readonly sla?: readonly SlaRule[];
  /** What an assignee may add to the clocks of a ticket on their own, where no rule says otherwise. */
  readonly extensions?: ExtensionBound;
  /** Who of each team is at work when, as it is published now. */
  readonly roster?: Roster;
  /** What time may be logged as, as it is published now. */
  readonly efforts?: readonly EffortKind[];
  /** Where new tickets go. */
  readonly routing?: Routing;
}

export interface Routing {
  readonly rules: readonly RoutingRule[];
  /** Calendars in whose hours it is now. */
  readonly open: readonly string[];
  readonly tiers: readonly Choice[];
  /** Whom the rule gave a ticket to last, where it gives them in turn. */
  readonly last?: string | null;
}

export type Choice = NonNullable<Field['choices']>[number];
