/** Carries the feed to one socket: reads what is newer than what the page has, one reading at a time. */
import type { Address } from '../../src/platform/address.js';
import type { Feed } from '../../src/platform/context.js';
import { type FeedLine, renderLine } from './render.js';

/** Newest lines of each place for a page that has none yet. */
const HISTORY = 100;
const PAGE = 200;

export interface Reader {
  /** Reads on from `revision`; 0 gives each place's latest lines. */
  readFrom(revision: number): Promise<void>;
  /** Something at least as new as `revision` stands in the feed. */
  moved(revision: number): Promise<void>;
  /** Places that were not listened to before get their latest lines. */
  listenTo(addresses: readonly Address[]): Promise<void>;
  hears(address: string): boolean;
}

export function createReader(feed: Feed, show: (lines: readonly FeedLine[]) => void): Reader {
  let addresses: readonly Address[] = [];
  let cursor = 0;
  let started = false;
  let reading: Promise<void> | null = null;
  let wanted: number | null = null;

  async function history(of: readonly Address[]): Promise<void> {
    // Place by place: in one query a busy group would push a quiet conversation out of the newest lines.
    for (const address of of) pass(await feed.since([address], 0, HISTORY));
  }

  function pass(items: Awaited<ReturnType<Feed['since']>>): void {
    if (items.length === 0) return;
    cursor = Math.max(cursor, ...items.map((item) => item.revision));
    show(items.map(renderLine));
  }

  async function drain(): Promise<void> {
    while (wanted !== null) {
      let from: number = wanted;
      wanted = null;
      for (;;) {
        const items = await feed.since(addresses, from, PAGE);
        pass(items);
        if (items.length < PAGE) break;
        from = Math.max(...items.map((item) => item.revision));
      }
    }
  }

  function read(from: number): Promise<void> {
    wanted = wanted === null ? from : Math.min(wanted, from);
    reading ??= drain().finally(() => {
      reading = null;
    });
    return reading;
  }

  return {
    hears: (address) => addresses.some((known) => known === address),
    async listenTo(next) {
      const fresh = next.filter((address) => !addresses.includes(address));
      addresses = next;
      if (started) await history(fresh);
    },
    async readFrom(revision) {
      started = true;
      if (revision === 0) return history(addresses);
      cursor = Math.max(cursor, revision);
      await read(revision);
    },
    async moved(revision) {
      // Two writers may commit out of order: an item older than the cursor can appear after a newer one was read.
      if (started) await read(Math.max(0, Math.min(cursor, revision - 1)));
    },
  };
}
