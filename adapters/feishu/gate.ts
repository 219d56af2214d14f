/** Holds calls back that Feishu would refuse: every API takes 50 a second and 1 000 a minute of one app. */

/** https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN : kept a little below, other instances and retries count too. */
const PER_SECOND = 15;
const BURST = 40;

export interface Gate {
  /** Resolves when this call may go. */
  pass(api: string): Promise<void>;
}

/** In order, for each API by itself. */
export function createGate(now: () => number): Gate {
  const free = new Map<string, { tokens: number; at: number }>();
  return {
    async pass(api) {
      const at = now();
      const bucket = free.get(api) ?? { tokens: BURST, at };
      const tokens = Math.min(BURST, bucket.tokens + ((at - bucket.at) / 1000) * PER_SECOND) - 1;
      free.set(api, { tokens, at });
      if (tokens >= 0) return;
      await new Promise<void>((resolve) => setTimeout(resolve, (-tokens / PER_SECOND) * 1000));
    },
  };
}
