/** An access token that many calls share: fetched once for all who wait for it, renewed before it ends, dropped when refused. */

export interface FreshToken {
  readonly token: string;
  readonly validMs: number;
}

export interface AccessToken {
  get(): Promise<string>;
  /** The platform refused this one; a newer one that others fetched meanwhile stays. */
  drop(token: string): void;
}

/** Calls under way must not meet the end of their token. */
const MARGIN_MS = 5 * 60_000;

export function createAccessToken(fetchToken: () => Promise<FreshToken>, now: () => number): AccessToken {
  let held: { readonly token: string; readonly until: number } | null = null;
  let coming: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const { token, validMs } = await fetchToken();
    held = { token, until: now() + Math.max(validMs - MARGIN_MS, validMs / 2) };
    return token;
  }
  return {
    async get() {
      if (held && now() < held.until) return held.token;
      coming ??= renew().finally(() => {
        coming = null;
      });
      return coming;
    },
    drop(token) {
      if (held?.token === token) held = null;
    },
  };
}
