/** What we are waiting for an answer to, as it is stored: kept if the person leaves and comes back. */
export type Dialogue =
  /** The intake of a new ticket, one question at a time. */
  | {
      readonly kind: 'intake';
      readonly sop: string;
      /** Content version it began with; the ticket is born with it. */
      readonly content: string;
      readonly answers: Readonly<Record<string, unknown>>;
      readonly asking: string;
      readonly startedAt: number;
    }
  /** The input of an action, asked one by one where the platform has no form. */
  | {
      readonly kind: 'input';
      readonly button: string;
      readonly inputs: readonly string[];
      readonly answers: Readonly<Record<string, unknown>>;
      readonly asking: string;
      readonly startedAt: number;
    }
  /** A numbered menu: a digit answers it for 30 minutes at the same ticket version. */
  | { readonly kind: 'menu'; readonly values: readonly string[]; readonly startedAt: number };
