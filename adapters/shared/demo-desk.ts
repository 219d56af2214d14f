/** What the demo may do to the desk, given by main: move its clock, show its board, pay at its cashier. */

export interface DemoDesk {
  /** The random part of the address that `npm start` prints; whoever has it may play every persona. */
  readonly key: string;
  /** Moves the desk's clock forward, for everybody. */
  advance(ms: number): Promise<void>;
  /** All open tickets and the lately closed ones, by state. `locale`: zh-CN or en. */
  board(locale: string): Promise<BoardSnapshot>;
  /** The desk's own address, and the secret of its `payment` hook: the cashier reports over HTTP like anybody. */
  readonly cashier: { readonly secret: string; url(): string };
}

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
