/** An action with input, actor and cause, on its way in: the only way a ticket changes. */
import type { Actor } from '../people/people.js';

export interface Command {
  /** An action's `type`. */
  readonly type: string;
  /** Absent only for the action that opens a ticket. */
  readonly ticketId?: number;
  /** The ticket version the actor saw; absent where there was nothing to see (text, timer, hook). */
  readonly seen?: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly cause: Cause;
}

/** Why a command exists; goes into the event's record and keeps it from happening twice. */
export type Cause =
  | { readonly kind: 'inbound'; readonly key: string }
  | { readonly kind: 'timer'; readonly key: string }
  /** Follows from an event: `<ticket>/<seq>/<n>`. */
  | { readonly kind: 'event'; readonly key: string }
  | { readonly kind: 'api'; readonly key: string };
