/** A customer: the company or person that requesters belong to, as the house keeps it. */

export interface Customer {
  /** The house's own number for it. */
  readonly id: string;
  readonly kind: CustomerKind;
  readonly name: string;
  /** Keys of `customers` in desk.yaml; one that was taken out of there is shown as it is. */
  readonly tier: string | null;
  readonly fields: Readonly<Record<string, string | number>>;
  /** 'YYYY-MM-DD' by key. */
  readonly dates: Readonly<Record<string, string>>;
  readonly stage: string | null;
  /** When it came to the stage. */
  readonly stageAt: number | null;
}

export type CustomerKind = 'company' | 'person';

/** What a ticket's card says of the customer. */
export type CustomerName = Pick<Customer, 'id' | 'name' | 'tier'>;

/** What a ticket knows of its customer: its timers may rest on the dates. */
export type CustomerOfTicket = CustomerName & Pick<Customer, 'dates'>;
