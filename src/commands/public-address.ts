/** Whether PUBLIC_URL leads to a desk: what platforms call and people open is behind it. */
import { z } from 'zod';
import type { Finding } from '../platform/finding.js';

const WITHIN_MS = 5_000;
const TODO = 'start the desk, and see that the address leads to it: callbacks and links come that way';

/** As our `/healthz` answers. */
const alive = z.object({ ok: z.literal(true) });

/** Null where it is not set: what needs it says so itself. */
export async function publicAddress(publicUrl: string | null): Promise<Finding | null> {
  if (publicUrl === null) return null;
  const what = 'the public address';
  try {
    const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(WITHIN_MS) });
    if (alive.safeParse(await answer.json().catch(() => null)).success)
      return { what, is: `${publicUrl} leads to a desk`, todo: null };
    return { what, is: `${publicUrl}/healthz answers ${answer.status}, and is no desk`, todo: TODO };
  } catch (error) {
    return { what, is: `${publicUrl} cannot be reached from here: ${reasonOf(error)}`, todo: TODO };
  }
}

/** `fetch` says why in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
