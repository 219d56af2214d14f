/** A compiled SOP: what the YAML says, checked and with every default filled in. Immutable; a ticket keeps the one it was born with. */
import type { Around } from '../calendar/around.js';
import type { Duration } from '../calendar/duration.js';
import type { Role, Text } from '../people/people.js';
import type { Priority } from './priority.js';

export type StateCategory = 'new' | 'open' | 'pending' | 'resolved' | 'closed';
export type ClockKind = 'business' | 'calendar';
export type FieldType =
  | 'text'
  | 'long_text'
  | 'number'
  | 'money'
  | 'phone'
  | 'date'
  | 'choice'
  | 'member'
  | 'file'
  | 'lookup'
  | 'impact'
  | 'urgency';

export interface Sop {
  readonly key: string;
  readonly version: number;
  readonly title: Text;
  /** What kind of ticket: incident, service-request, problem, change. */
  readonly kind: string;
  /** The queue its tickets wait in. */
  readonly queue: string;
  readonly initial: string;
  /** The ticket's title, with `{field}` placeholders. */
  readonly subject: string;
  /** What a requester says to start it: 注册公司, register a company. */
  readonly words: readonly string[];
  readonly fields: Readonly<Record<string, Field>>;
  readonly states: Readonly<Record<string, State>>;
  readonly transitions: Readonly<Record<string, Transition>>;
  readonly timers: Readonly<Record<string, TimerRule>>;
  /** What the requester is asked once it is over; absent: nothing. */
  readonly ask?: Ask;
}

export interface Ask {
  /** How satisfied they are, from 1 to 5. */
  readonly csat: boolean;
  /** Whether they would recommend us, from 0 to 10: not again before this long; null: never. */
  readonly nps: Duration | null;
}

export interface Field {
  readonly key: string;
  readonly type: FieldType;
  readonly label: Text;
  readonly hint?: Text;
  /** Asked before the ticket is opened. */
  readonly intake: boolean;
  readonly required: boolean;
  /** Personal values are kept apart from events, masked in lists and never shown in a group. */
  readonly personal: boolean;
  /** Longest text in characters, or largest number. */
  readonly max?: number;
  readonly min?: number;
  /** Of money; absent: CNY. */
  readonly currency?: Currency;
  readonly choices?: readonly { readonly value: string; readonly label: Text }[];
  /** Of a look-up: what its table is called, and once the folder is compiled the table itself. */
  readonly tableKey?: string;
  readonly table?: Table;
  readonly redLine?: RedLine;
  /** For files: MIME types, `image/*` allowed, and the size bound in MB. */
  readonly accept?: readonly string[];
  readonly maxMb?: number;
  readonly image?: ImageBounds;
}

export type Currency = 'CNY' | 'HKD' | 'USD' | 'EUR' | 'GBP';

/** Rows to choose from by what stands in their first column. */
export interface Table {
  readonly columns: readonly string[];
  /** As many cells as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

/** What a value may not fall below unless somebody else approves. */
export interface RedLine {
  /** A number, or the field that holds it. */
  readonly atLeast: number | string;
  /** Roles of whoever may let it pass; null: nobody may. */
  readonly approve: readonly Role[] | null;
}

/** What a picture must measure, in pixels. */
export interface ImageBounds {
  readonly minWidth?: number;
  readonly minHeight?: number;
  /** Width to height. */
  readonly ratio?: { readonly width: number; readonly height: number };
}

/** Who holds a step: the person or the queue the desk waits for. */
export type Owner = 'requester' | 'assignee' | `queue:${string}`;

export interface State {
  readonly key: string;
  readonly category: StateCategory;
  readonly label: Text;
  /** What the requester is shown instead of the label; absent: the label. */
  readonly publicLabel?: Text;
  readonly owner: Owner | null;
  /** The assignee's step is given to somebody with this role when it begins. */
  readonly givenTo?: Role;
  /** Key of the text that tells the requester what this state waits for; absent: that it waits for them. */
  readonly guide?: string;
  readonly enter: readonly Tell[];
  /** Said on the way out, whichever step is taken. */
  readonly leave: readonly Tell[];
  readonly limit: Limit | null;
  readonly checklist: readonly ChecklistItem[];
  /** Canned replies offered here, by key. */
  readonly replies: readonly string[];
  /** Entering it moves the ticket's customer here in the journey; null: the customer stays where they are. */
  readonly stage: Stage | null;
  /** Entering it opens a group chat for the ticket, once in its life. */
  readonly group: boolean;
}

export interface Stage {
  readonly key: string;
  /** Also when the customer has come further already. */
  readonly back: boolean;
}

export interface Limit {
  readonly within: Duration;
  /** Where some priorities have another one. */
  readonly byPriority?: Readonly<Partial<Record<Priority, Duration>>>;
  readonly clock: ClockKind;
  /** This long before the end the owner is warned. */
  readonly warn: Duration | null;
  /** Once late, the next transition demands a reason. */
  readonly lateReason: boolean;
  /** Key of the text that the requester hears once it is late; absent: nothing. */
  readonly sorry?: string;
}

export interface ChecklistItem {
  readonly key: string;
  readonly label: Text;
  /** An outside system answers it; staff may tick it all the same. */
  readonly checkedBy?: CheckedBy;
}

export interface CheckedBy {
  /** Name of its signed hook. */
  readonly source: string;
  /** Without an answer by then whoever has the ticket is told; null: it is waited for without a word. */
  readonly within: Duration | null;
}

export type Audience = 'requester' | 'assignee' | 'queue' | 'lead';

export interface Tell {
  readonly tell: Audience;
  /** Key of the text, `say.<key>` in the messages. */
  readonly say: string;
  /** Told once in a ticket's life, however often the state is entered. */
  readonly once: boolean;
  /** A transition the notice leads to: it carries that button. */
  readonly link?: string;
}

/** `requester`, `assignee`, `system`, a role in the queue's team, or `source:<name>`. */
export type Responsible = 'requester' | 'assignee' | 'system' | Role | `source:${string}`;

export interface Transition {
  readonly key: string;
  readonly label: Text;
  readonly words: readonly string[];
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly Responsible[];
  /** Who else has to agree; null: one hand is enough. */
  readonly approval: Approval | null;
  readonly input: readonly Field[];
  readonly when: readonly Guard[];
  readonly do: readonly Effect[];
  /** The house takes it by itself as soon as its conditions hold. */
  readonly auto: boolean;
  readonly danger: boolean;
}

/** Who has a say: whoever holds the role in the queue's team, one member, or the leader of whoever begins the step. */
export type Approver = `role:${Role}` | `member:${string}` | 'leader';

/** 审批: others than the one who begins a step have to agree before it is taken. */
export interface Approval {
  /** What the file calls it: `two_hands` is the short way to ask for one other person. */
  readonly written: 'approval' | 'two_hands';
  readonly by: readonly Approver[];
  /** So many of them; all (会签): somebody for each entry of `by`. */
  readonly quorum: number | 'all';
  /** Asked one after the other, as `by` names them. */
  readonly inTurn: boolean;
  /** State to which a no leads back; null: the ticket stays where it is. */
  readonly onReject: string | null;
  /** Working time; after it the leaders of those who have not answered hear of it. */
  readonly within: Duration | null;
  /** Working time; after it nothing is proposed any more. */
  readonly expires: Duration | null;
  /** Later steps for which those who agreed are not asked again. */
  readonly serves: readonly string[];
  /** Fields that may not change meanwhile; null: all that were filled in. */
  readonly watch: readonly string[] | null;
}

/** A named condition of a transition; all of them must hold. */
export type Guard =
  | { readonly guard: 'has'; readonly fields: readonly string[] }
  | { readonly guard: 'checklist_done' }
  /** The tickets it opened and waits for are over. */
  | { readonly guard: 'children_done' }
  /** 分工清单: the work is divided, and no part lacks anything; or every part is done as well. */
  | { readonly guard: 'division'; readonly must: 'complete' | 'done' }
  /** Only this long (calendar time) after the state was entered. */
  | { readonly guard: 'within'; readonly duration: Duration };

export type Effect =
  | ({ readonly effect: 'tell' } & Tell)
  /** The member named by this input becomes the assignee. */
  | { readonly effect: 'assign'; readonly input: string }
  /** The ticket gives its owner back to the queue. */
  | { readonly effect: 'unassign' }
  | Opens;

/** A second SOP begins (指派前 → 指派后), or a ticket this one waits for (子工单). */
export interface Opens {
  readonly effect: 'open';
  readonly sop: string;
  /** Where it waits; null: where its own SOP says. */
  readonly queue: string | null;
  /** Field of the new ticket -> field of this one. */
  readonly copy: Readonly<Record<string, string>>;
  readonly wait: Wait | null;
}

/** All of those marked so must be over, and of those marked any at least one. */
export type Wait = 'all' | 'any';

export interface TimerRule {
  readonly key: string;
  readonly in: readonly string[];
  readonly start: TimerStart;
  readonly clock: ClockKind;
  readonly repeat: Duration | null;
  /** How often it fires in one visit, the first included. */
  readonly times: number;
  readonly tell: Audience | null;
  readonly say: string | null;
  /** The step its text leads to, as a button. */
  readonly link?: string;
  /** A transition open to `system`. */
  readonly then: string | null;
  /** Looked at when it is due; where one does not hold, nothing happens. */
  readonly when: readonly Guard[];
}

/** What a timer is counted from: the moment its state is entered, a date the ticket holds, or one of its customer. */
export type TimerStart =
  | { readonly from: 'entry'; readonly after: Duration }
  | { readonly from: 'field'; readonly field: string; readonly around: Around }
  | { readonly from: 'customer'; readonly date: string; readonly around: Around };
