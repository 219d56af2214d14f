/** What every reader of an answer is: one field type, one file. */
import type { Directory } from '../../people/people.js';
import type { Field } from '../../sop/sop.js';
import type { Refusal } from '../refusal.js';
import type { FieldValue } from '../ticket.js';

/** What an answer may rest on besides the words: who there is, and the team that serves the ticket. */
export interface AnswerFacts {
  readonly directory: Directory;
  /** Team id; null where no ticket is in question: anybody of the house may be named. */
  readonly team: string | null;
}

export type Reader = (field: Field, raw: unknown, facts: AnswerFacts) => FieldValue | Refusal;
