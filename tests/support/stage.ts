/** What a story has in its hands: the desk, its clock, its people, and the payment system outside. */
import { createHmac, randomUUID } from 'node:crypto';
import type { PagePerson } from './page-person.js';
import { PAYMENT_SECRET } from './payment-secret.js';
import type { Person } from './person.js';
import type { Raised } from './scenery.js';
import { settled, type TestTroika } from './troika.js';

export interface Stage<P extends Person = PagePerson> {
  readonly troika: TestTroika;
  readonly clock: {
    now(): number;
    /** '2h', '30m', '3d', '1s', '500ms'. */
    advance(time: string): Promise<void>;
    /** Local time of the desk's zone: '2026-12-01T10:00'. */
    to(local: string): Promise<void>;
  };
  /** Somebody of the sample company, or its customer, on their platform; they find the conversations they had. */
  person(account: string, name: string): Promise<P>;
  /** The payment system reports; gives the HTTP status. */
  pays(ticket: number, how?: { id?: string; secret?: string; at?: number; body?: string }): Promise<number>;
  /** Everything that follows from what was done has been done. */
  settled(): Promise<void>;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function milliseconds(time: string): number {
  const [, amount, unit = ''] = /^(\d+)(ms|s|m|h|d)$/u.exec(time) ?? [];
  const factor = UNITS[unit];
  if (amount === undefined || factor === undefined)
    throw new Error(`expected a time like 2h or 30m, got ${time}`);
  return Number(amount) * factor;
}

export interface OpenStage<P extends Person> {
  readonly stage: Stage<P>;
  /** Everybody leaves. */
  clear(): void;
}

export function stageIn<P extends Person>(raised: Raised<P>, troika: TestTroika): OpenStage<P> {
  const present: P[] = [];
  const caughtUp = async () => {
    for (const person of present) await person.caughtUp?.(troika.store.feed);
  };
  const advance = async (ms: number) => {
    // What is on its way arrives first: a jump past the end of its lease would send it a second time.
    await troika.desk.idle();
    raised.moves(ms);
    await troika.advance(ms);
    await caughtUp();
  };
  const stage: Stage<P> = {
    troika,
    clock: {
      now: () => troika.store.clock.now(),
      advance: (time) => advance(milliseconds(time)),
      to: (local) => advance(Date.parse(`${local}+08:00`) - troika.store.clock.now()),
    },
    async person(account, name) {
      const person = await raised.person(troika, account, name);
      present.push(person);
      return person;
    },
    async pays(ticket, how = {}) {
      const body =
        how.body ??
        JSON.stringify({
          id: how.id ?? randomUUID(),
          type: 'paid',
          ticket,
          data: { payment_ref: `PAY-${ticket}`, amount: 399 },
        });
      const t = Math.floor((how.at ?? Date.now()) / 1000);
      const v1 = createHmac('sha256', how.secret ?? PAYMENT_SECRET)
        .update(`${t}.${body}`)
        .digest('hex');
      const headers = { 'content-type': 'application/json', 'x-troika-signature': `t=${t},v1=${v1}` };
      const answer = await fetch(`${troika.url}/hooks/payment`, { method: 'POST', headers, body });
      await stage.settled();
      return answer.status;
    },
    async settled() {
      await settled(troika);
      await caughtUp();
    },
  };
  return {
    stage,
    clear: () => {
      for (const person of present) person.leaves();
    },
  };
}
