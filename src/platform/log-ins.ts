/** How real people come in on a platform of our own: one-time links, known by their tokens, and the sessions they start. */

export interface LogIns {
  /** Whom the link would let in. Changes nothing, so a preview may look. Null for every link that lets nobody in: which kind is not told. */
  look(token: string): Promise<{ readonly name: string } | null>;
  /** Uses the link up and starts a session, whose id it gives. Of two at once one wins; null to the other. */
  use(token: string): Promise<string | null>;
  /**
   * A link for the member whose account on this platform that is: the platform vouches that they are here. Null for
   * everybody else: unknown, a requester, or gone.
   */
  linkFor(account: string): Promise<string | null>;
  /** Whose session it is, as of now; null when it has ended or the member has left. */
  session(id: string): Promise<LoggedIn | null>;
  end(id: string): Promise<void>;
}

export interface LoggedIn {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
}
