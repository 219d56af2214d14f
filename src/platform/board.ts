/** The board of a demo or of staff: every SOP's states as columns, and the tickets that stand in them. */
export interface BoardSnapshot {
  readonly sops: readonly BoardSop[];
}

export interface BoardSop {
  readonly key: string;
  readonly title: string;
  /** In the order of the SOP, empty ones too. */
  readonly columns: readonly BoardColumn[];
}

export interface BoardColumn {
  readonly state: string;
  readonly label: string;
  readonly category: 'new' | 'open' | 'pending' | 'resolved' | 'closed';
  readonly tickets: readonly BoardTicket[];
}

export interface BoardTicket {
  readonly id: number;
  readonly title: string;
  readonly requester: string;
  /** Name of who works it; null while it waits in its queue. */
  readonly assignee: string | null;
  /** Epoch ms of the running limit; null when none runs. */
  readonly dueAt: number | null;
  readonly late: boolean;
  /** A payment would move it: the cashier lists it. */
  readonly awaitsPayment: boolean;
}
