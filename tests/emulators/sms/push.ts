/** What Tencent pushes to an application's addresses: unsigned, one JSON body, `result` 0 for an answer. https://cloud.tencent.com/document/product/382/52077 */
import { type Attempt, Deliveries, type Transport } from '../kit/deliveries.js';
import type { Fate, Reply, World } from './world.js';

export type Pushed =
  | { readonly kind: 'receipt'; readonly fate: Fate }
  | { readonly kind: 'reply'; readonly reply: Reply };

/** Null: nothing is pushed, and all of it waits to be pulled. */
export interface Addresses {
  readonly receipts: string | null;
  readonly replies: string | null;
}

export const NOWHERE: Addresses = { receipts: null, replies: null };

const ACK_WITHIN_MS = 5000;
/** Not said anywhere: what was not acknowledged may be lost. */
const RETRIES_MS: readonly number[] = [];

export function deliveriesOf(world: World, addresses: () => Addresses): Deliveries<Pushed> {
  const transport: Transport<Pushed> = {
    attempt: (event, { lost }) => attempt(world, addresses(), event, lost),
  };
  return new Deliveries({
    ...world,
    subjectOf: ({ kind }) => kind,
    retriesMs: () => RETRIES_MS,
    transport: () => transport,
  });
}

async function attempt(world: World, addresses: Addresses, event: Pushed, lost: boolean): Promise<Attempt> {
  const url = event.kind === 'receipt' ? addresses.receipts : addresses.replies;
  if (url === null) return { acknowledged: false, why: 'no address is entered', final: true };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(world, event)),
      signal: AbortSignal.timeout(ACK_WITHIN_MS),
    });
    const said = await response.text();
    if (lost) return { acknowledged: false, why: 'the answer was lost' };
    if (response.status === 200 && /"result"\s*:\s*0\b/u.test(said))
      return { acknowledged: true, answer: said };
    return { acknowledged: false, why: `HTTP ${response.status}: ${said.slice(0, 60)}`, final: true };
  } catch (error) {
    return { acknowledged: false, why: String((error as Error).cause ?? error) };
  }
}

function bodyOf({ account }: World, event: Pushed): unknown {
  if (event.kind === 'reply') {
    const { phone, text, at } = event.reply;
    return { extend: '', ...partsOf(phone), sign: account.sign, text, time: at };
  }
  const { fate } = event;
  return [
    {
      user_receive_time: beijing(fate.at),
      ...partsOf(fate.phone),
      report_status: fate.arrived ? 'SUCCESS' : 'FAIL',
      errmsg: fate.code,
      description: fate.description,
      sid: fate.serialNo,
    },
  ];
}

function partsOf(phone: string) {
  return phone.startsWith('+86')
    ? { nationcode: '86', mobile: phone.slice(3) }
    : { nationcode: phone.slice(1, 2), mobile: phone.slice(2) };
}

/** `2026-11-27 10:03:04`, by the clocks of Beijing. */
function beijing(seconds: number): string {
  return new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
