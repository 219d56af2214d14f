/** Messages of ours that did not arrive: told to the desk as soon as it knows that it sent them, whatever ends in between. */
import { z } from 'zod';
import type { AdapterContext } from '../../src/platform/context.js';
import { changeKept } from '../shared/change-kept.js';

const losses = z.array(z.object({ ref: z.string(), reason: z.string(), at: z.number() }));
type Losses = z.infer<typeof losses>;

const KEY = 'losses';
/** Nobody here sent it. */
const UNKNOWN_MS = 10 * 60_000;

export interface Losing {
  lost(ref: string, reason: string): Promise<void>;
  /** Tells those that the desk did not know yet; false while some are left. */
  settle(): Promise<boolean>;
}

export function createLosing({
  state,
  receipt,
  clock,
  log,
}: Pick<AdapterContext, 'state' | 'receipt' | 'clock' | 'log'>): Losing {
  const read = (kept: unknown): Losses => losses.parse(kept ?? []);
  const change = (next: (kept: Losses) => Losses): Promise<void> =>
    changeKept(state, KEY, read, (kept) => [next(kept), undefined]);
  return {
    async lost(ref, reason) {
      if (await receipt({ ref, kind: 'lost', reason })) return;
      await change((kept) => [...kept.filter((one) => one.ref !== ref), { ref, reason, at: clock.now() }]);
    },
    async settle() {
      const kept = read((await state.get(KEY))?.value);
      const told = new Set<string>();
      for (const { ref, reason, at } of kept) {
        const known = await receipt({ ref, kind: 'lost', reason });
        if (!known && clock.now() - at < UNKNOWN_MS) continue;
        if (!known) log.warn({ ref, reason }, 'wechat-kf: a message was lost that nobody here knows');
        told.add(ref);
      }
      if (told.size > 0) await change((now) => now.filter(({ ref }) => !told.has(ref)));
      return told.size === kept.length;
    },
  };
}
