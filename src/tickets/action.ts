/** One thing that can be asked of a ticket, described once: parser, help, buttons, permission, API and tools derive from it. */
import type { z } from 'zod';
import type { Text } from '../people/people.js';
import type { Field } from '../sop/sop.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import type { Refusal } from './refusal.js';
import type { Ticket } from './ticket.js';

/** Says whether the actor may; null is yes. The same function greys the button and words the reason. */
export type Permission = (ticket: Ticket, facts: Facts) => Refusal | null;

/** What an action is called, whatever it rests on. */
export interface Named<Input> {
  readonly type: string;
  /** What people type for it; the first of each language is what help shows. None: only the house itself does it. */
  readonly words: { readonly 'zh-CN': readonly string[]; readonly en: readonly string[] };
  readonly label: Text;
  /** Whose word it is, where only theirs. */
  readonly of?: 'requester';
  readonly input: z.ZodType<Input>;
}

export interface Action<Input = unknown> extends Named<Input> {
  readonly may: Permission;
  /** Whether a button press on an older version is answered with what changed; false for what cannot clash (a note). */
  readonly stale: boolean;
  /** What happens: events in order, a no, or what must be asked first. Nothing to do is a refusal. */
  decide(ticket: Ticket, input: Input, facts: Facts): Outcome;
  /** What is asked of whoever did it, as the ticket is now; they may leave it unanswered. */
  next?(after: Ticket): Asking | null;
}

/** The one action that rests on no ticket: it makes one. */
export interface Opening<Input = unknown> extends Named<Input> {
  may(input: Input, facts: Facts): Refusal | null;
  decide(input: Input, facts: Facts): Outcome;
}

export type Outcome = readonly TicketEvent[] | Refusal | Asking;

/** The action may be done, once these are answered: a form, a dialogue, or an API's 422. */
export interface Asking {
  readonly asks: readonly Field[];
  /** Why a field is asked that the SOP does not name: the step is late. */
  readonly late: boolean;
}

/** Tells a question from whatever else an action may answer. */
export function isAsking(value: unknown): value is Asking {
  return typeof value === 'object' && value !== null && 'asks' in value;
}

/** Keeps the input type of one action while the registry forgets it. */
export function defineAction<Input>(action: Action<Input>): Action<Input> {
  return action;
}
