/** Asks outside systems by signed webhook, at the addresses the installation gives them; they answer at /hooks/:source. */
import type { Systems } from '../desk/ports/outside.js';
import type { DeliveryFailure } from '../platform/delivery-error.js';
import { signature } from './hook-signature.js';

/** Below the time a send may take as a whole. */
const PATIENCE_MS = 8_000;

export function outsideSystems(options: {
  /** By source. */
  readonly urls: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  /** Real time, epoch ms: their clock is not the desk's. */
  readonly now?: () => number;
}): Systems {
  const { urls, secrets, now = Date.now } = options;
  return {
    has: (source) => urls.has(source) && secrets.has(source),
    async ask(source, question) {
      const body = JSON.stringify(question);
      const header = signature(body, secrets.get(source) ?? [], now());
      const answer = await fetch(urls.get(source) ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-troika-signature': header },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch((error: unknown) => `${source} cannot be reached: ${String(error)}`);
      if (typeof answer === 'string') return { kind: 'retry', reason: answer };
      await answer.body?.cancel();
      return answer.ok ? null : failureOf(source, answer);
    },
  };
}

/** A question may be asked twice: it carries its id. */
function failureOf(source: string, { status, headers }: Response): DeliveryFailure {
  const reason = `${source} answered ${status}`;
  if (status === 401 || status === 403) return { kind: 'unauthorised', reason };
  if (status !== 408 && status !== 429 && status < 500) return { kind: 'rejected', reason };
  const seconds = Number(headers.get('retry-after'));
  return seconds > 0 ? { kind: 'retry', afterMs: seconds * 1_000, reason } : { kind: 'retry', reason };
}
