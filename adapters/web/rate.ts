/** A bound on how fast one socket may speak: a token bucket as a value. */

export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

const BURST = 30;
const PER_SECOND = 10;

export function fullBucket(now: number): Bucket {
  return { tokens: BURST, at: now };
}

/** Takes one token; `waitMs` says when there will be one again, 0 when one was taken. */
export function take(bucket: Bucket, now: number): { readonly bucket: Bucket; readonly waitMs: number } {
  const tokens = Math.min(BURST, bucket.tokens + (Math.max(0, now - bucket.at) * PER_SECOND) / 1000);
  if (tokens < 1)
    return { bucket: { tokens, at: now }, waitMs: Math.ceil(((1 - tokens) * 1000) / PER_SECOND) };
  return { bucket: { tokens: tokens - 1, at: now }, waitMs: 0 };
}
