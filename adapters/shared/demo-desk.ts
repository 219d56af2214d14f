/** What the demo may do to the desk, given by main: move its clock, show its board, pay at its cashier. */
import type { BoardSnapshot } from '../../src/platform/board.js';

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
