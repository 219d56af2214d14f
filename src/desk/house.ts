/** Everything the shell's parts share, wired once by main: the outside ports and the caches over them. */
import type { Locale } from '../people/people.js';
import type { Library } from './library.js';
import type { DeskMetrics } from './metrics-port.js';
import type { Change } from './ports/change.js';
import type { ContentFolder } from './ports/content.js';
import type { Adapters, Alarm, KnownPlatform, Log, Systems } from './ports/outside.js';
import type { Store } from './ports/store.js';
import type { Staff } from './staff.js';

export interface House {
  readonly store: Store;
  readonly adapters: Adapters;
  readonly systems: Systems;
  /** Every platform there is, and the variables that turn it on; those of `adapters` are on. */
  readonly platforms: readonly KnownPlatform[];
  readonly library: Library;
  readonly staff: Staff;
  /** The folder this installation publishes from. */
  readonly folder: ContentFolder;
  readonly alarm: Alarm;
  readonly log: Log;
  readonly metrics: DeskMetrics;
  /** Unique name of this process: leases carry it. */
  readonly instance: string;
  /** Part of a platform's `ackWithinMs` we use before the answer goes the other way, by the outbox. */
  readonly patience: number;
  /** So long what an undoable act tells a requester waits; undone by then, it is never said. */
  readonly recallMs: number;
  /** The desk's zone: local dates in reports and texts. */
  readonly tz: string;
  /** For whoever has not chosen a language. */
  readonly locale: Locale;
  /** Where people open our page, without a slash at its end. */
  publicUrl(): string;
  /** Something was saved: deliver looks for what must go out, follow for commands. */
  onSaved(change: Pick<Change, 'commands' | 'openings'>): void;
}
