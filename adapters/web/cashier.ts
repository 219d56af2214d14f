/** The demo's payment provider: reports a payment as a real one does, by a signed webhook over HTTP. */
import { randomUUID } from 'node:crypto';
import type { DemoDesk } from '../shared/demo-desk.js';
import { hmacHex } from '../shared/hmac.js';

const AMOUNT = 1280;
const PATIENCE_MS = 10_000;

/** Answers with the hook's own status and text. */
export async function reportPayment(
  cashier: DemoDesk['cashier'],
  ticket: number,
  nowMs: number,
): Promise<{ readonly status: number; readonly text: string }> {
  const id = randomUUID();
  const paymentRef = `PAY-${ticket}-${id.slice(0, 8).toUpperCase()}`;
  const body = JSON.stringify({
    id,
    type: 'paid',
    ticket,
    data: { payment_ref: paymentRef, amount: AMOUNT },
  });
  const seconds = Math.floor(nowMs / 1000);
  const response = await fetch(new URL('/hooks/payment', cashier.url()), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-troika-signature': `t=${seconds},v1=${hmacHex(cashier.secret, `${seconds}.${body}`)}`,
    },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: response.status, text: await response.text() };
}
