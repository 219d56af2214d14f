/** Holds calls back that Feishu would refuse for coming too fast; in order, for each name by itself. */

export interface Gate {
  /** Resolves when this call may go. */
  pass(name: string): Promise<void>;
}

/** Every API takes 50 a second and 1 000 a minute of one app: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN */
export const API_PACE: Pace = { perSecond: 15, burst: 40 };
/** A chat takes five a second of all bots together, and a message five changes: https://open.feishu.cn/document/server-docs/im-v1/message/create */
export const CHAT_PACE: Pace = { perSecond: 4.5, burst: 1 };

interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

const MOST_KEPT = 10_000;

export function createGate({ perSecond, burst }: Pace, now: () => number = Date.now): Gate {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const tokensAt = (bucket: { tokens: number; at: number }, at: number) =>
    Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
  /** A full bucket says nothing. */
  function forget(at: number): void {
    for (const [name, bucket] of buckets) if (tokensAt(bucket, at) >= burst) buckets.delete(name);
  }
  return {
    async pass(name) {
      const at = now();
      if (buckets.size >= MOST_KEPT) forget(at);
      const tokens = tokensAt(buckets.get(name) ?? { tokens: burst, at }, at) - 1;
      buckets.set(name, { tokens, at });
      if (tokens >= 0) return;
      await new Promise<void>((resolve) => setTimeout(resolve, (-tokens / perSecond) * 1000));
    },
  };
}
