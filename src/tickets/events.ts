/** What happened to a ticket, in the past tense, never edited. The audit chain is made of these. */

import type { Priority } from '../sop/priority.js';
import type { ClockName, TargetName } from '../sop/sla.js';
import type { StateCategory, Wait } from '../sop/sop.js';
import type { Told } from './climb.js';
import type { OffShift } from './on-shift.js';
import type { Part } from './part.js';
import type { Routed } from './routing.js';
import type {
  Agreement,
  Approved,
  Fields,
  InPlaceOf,
  LinkKind,
  RunningLimit,
  Shift,
  Standing,
  Target,
} from './ticket.js';

interface Happened {
  readonly at: number;
  /** `member:<id>`, `requester:<id>`, `system` or `source:<name>`. */
  readonly by: string;
}

export type TicketEvent = Happened &
  (
    | {
        readonly type: 'ticketOpened';
        readonly content: string;
        readonly sop: string;
        readonly title: string;
        readonly queue: string;
        readonly requesterId: string;
        readonly customerId: string | null;
        readonly priority: Priority;
        readonly fields: Fields;
        readonly state: string;
        readonly category: StateCategory;
        readonly limit: RunningLimit | null;
        /** `once` texts told by opening it. */
        readonly told: readonly string[];
        /** The ticket whose hand-over opened this one. */
        readonly parent: number | null;
        /** That ticket waits for this one. */
        readonly wait?: Wait;
        /** The order it is about, by its external reference. */
        readonly orderRef: string | null;
        /** What it is about, as `fault.printer`. */
        readonly categoryPath?: string;
        /** Key of the routine that opened it. */
        readonly routine?: string;
        /** With it one like it was opened for many customers: what is told of all of them at once. */
        readonly batch?: string;
        /** The rule that brought it to its queue, where it gave it to nobody. */
        readonly routed?: Routed;
      }
    /** `title`: the new one, where it is made of a field that was mended. */
    | { readonly type: 'fieldsFilled'; readonly fields: Fields; readonly title?: string }
    | { readonly type: 'itemTicked'; readonly item: string }
    | { readonly type: 'itemUnticked'; readonly item: string }
    /** Whoever was asked says that it is not so, and why; null: no answer came in time. */
    | { readonly type: 'checkFailed'; readonly item: string; readonly reason: string | null }
    | {
        readonly type: 'ticketAssigned';
        readonly to: string;
        readonly claimed: boolean;
        /** The step was theirs by this role: nobody assigned it. */
        readonly role?: string;
        /** A rule gave it to them. */
        readonly routed?: Routed;
        /** Nobody who could be given it was on shift. */
        readonly offShift?: OffShift;
        /** It was left open by somebody who is away. */
        readonly instead?: InPlaceOf;
      }
    | { readonly type: 'ticketUnassigned'; readonly instead?: InPlaceOf }
    /** `reason`: why it is another one than impact and urgency make; null where it is what they make. */
    | {
        readonly type: 'priorityChanged';
        readonly from: Priority;
        readonly to: Priority;
        readonly reason: string | null;
        /** The limit of the present step from now on. */
        readonly limit: RunningLimit | null;
      }
    /** Two accounts turned out to be one person. */
    | { readonly type: 'requesterChanged'; readonly to: string }
    | {
        readonly type: 'transitionProposed';
        readonly transition: string;
        readonly input: Fields;
        readonly lateReason: string | null;
        readonly lateNote: string | null;
        /** Those who had agreed to an earlier step that serves this one. */
        readonly agreed?: readonly Agreement[];
        readonly dueAt?: number;
        readonly endsAt?: number;
      }
    /** One of several who have to. */
    | { readonly type: 'stepAgreed'; readonly transition: string; readonly standsFor?: string }
    /** Not everybody has answered in time. */
    | { readonly type: 'approvalOverdue'; readonly transition: string }
    /** Nobody is there who could agree. */
    | { readonly type: 'approvalStranded'; readonly transition: string }
    /** The maker took it back, one of those who were asked said no, or it lapsed: then by the house itself. */
    | { readonly type: 'proposalDropped'; readonly transition: string; readonly reason: string | null }
    | {
        readonly type: 'ticketMoved';
        readonly transition: string;
        readonly from: string;
        readonly to: string;
        readonly category: StateCategory;
        /** The queue it is in from now on. */
        readonly queue: string;
        readonly input: Fields;
        /** Who proposed it, when it took two hands; `by` is then the checker. */
        readonly proposedBy: string | null;
        /** Everybody who agreed to it; absent where nobody else had to. */
        readonly agreed?: readonly Agreement[];
        /** Later steps this serves, and the fields that rests on. */
        readonly serves?: Pick<Approved, 'serves' | 'watched'>;
        /** Why it moved on late: a value of the house's list, or words of their own. */
        readonly lateReason: string | null;
        /** More about it, beside a reason from the list. */
        readonly lateNote: string | null;
        readonly limit: RunningLimit | null;
        readonly told: readonly string[];
        /** Working minutes the left state lasted. */
        readonly minutes: number;
      }
    /** `target`: which target of the SLA; absent: the limit of the step. */
    | { readonly type: 'limitWarned'; readonly target?: TargetName }
    | { readonly type: 'limitPassed'; readonly target?: TargetName }
    /** `askedBy`: the member who asked for it; where another one agreed, that is `by`. `limit`: that of the step, as it runs from now on. */
    | {
        readonly type: 'limitExtended';
        readonly of: ClockName;
        readonly ms: number;
        readonly reason: string;
        /** Member id. */
        readonly askedBy: string;
        readonly limit: RunningLimit | null;
      }
    | {
        readonly type: 'extensionAsked';
        readonly of: ClockName;
        readonly ms: number;
        readonly reason: string;
      }
    /** A lead said no, or whoever asked took it back. */
    | { readonly type: 'extensionDropped'; readonly of: ClockName; readonly reason: string | null }
    /** Targets as they run, stand still or are over from now on. */
    | { readonly type: 'targetsSet'; readonly targets: readonly Target[] }
    /** Rungs of a ladder told somebody. */
    | {
        readonly type: 'escalated';
        readonly clock: ClockName;
        readonly ladder: string;
        /** Those that were due together; the highest last. */
        readonly rungs: readonly number[];
        readonly reachedMs: number;
        readonly told: readonly Told[];
      }
    /** The handler was told that a rung will come. */
    | {
        readonly type: 'escalationAnnounced';
        readonly clock: ClockName;
        readonly ladder: string;
        readonly rung: number;
        readonly reachedMs: number;
      }
    /** 已在处理. For each clock where it stood. */
    | { readonly type: 'acknowledged'; readonly positions: Readonly<Partial<Record<ClockName, number>>> }
    /** Nothing was done for too long: the ladder goes on, so much later. */
    | { readonly type: 'acknowledgementLapsed'; readonly clock: ClockName; readonly stoodMs: number }
    | { readonly type: 'reminded'; readonly rule: string; readonly occurrence: number }
    /** Dates of the customer that timers of this stay rest on, as they are now: 'YYYY-MM-DD', or none. */
    | { readonly type: 'datesMoved'; readonly dates: Readonly<Record<string, string | null>> }
    /** Other days are holidays than before. `was`: when the limit of the present step fell due until now. */
    | {
        readonly type: 'deadlinesRecounted';
        readonly was: number | null;
        /** The limit from now on. */
        readonly limit: RunningLimit | null;
        /** Rules of the SOP whose timers were set anew. */
        readonly rules: readonly string[];
      }
    | { readonly type: 'orderPaid'; readonly orderRef: string; readonly amount: number | null }
    | {
        readonly type: 'ticketHeld';
        readonly reason: string;
        readonly until: number | null;
        readonly awaits: boolean;
      }
    /** The limit and the clocks of the stay, as they run from now on. */
    | {
        readonly type: 'ticketResumed';
        readonly limit: RunningLimit | null;
        readonly shift: Shift;
        /** For so long the ladder of a limit that had passed stood still: the limit itself does not move any more. */
        readonly stoodMs?: number;
      }
    /** `member:<id>` or `requester:<id>`. */
    | { readonly type: 'watcherAdded'; readonly who: string }
    | { readonly type: 'watcherRemoved'; readonly who: string }
    /** A part of the work, as it is from now on: a new one, or one that was said anew. */
    | { readonly type: 'partSet'; readonly part: Part; readonly instead?: InPlaceOf }
    | { readonly type: 'partRemoved'; readonly no: number }
    | { readonly type: 'partDone'; readonly no: number }
    /** Its owner was told that it is due. */
    | { readonly type: 'partReminded'; readonly no: number }
    /** Time somebody spent on it; under a number that is there already it stands in the place of what was logged before. */
    | {
        readonly type: 'effortLogged';
        readonly no: number;
        readonly kind: string;
        readonly minutes: number;
        /** The day it was spent on, 'YYYY-MM-DD'. */
        readonly day: string;
        /** Member id: a lead may mend what a colleague logged. */
        readonly who: string;
        /** Where the ticket was: the time is that team's. */
        readonly queue: string;
        /** Part of the division list it went into. */
        readonly partNo?: number;
        readonly text?: string;
      }
    | { readonly type: 'effortWithdrawn'; readonly no: number }
    | { readonly type: 'nudged' }
    | {
        readonly type: 'ticketLinked';
        readonly ticket: number;
        readonly kind: LinkKind;
        readonly wait?: Wait;
      }
    | { readonly type: 'ticketUnlinked'; readonly ticket: number; readonly kind: LinkKind }
    /** It is about the same as another one, which lives on. */
    | {
        readonly type: 'ticketMerged';
        readonly into: number;
        readonly from: string;
        /** The closed state it comes to rest in. */
        readonly to: string;
        readonly minutes: number;
      }
    /** A ticket this one opened has come to another state. */
    | { readonly type: 'openedTicketMoved'; readonly ticket: number; readonly stands: Standing }
    /** The ticket it was opened for has ended. */
    | {
        readonly type: 'ticketCalledOff';
        readonly because: number;
        readonly from: string;
        /** The closed state it comes to rest in. */
        readonly to: string;
        readonly minutes: number;
      }
    /** A ticket of its own is opened with these fields. */
    | { readonly type: 'partSplit'; readonly fields: Fields }
    /** `version` is the one the act had made; `minutes` those of the stay that is left, where a step was undone. */
    | {
        readonly type: 'actUndone';
        readonly version: number;
        readonly what: string;
        /** What it told a requester had not been said yet. */
        readonly recalled: boolean;
        /** The clocks of the stay that goes on. */
        readonly shift: Shift | null;
        readonly minutes: number;
      }
    /** What the requester thinks of the work, from 1 to 5: their newest word counts. */
    | { readonly type: 'rated'; readonly score: number; readonly reason: string | null }
    | { readonly type: 'recommendationAsked' }
    /** From 0 to 10. */
    | { readonly type: 'recommended'; readonly score: number }
    | { readonly type: 'noteAdded'; readonly text: string }
    /** The requester or a member wrote to the other side. */
    | {
        readonly type: 'replied';
        readonly text: string;
        readonly from: 'requester' | 'member';
        /** The canned reply it was, by its key. */
        readonly canned?: string;
        /** They want to speak to a person: whoever has the ticket is told so, and they hear who comes and when. */
        readonly human?: true;
        /** Said while a colleague had the conversation: both sides were there, and nobody is told. */
        readonly aside?: true;
      }
    /** A colleague has the conversation with the requester: this member, somebody we do not know, or whoever is first. */
    | { readonly type: 'conversationGiven'; readonly to: string | null }
    /** It is ours again. */
    | { readonly type: 'conversationReturned' }
    /** Nobody could be given it, and why. */
    | { readonly type: 'conversationKept'; readonly reason: string }
  );
