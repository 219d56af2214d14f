/** A ticket as rules see it: one request for work, with one owner at a time. Written by `evolve` alone. */
import type { Text } from '../people/people.js';
import type { Priority } from '../sop/priority.js';
import type { ClockName, TargetName } from '../sop/sla.js';
import type { ClockKind, StateCategory, Wait } from '../sop/sop.js';
import type { Climb } from './climb.js';
import type { Effort } from './effort.js';
import type { Part } from './part.js';

/** A file as a field value; the bytes stay behind the files port. */
export interface FileValue {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Pixels of a picture, as it is looked at; absent where they could not be read. */
  readonly width?: number;
  readonly height?: number;
}

/** What became of the files of a field. */
export interface Document {
  /** When the newest of them came, and from whom. */
  readonly at: number;
  readonly by: string;
  /** Others that they took the place of, oldest first: when, and by whom. */
  readonly replaced: readonly ReplacedFile[];
}

export interface ReplacedFile extends Pick<FileValue, 'id' | 'name' | 'size'> {
  readonly at: number;
  readonly by: string;
}

export type FieldValue = string | number | readonly FileValue[];
export type Fields = Readonly<Record<string, FieldValue>>;

export interface Ticket {
  readonly id: number;
  /** Grows by one with every saved command: a save fails when it has moved. */
  readonly version: number;
  /** Number of events so far; the next event's `seq`. */
  readonly events: number;
  /** Content version it was born with; never changes. */
  readonly content: string;
  readonly sop: string;
  readonly title: string;
  /** What it is about, as `fault.printer`; null for nothing the house has a category for. */
  readonly categoryPath: string | null;
  readonly state: string;
  readonly category: StateCategory;
  /** Counts stays: 1 for the first. A timer belongs to one visit. */
  readonly visit: number;
  readonly enteredAt: number;
  readonly queue: string;
  readonly assigneeId: string | null;
  /** Whom the assignee stands in for; null where it is theirs. */
  readonly inPlaceOf: InPlaceOf | null;
  readonly requesterId: string;
  /** The requester's customer when it was opened. */
  readonly customerId: string | null;
  readonly orderRef: string | null;
  readonly priority: Priority;
  readonly fields: Fields;
  /** By field, for those that hold files. */
  readonly documents: Readonly<Record<string, Document>>;
  /** Ticks of this visit. */
  readonly checklist: Readonly<Record<string, Tick>>;
  /** Proposed under the two-hands rule, waiting for another person. */
  readonly proposal: Proposal | null;
  /** Steps that were agreed to and serve later ones. */
  readonly approvals: readonly Approved[];
  /** The running limit of this visit. */
  readonly limit: RunningLimit | null;
  /** How far its ladders have come, by the clock they hang on; none where nothing of a ladder has been yet. */
  readonly climbs: Readonly<Partial<Record<ClockName, Climb>>>;
  /** What the SLA promises for it, each once, those that are over among them; none where no rule is about it. */
  readonly targets: readonly Target[];
  /** More time that was given to what runs out, in the order in which it was. */
  readonly extensions: readonly Extension[];
  /** More than an assignee may take on their own: waiting for a lead. */
  readonly extensionAsked: AskedExtension | null;
  /** Put on hold: the clocks of the stay stand still. */
  readonly hold: Hold | null;
  /** By how much the clocks of this stay are behind its entry. */
  readonly shift: Shift;
  /** Who is told what becomes of it and may do nothing for that: `member:<id>`, `requester:<id>`. */
  readonly watchers: readonly string[];
  /** Other tickets it has to do with. */
  readonly links: readonly TicketLink[];
  /** 分工清单: who does which part of it, in the order of the numbers. */
  readonly division: readonly Part[];
  /** 工时: what time was spent on it, in the order of the numbers. */
  readonly efforts: readonly Effort[];
  /** Somebody asked for it to be hurried. */
  readonly nudged: Nudged | null;
  /** When the requester last asked for a person; null: never. */
  readonly humanAskedAt: number | null;
  /** A colleague has the conversation with the requester; null: it is ours. */
  readonly conversation: Conversation | null;
  /** What the requester thinks of the work; null: they have not said. */
  readonly rating: Rating | null;
  /** Whether they would recommend us; null: they were not asked. */
  readonly recommendation: Recommendation | null;
  /** Key of the routine that opened it; null where none did. */
  readonly routine: string | null;
  /** What members did in the last minute and may take back. */
  readonly undoable: readonly Undoable[];
  /** `once` texts already told in this ticket's life. */
  readonly told: readonly string[];
  /** States it has been in, each once: whoever enters one of them again does its work again. */
  readonly been: readonly string[];
  readonly facts: TicketFacts;
  readonly createdAt: number;
  /** The last one who changed what a card rests on, and what they did: what a stale button is answered with. */
  readonly last: Last | null;
}

export interface Conversation {
  /** Member id; null: whoever takes it first, or somebody we do not know. */
  readonly with: string | null;
  readonly since: number;
}

export interface Rating {
  /** 1 to 5. */
  readonly score: number;
  readonly reason: string | null;
  readonly at: number;
}

export interface Recommendation {
  readonly askedAt: number;
  /** 0 to 10; null: no answer yet. */
  readonly score: number | null;
}

/** 休假交接: whose it is, as long as they are away. Kept until somebody is given it otherwise. */
export interface InPlaceOf {
  /** Member id. */
  readonly of: string;
  /** Their last day off, 'YYYY-MM-DD'. */
  readonly until: string;
  /** Told in one list of everything that was handed over: no word for each. */
  readonly listed?: true;
}

export interface Last {
  readonly by: string;
  /** An event's type. */
  readonly what: string;
  readonly at: number;
  /** The version it made; absent on what is older than this. */
  readonly version?: number;
  /** A note written since. */
  readonly since?: Omit<Last, 'since'>;
}

export interface Tick {
  /** Member id, or `source:<name>`. */
  readonly by: string;
  readonly at: number;
  /** It is not so, says whoever was asked, and why; null: they did not answer in time. Absent: it is confirmed. */
  readonly no?: string | null;
}

export interface Proposal {
  readonly transition: string;
  readonly input: Fields;
  /** Member id of the maker, who may not be the checker. */
  readonly by: string;
  readonly at: number;
  readonly lateReason: string | null;
  readonly lateNote: string | null;
  /** Those who have agreed so far, where more than one has to. */
  readonly agreed?: readonly Agreement[];
  /** When the leaders of those who have not answered hear of it; absent: never. */
  readonly dueAt?: number;
  /** Set once they did. */
  readonly overdueAt?: number;
  /** Set once nobody was there who could answer, and the lead heard of it. */
  readonly strandedAt?: number;
  /** When it lapses; absent: never. */
  readonly endsAt?: number;
}

/** 同意: a yes to a step that another one begins. */
export interface Agreement {
  /** Member id. */
  readonly by: string;
  readonly at: number;
  /** Member id of whoever is away, in whose name it is said. */
  readonly standsFor?: string;
  /** Key of the earlier step they agreed to, which serves this one. */
  readonly served?: string;
}

/** A step that was agreed to, for later ones it serves. */
export interface Approved {
  readonly transition: string;
  readonly agreed: readonly Agreement[];
  /** Keys of the later steps. */
  readonly serves: readonly string[];
  /** Fields it rests on: of another value in one of them it counts no more. */
  readonly watched: readonly string[];
}

/** What runs out: the limit of the present step, or a target. Whoever escalates need not know which. */
export interface RunningLimit {
  readonly dueAt: number;
  readonly warnAt: number | null;
  /** Set once the warning went out. */
  readonly warnedAt: number | null;
  /** Set once the limit passed. */
  readonly lateAt: number | null;
  readonly lateReason: boolean;
  /** Added to it by extensions, in its clock's own time. */
  readonly extendedMs?: number;
}

/**
 * 时限: a promise of the SLA, as a clock. Used up and left make up what is promised, whatever was paused, reopened,
 * graded or moved to another calendar in between.
 */
export interface Target extends RunningLimit {
  readonly name: TargetName;
  /** Key of the rule that promises it. */
  readonly rule: string;
  readonly clock: ClockKind;
  /** What the rule promises, in the clock's own time. */
  readonly allowedMs: number;
  /** Of it, what was used up by `since`. */
  readonly spentMs: number;
  /** It runs since then, or stands still since then. */
  readonly since: number;
  readonly stands: boolean;
  readonly startedAt: number;
  /** Why nothing is owed any more; null while it is owed, paused or not. Dropped: the rule, or the matter, is gone. */
  readonly over: 'met' | 'missed' | 'dropped' | null;
  /** Grows when what was set to wake for it no longer counts: a response that is owed once more, an extension. */
  readonly round: number;
  /** How often it was met and missed in the life of the ticket. */
  readonly met: number;
  readonly missed: number;
  /** Somebody has said why it was missed. */
  readonly excused: boolean;
}

/** 延期 that somebody asked for. */
export interface AskedExtension {
  readonly of: ClockName;
  readonly ms: number;
  readonly reason: string;
  /** Member id. */
  readonly by: string;
  readonly at: number;
}

export interface Extension extends AskedExtension {
  /** The stay in which it was. */
  readonly visit: number;
  /** Member id of the lead who agreed; null: it was within the bound. */
  readonly confirmedBy: string | null;
}

/** 挂起: why the work stands still, since when, and what ends it. */
export interface Hold {
  /** Member id. */
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  /** It goes on by itself then; null: when somebody says so. */
  readonly until: number | null;
  /** It goes on when the requester answers. */
  readonly awaits: boolean;
}

/** Milliseconds on each clock: later by what was held, earlier where a stay goes on that had begun before. */
export interface Shift {
  readonly business: number;
  readonly calendar: number;
  /** How often the stay was held. */
  readonly holds: number;
}

/**
 * `related` stands on both. `merged_into` stands on the duplicate, `duplicate` on the one that lives on; `opened` on
 * the one it came out of, `opened_by` on the new one.
 */
export type LinkKind = 'related' | 'merged_into' | 'duplicate' | 'opened' | 'opened_by';

export interface TicketLink {
  readonly ticket: number;
  readonly kind: LinkKind;
  /** Of `opened` and `opened_by`: the one that opened the other waits for it. */
  readonly wait?: Wait;
  /** Of `opened`: how that one stands, as it told when it last moved. */
  readonly stands?: Standing;
}

/** What a ticket says of itself to the one it came out of. */
export interface Standing {
  readonly title: string;
  readonly label: Text;
  /** What the requester is shown instead. */
  readonly publicLabel: Text;
  /** Nobody works on it any more. */
  readonly over: boolean;
}

export interface Nudged {
  readonly count: number;
  readonly at: number;
  readonly by: string;
}

/** One act of one member, with what stood before it. */
export interface Undoable {
  /** Member id. */
  readonly by: string;
  readonly at: number;
  /** The version the act made. */
  readonly version: number;
  /** Type of its event. */
  readonly what: string;
  /** Key of the transition, of a step. */
  readonly transition: string | null;
  /** When the stay in which it was done had begun. */
  readonly enteredAt: number;
  /** Part of the ticket -> what it was before. */
  readonly before: Readonly<Record<string, unknown>>;
  /** Who did something since that rests on it, and what; then it stays. */
  readonly rested: { readonly by: string; readonly what: string } | null;
}

/** What reports read instead of walking the event log; kept by `evolve`. */
export interface TicketFacts {
  /** First claim, assignment, transition or reply by a member; epoch ms. */
  readonly firstResponseAt: number | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly reopens: number;
  readonly reassignments: number;
  readonly breaches: number;
  /** Working minutes of all stays that have ended, each in its queue's business hours. */
  readonly stayedMinutes: number;
  /** The same from creation to resolution: of the stays that ended with it or before. */
  readonly workMinutes: number | null;
}
