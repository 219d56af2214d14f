/** What happens to calls of an API on a bad day: broken before the effect, answered late, or cut off after it. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, CUT, type Outcome } from './http-door.js';

export const API_FAULTS = ['5xx', 'reset', 'slow'] as const;

interface Weather {
  strike(kind: (typeof API_FAULTS)[number], subject: string): { readonly ms?: number } | undefined;
}

const SLOW_MS = 5000;

export async function onBadDays(
  faults: Weather,
  api: string,
  act: () => Answer | Promise<Answer>,
): Promise<Outcome> {
  if (faults.strike('5xx', api)) return { status: 502, body: Buffer.from('Bad Gateway') };
  const answer = await act();
  const slow = faults.strike('slow', api);
  if (slow) await delay(slow.ms ?? SLOW_MS, undefined, { ref: false });
  return faults.strike('reset', api) ? CUT : answer;
}
