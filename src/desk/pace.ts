/** The token bucket of one address: how much a platform bears there. Pure; the row is shared by all instances. */
import type { Capabilities } from '../platform/capabilities.js';

export interface Bucket {
  readonly tokens: number;
  /** When `tokens` was true; epoch ms. */
  readonly tokensAt: number;
}

/** The bucket as it stands at `now`, refilled up to the burst. */
function refill(bucket: Bucket, pace: Capabilities['pace'], now: number): Bucket {
  const elapsedMs = Math.max(0, now - bucket.tokensAt);
  return { tokens: Math.min(pace.burst, bucket.tokens + (elapsedMs / 1000) * pace.perSecond), tokensAt: now };
}

/** Takes one token, or says how long to wait for it. */
export function take(
  bucket: Bucket,
  pace: Capabilities['pace'],
  now: number,
): { readonly bucket: Bucket; readonly waitMs: number } {
  const full = refill(bucket, pace, now);
  if (full.tokens >= 1) return { bucket: { ...full, tokens: full.tokens - 1 }, waitMs: 0 };
  return { bucket: full, waitMs: Math.ceil(((1 - full.tokens) / pace.perSecond) * 1000) };
}
