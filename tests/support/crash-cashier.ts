/** The payment system: signed hooks, repeated until answered, and then now and then once more, as such systems do. */
import { createHmac } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { Chance } from './crash-chance.js';
import type { Running } from './crash-process.js';
import { PAYMENT_SECRET } from './payment-secret.js';

const AGAIN_MS = 100;
const TIMEOUT_MS = 15_000;

export interface Hook {
  readonly id: string;
  readonly ticket: number;
  /** Every answer it got, in order: `200 done`. */
  readonly answers: string[];
}

export interface Cashier {
  readonly hooks: readonly Hook[];
  /** The order is paid: told once, told twice, told to both instances at once, or followed by a second payment. */
  paid(ticket: number): Promise<void>;
}

export function openCashier(up: () => readonly Running[], chance: Chance): Cashier {
  const hooks: Hook[] = [];

  function begin(id: string, ticket: number): Hook {
    const hook: Hook = { id, ticket, answers: [] };
    hooks.push(hook);
    return hook;
  }
  async function tell({ id, ticket, answers }: Hook): Promise<void> {
    const body = JSON.stringify({
      id,
      type: 'paid',
      ticket,
      data: { payment_ref: `PAY-${ticket}`, amount: 399 },
    });
    for (;;) {
      const running = up();
      const answer = running.length > 0 ? await post(chance.pick(running).url, body) : null;
      if (answer) {
        answers.push(answer);
        return;
      }
      await after(AGAIN_MS);
    }
  }
  return {
    hooks,
    async paid(ticket) {
      const hook = begin(`paid-${ticket}`, ticket);
      await Promise.all(chance.happens(0.3) ? [tell(hook), tell(hook)] : [tell(hook)]);
      if (chance.happens(0.3)) await tell(hook);
      if (chance.happens(0.2)) await tell(begin(`paid-${ticket}-again`, ticket));
    },
  };
}

/** Status and outcome; null when nobody answered, or only that it went wrong. */
async function post(url: string, body: string): Promise<string | null> {
  const t = Math.floor(Date.now() / 1000);
  const v1 = createHmac('sha256', PAYMENT_SECRET).update(`${t}.${body}`).digest('hex');
  try {
    const answer = await fetch(`${url}/hooks/payment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-troika-signature': `t=${t},v1=${v1}` },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { status, detail } = (await answer.json()) as { status?: string; detail?: string };
    const told = [answer.status, status, answer.status === 409 ? detail : null].filter(Boolean).join(' ');
    return answer.status < 300 || answer.status === 409 ? told : null;
  } catch {
    return null; // killed before or while it answered
  }
}
