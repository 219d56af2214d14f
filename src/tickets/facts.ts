/** Everything a decision rests on besides the ticket, read before it: a rule asks nobody and knows no clock. */
import type { Calendar } from '../calendar/business-hours.js';
import type { Actor, Directory, Requester } from '../people/people.js';
import type { Sop } from '../sop/sop.js';

export interface Facts {
  readonly now: number;
  readonly actor: Actor;
  readonly sop: Sop;
  /** Id of the content version `sop` comes from. */
  readonly content: string;
  readonly directory: Directory;
  readonly requester: Requester;
  /** The calendar of the ticket's queue. */
  readonly business: Calendar;
  /** Always open, in the desk's zone: for `clock: calendar`. */
  readonly always: Calendar;
}
