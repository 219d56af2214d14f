/** Customers: finding one, what belongs to it, where all of them stand, and a list of them coming in. */
import type { Customer, CustomerKind, CustomerName } from '../../people/customer.js';

export interface CustomerStore {
  /** By number or name, the exact ones first; those of similar names when there is none. At most `limit` of each. */
  search(said: string, limit: number): Promise<CustomersFound>;
  /** With the people and the orders of it; null when there is none. */
  customer(id: string): Promise<CustomerRead | null>;
  /** The customers of a stage by name, null those of none, each with its open tickets in the queues. */
  inStage(stage: string | null, queues: readonly string[], limit: number): Promise<StageCustomers>;
  /** Begins an import; `dryRun`: everything is done, said and taken back. */
  importing(options: { readonly dryRun: boolean }): Promise<CustomerImport>;
}

export interface CustomersFound {
  /** One of them is called exactly as was said. */
  readonly exact: boolean;
  readonly matches: readonly CustomerName[];
  /** Only when there is no match. */
  readonly near: readonly CustomerName[];
}

export interface CustomerRead {
  readonly customer: Customer;
  readonly contacts: readonly Contact[];
  readonly orders: readonly CustomerOrder[];
}

/** A person of a customer. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  /** Personal. */
  readonly phone: string | null;
}

export interface CustomerOrder {
  readonly ref: string;
  /** Yuan. */
  readonly amount: number | null;
  readonly paidAt: number | null;
}

export interface StageCustomers {
  readonly total: number;
  readonly rows: readonly (CustomerName & { readonly stageAt: number | null; readonly open: number })[];
}

/** One line of a list. What it leaves out stays as it is. */
export interface CustomerLine {
  readonly line: number;
  readonly customer: Pick<Customer, 'id' | 'name' | 'tier' | 'fields' | 'dates' | 'stage'> & {
    readonly kind: CustomerKind | null;
  };
  /** Null: the line names nobody. */
  readonly contact: {
    readonly name: string | null;
    readonly phone: string | null;
    readonly accounts: readonly { readonly platform: string; readonly account: string }[];
  } | null;
}

export type LineOutcome =
  | { readonly kind: 'new' | 'changed' | 'unchanged' }
  /** The same number stood in an earlier line. */
  | { readonly kind: 'repeated'; readonly line: number }
  /** An account of a member, or of the contact of another customer of this list. */
  | {
      readonly kind: 'taken';
      readonly platform: string;
      readonly account: string;
      readonly by: 'member' | 'line';
    };

export interface CustomerImport {
  /** Outcomes in the order of the lines. All of a batch is written, or nothing. */
  batch(lines: readonly CustomerLine[], now: number): Promise<readonly LineOutcome[]>;
  close(): Promise<void>;
}
