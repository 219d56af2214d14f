/**
 * `X-Troika-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>`, one v1 for each secret the
 * sender has while it changes them. The form is Stripe's (https://docs.stripe.com/webhooks#verify-manually).
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Both ways: a signature from the future is as wrong as an old one. */
const WINDOW_S = 300;
const MAX_HEADER = 1000;
const T = /^t=(\d{1,12})$/u;
const V1 = /^v1=([0-9a-f]{64})$/u;
/** Compared with when there is no such source, so that time does not tell which sources there are. */
const NOBODYS = [randomBytes(32).toString('hex')];

/** `stale` tells the holder of the secret about their clock; who has none learns nothing. */
export type Verdict = 'good' | 'bad' | 'stale';

export interface Signed {
  readonly header: string | undefined;
  readonly body: Uint8Array;
  /** Of this source; undefined when there is no such source. */
  readonly secrets: readonly string[] | undefined;
  /** Real time, epoch ms: the sender knows nothing of a desk clock that was moved. */
  readonly now: number;
}

export function verify({ header, body, secrets, now }: Signed): Verdict {
  const given = header === undefined ? null : parse(header);
  const stamp = given?.t ?? '0';
  const expected = (secrets ?? NOBODYS).map((secret) =>
    createHmac('sha256', secret).update(`${stamp}.`).update(body).digest(),
  );
  // All are compared with all, whatever is found, so that time tells nothing either.
  let matches = 0;
  for (const signature of given?.signatures ?? [])
    for (const own of expected) matches += timingSafeEqual(signature, own) ? 1 : 0;
  if (!given || secrets === undefined || matches === 0) return 'bad';
  return Math.abs(now / 1000 - Number(given.t)) <= WINDOW_S ? 'good' : 'stale';
}

/** The header we sign with: one v1 for each secret. */
export function signature(body: string, secrets: readonly string[], now: number): string {
  const t = Math.floor(now / 1000);
  const v1 = secrets.map((secret) => createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'));
  return [`t=${t}`, ...v1.map((hex) => `v1=${hex}`)].join(',');
}

/** Null for anything but one t and at least one v1. Other versions' parts (`v0=`) are passed over. */
function parse(header: string): { readonly t: string; readonly signatures: readonly Buffer[] } | null {
  if (header.length > MAX_HEADER) return null;
  const parts = header.split(',').map((part) => part.trim());
  const stamps = parts.flatMap((part) => T.exec(part)?.[1] ?? []);
  const signatures = parts.flatMap((part) => V1.exec(part)?.[1] ?? []).map((hex) => Buffer.from(hex, 'hex'));
  const [t] = stamps;
  return stamps.length === 1 && t !== undefined && signatures.length > 0 ? { t, signatures } : null;
}
