/** The closed vocabulary in which everything shown is described; adapters render it, `cards/degrade` shrinks it. */
export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'bad';

export interface Card {
  readonly title: string;
  readonly tone: Tone;
  /** A short label beside the title: the state, the count. */
  readonly tag?: string;
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
  /** The ticket this card shows, when it shows one: lets a platform link or group. */
  readonly ticketId?: number;
  /** The ticket version shown: a page may drop an older card that arrives late. */
  readonly version?: number;
}

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone }
  | {
      readonly kind: 'fields';
      readonly fields: readonly { readonly label: string; readonly value: string }[];
    }
  /** Items to confirm; `button` toggles one where the reader may. */
  | { readonly kind: 'checklist'; readonly items: readonly ChecklistRow[] }
  /** The way through the SOP: done, now, next. */
  | { readonly kind: 'progress'; readonly steps: readonly ProgressStep[] }
  | {
      readonly kind: 'files';
      readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[];
    }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Working time left; the platform may count down by itself from these instants (epoch ms). */
  | {
      readonly kind: 'deadline';
      readonly label: string;
      readonly dueAt: number;
      readonly text: string;
      readonly tone: Tone;
    }
  /** Horizontal bars, for people who would rather look than read. */
  | {
      readonly kind: 'bars';
      readonly bars: readonly { readonly label: string; readonly value: number; readonly text: string }[];
    }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** Inputs inside the card, where the platform has any. */
  | { readonly kind: 'form'; readonly form: Form };

export interface ChecklistRow {
  readonly text: string;
  readonly done: boolean;
  /** Who ticked it and when, already in words. */
  readonly by?: string;
  readonly button?: Button;
}

export interface ProgressStep {
  readonly text: string;
  readonly status: 'done' | 'now' | 'next';
  readonly note?: string;
}

export interface Button {
  readonly text: string;
  /** `action:ticket:version[:argument]`: see `button.ts`. */
  readonly value: string;
  readonly style: 'primary' | 'plain' | 'danger';
  /** Greyed, with the reason in words: shown, never hidden. */
  readonly disabledReason?: string;
}

/** Questions asked together: a modal or inline form, or one by one where the platform has none. */
export interface Form {
  /** Comes back as the submitted form's id: a button value. */
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly text?: string;
  readonly inputs: readonly FormInput[];
  /** Other ways than to send it: they stand beside it, also when it is shown again. */
  readonly others?: readonly Button[];
}

export interface FormInput {
  readonly key: string;
  readonly label: string;
  readonly type: 'text' | 'long_text' | 'number' | 'phone' | 'date' | 'choice' | 'member' | 'file';
  readonly required: boolean;
  readonly hint?: string;
  readonly max?: number;
  readonly value?: string;
  /** For `choice` and `member`. */
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  /** For `file`: MIME types, `image/*` allowed. */
  readonly accept?: readonly string[];
}
