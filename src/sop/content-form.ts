/** What a published content folder comes to: everything a non-programmer may edit, checked and ready to use. */
import type { CalendarSpec } from '../calendar/calendar-spec.js';
import type { Locale, Queue, Role, Team, Text } from '../people/people.js';
import type { Field, Sop } from './sop.js';

export interface Content {
  readonly company: Text;
  /** Roles that may publish from chat. */
  readonly publishers: readonly Role[];
  readonly teams: readonly Team[];
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
  /** Canned replies by key. */
  readonly replies: Readonly<Record<string, CannedReply>>;
  /** Reasons offered when a late ticket moves on. */
  readonly lateReasons: readonly { readonly value: string; readonly label: Text }[];
  readonly customers: CustomerForm;
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
  readonly leader: string | null;
  readonly locale: Locale;
  /** Platform -> account. */
  readonly identities: Readonly<Record<string, string>>;
}

export interface Hook {
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
  /** Key of the text, `say.<key>`; it has no `{words}`. */
  readonly say: string;
}

export interface CannedReply {
  readonly title: Text;
  readonly text: Text;
}
