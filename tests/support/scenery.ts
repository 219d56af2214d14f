/** Where a story plays: which platforms its people are on, and how each of them comes in there. */
import type { Edit } from './content.js';
import type { Person } from './person.js';
import type { TestTroika } from './troika.js';

export interface Scenery<P extends Person> {
  readonly name: string;
  /** Builds what must stand before the desk opens, at this instant (epoch ms). */
  raise(now: number): Promise<Raised<P>>;
}

export interface Raised<P extends Person> {
  /** What the desk is told of its platforms. */
  readonly environment: Readonly<Record<string, string>>;
  /** Changes to the sample content: who has which account, which groups there are. */
  readonly edits: readonly Edit[];
  /** The desk is open: platforms find it, or it has found them. */
  opens(troika: TestTroika): Promise<void>;
  person(troika: TestTroika, account: string, name: string): Promise<P>;
  /** The desk's clock is about to move: platforms live in the same time. */
  moves(ms: number): void;
  /** The story is over: throws what the platform holds against us, however well it went. */
  judge(): void;
  strike(): Promise<void>;
}
