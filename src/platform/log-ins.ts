/** How real people come in on a platform of our own: one-time links, and the sessions they start. */

export interface LogIns {
  /** Whom the link would let in. Changes nothing, so a preview may look. Null for every link that lets nobody in: which kind is not told. */
  look(token: string): Promise<{ readonly name: string } | null>;
  /** Uses the link up and starts a session, whose id it gives. Of two at once one wins; null to the other. */
  use(token: string): Promise<string | null>;
  /** Whose session it is, as of now; null when it has ended or the member has left. */
  session(id: string): Promise<LoggedIn | null>;
  end(id: string): Promise<void>;
}

export interface LoggedIn {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
}
