/** The board as the desk sends it. */

export interface BoardSnapshot {
  readonly sops: readonly BoardSop[];
}

export interface BoardSop {
  readonly key: string;
  readonly title: string;
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
  readonly assignee: string | null;
  readonly dueAt: number | null;
  readonly late: boolean;
  readonly awaitsPayment: boolean;
}

/** Late as the desk said, or since it said so. */
export function isLate({ late, dueAt }: BoardTicket, now: number): boolean {
  return late || (dueAt !== null && now >= dueAt);
}
