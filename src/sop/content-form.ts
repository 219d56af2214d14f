/** What a published content folder comes to: everything a non-programmer may edit, checked and ready to use. */
import type { z } from 'zod';
import type { Around } from '../calendar/around.js';
import type { CalendarSpec } from '../calendar/calendar-spec.js';
import type { Duration } from '../calendar/duration.js';
import type { Locale, Queue, Role, Team, Text } from '../people/people.js';
import type { Category } from './categories.js';
import type { EffortKind } from './efforts.js';
import type { Escalation } from './escalation.js';
import type { NorthStars } from './north-star.js';
import type { Grading } from './priority.js';
import type { Reach } from './reach.js';
import type { routineReport } from './routine-report-schema.js';
import type { RoutingRule } from './routing.js';
import type { Selection } from './selection.js';
import type { ShiftPlan } from './shifts.js';
import type { ExtensionBound, SlaRule } from './sla.js';
import type { Field, Sop } from './sop.js';

export interface Content {
  readonly company: Text;
  /** The company that is shipped, and nobody's own. */
  readonly sample: boolean;
  /** Roles that may publish from chat. */
  readonly publishers: readonly Role[];
  readonly teams: readonly Team[];
  /** By team, the figures it looks at first. */
  readonly northStars: NorthStars;
  readonly queues: readonly Queue[];
  readonly calendars: readonly CalendarSpec[];
  /** Roles of the house's own, with what they are called; texts know them as `role.<key>`. */
  readonly roles: Readonly<Record<string, Text>>;
  readonly members: readonly MemberSeed[];
  /** Every version, by `key@version`: a ticket keeps the one it was born with. */
  readonly sops: Readonly<Record<string, Sop>>;
  /** The newest version of each, by key: new tickets are born with it. */
  readonly latest: Readonly<Record<string, Sop>>;
  /** Flattened keys, such as `say.unpaid`; both languages hold the same keys. */
  readonly messages: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
  /** Source -> type of the hook's body -> what it sets off. */
  readonly hooks: Readonly<Record<string, Readonly<Record<string, Hook>>>>;
  readonly routines: readonly Routine[];
  readonly reminders: readonly Reminder[];
  /** Canned replies by key. */
  readonly replies: Readonly<Record<string, CannedReply>>;
  /** Reasons offered when a late ticket moves on. */
  readonly lateReasons: readonly { readonly value: string; readonly label: Text }[];
  /** What the time on a ticket may be logged as. */
  readonly efforts: readonly EffortKind[];
  readonly customers: CustomerForm;
  /** What a matter may be about; parents before their children. */
  readonly categories: readonly Category[];
  /** How impact and urgency make a priority. */
  readonly grading: Grading;
  /** Where new tickets go, the first rule that fits. */
  readonly routing: readonly RoutingRule[];
  /** Who of a team is at work when; a team without shifts is always. */
  readonly shifts: readonly ShiftPlan[];
  /** Which tickets climb which ladder. */
  readonly escalation: Escalation;
  /** What is promised for which tickets; the first rule that fits counts. */
  readonly sla: readonly SlaRule[];
  /** What an assignee may add to the clocks of a ticket, where no rule says otherwise. */
  readonly extensions: ExtensionBound;
  /** Where requesters hear of their tickets when nothing may be said where they wrote. */
  readonly reach: Reach;
  /** Key of the SOP that a requester's call for a person begins, where none of their tickets is open; null: they choose. */
  readonly human: string | null;
}

/** What the house keeps of its customers. */
export interface CustomerForm {
  readonly tiers: readonly { readonly value: string; readonly label: Text }[];
  readonly fields: Readonly<Record<string, Field>>;
  /** Labels of dates by key: licence expiry, contract end. */
  readonly dates: Readonly<Record<string, Text>>;
  /** In the order of the customer journey. */
  readonly stages: readonly { readonly value: string; readonly label: Text }[];
}

/** A member as the folder introduces them; from then on they live in the database. */
export interface MemberSeed {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly string[];
  readonly roles: readonly Role[];
  readonly skills: readonly string[];
  readonly leader: string | null;
  readonly locale: Locale;
  /** Platform -> account. */
  readonly identities: Readonly<Record<string, string>>;
}

/** What a message of an outside system sets off: a step, or the answer to a point of a checklist. */
export type Hook = StepHook | CheckHook;

export interface CheckHook {
  readonly check: string;
  /** Where yes or no, and why not, stand in the body's `data`. */
  readonly ok: string;
  readonly reason: string | null;
}

export interface StepHook {
  /** The transition asked for, as `source:<name>`. */
  readonly transition: string;
  /** Field -> where its value stands in the body's `data`, with dots: `order.ref`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where the paid order's reference and amount stand in `data`; null when the hook is about no order. */
  readonly order: { readonly ref: string; readonly amount?: string } | null;
}

/** A calendar rule. It is due on its days of the month and on its weekdays, whichever comes. */
export interface Routine {
  readonly key: string;
  /** 1 to 28. */
  readonly days: readonly number[];
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  /** 'HH:MM' in the calendar's zone. */
  readonly at: string;
  /** Says what a holiday is. */
  readonly calendar: string;
  readonly onHoliday: 'previous' | 'next' | 'skip' | 'none';
  /** Queue whose team is told. */
  readonly tell: string;
  /** Key of the text, `say.<key>`; it has no `{words}` but, where tickets are opened, `{count}`. */
  readonly say: string;
  readonly open: Opening | null;
  readonly review: Review | null;
  readonly report: RoutineReport | null;
  /** What it is called where people read of it; null: its key. */
  readonly name: Text | null;
  /** Within so long its tickets leave their first step, in the working time of their queue; null: as their SOP says. */
  readonly by: Duration | null;
  /** Who hears what became of it. */
  readonly owner: `member:${string}` | `role:${Role}` | null;
}

/** A report that is posted as if somebody had asked for it. */
export type RoutineReport = z.infer<typeof routineReport>;

/** One ticket about what was unusual in the week before; `say` is told in its place where nothing was. */
export interface Review {
  readonly sop: string;
  /** Queues that are looked at; none: all of them. */
  readonly of: readonly string[];
  /** What waits longer is unusual. */
  readonly wait: Duration;
  /** Also after a week with nothing unusual. */
  readonly always: boolean;
  /** Field of the ticket -> `week`, the days it is about, or `outliers`, what was unusual. */
  readonly copy: Readonly<Record<string, string>>;
}

/** One ticket for each customer who is meant. */
export interface Opening {
  readonly sop: string;
  readonly meant: Selection;
  /** Field of the ticket -> what goes into it: a customer's own, or `occurrence`, the date it is about. */
  readonly copy: Readonly<Record<string, string>>;
}

/** What happens once around each date of a customer, without a ticket before. */
export interface Reminder {
  readonly key: string;
  /** Key of the date. */
  readonly date: string;
  readonly around: Around;
  /** In whose working days it counts; null: every day counts. */
  readonly calendar: string | null;
  /** Looked at when it is due. */
  readonly meant: Selection;
  readonly open: Omit<Opening, 'meant'> | null;
  /** The customer's contact, or the queue whose team is told. */
  readonly tell: { readonly to: 'requester' | { readonly queue: string }; readonly say: string } | null;
}

export interface CannedReply {
  readonly title: Text;
  readonly text: Text;
}
