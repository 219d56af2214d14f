/** Somebody as a list from outside knows them: a platform's directory, or a file. */
import type { Directory, Role } from './people.js';

export interface Listed {
  /** Our id for them: the staff number. */
  readonly id: string;
  readonly name: string;
  /** Ids of teams. */
  readonly teams: readonly string[];
  /** Null: the list does not say; who is new is then an agent, who is known keeps what they have. */
  readonly roles: readonly Role[] | null;
  /** Undefined: the list does not say. Null: nobody stands above them. */
  readonly leader: string | null | undefined;
  /** False: they have left. */
  readonly active: boolean;
  readonly accounts: readonly Account[];
}

export interface Account {
  readonly platform: string;
  readonly account: string;
}

/** An account that belongs to a member already. */
export interface KnownAccount extends Account {
  readonly member: string;
}

/** What a list is held against. */
export interface Against {
  readonly directory: Directory;
  readonly accounts: readonly KnownAccount[];
  /** Roles there are, ours and the house's own. */
  readonly roles: readonly Role[];
  /** The list names everybody: whoever is missing has left. */
  readonly complete: boolean;
}
