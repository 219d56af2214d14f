/** What every adapter must keep, whatever the platform. An adapter's spec calls this with a factory. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Adapter, Delivery } from '../../src/platform/adapter.js';
import { type Address, addressOf, platformOf } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Inbound } from '../../src/platform/inbound.js';

export interface AdapterHarness {
  /** Started. */
  readonly adapter: Adapter;
  /** Somewhere a send arrives. */
  readonly address: Address;
  /** Titles of the cards that stand at the address, oldest first, as somebody there sees them. */
  shown(): Promise<readonly string[]>;
  readonly received: readonly Inbound[];
  /** Where only approved templates are said: the one that says the card's title. */
  templated?(delivery: Delivery): Delivery;
  /** A person's text on the platform's own way in; resolves when the platform has its acknowledgement. Null: nobody can say anything there. */
  readonly says: ((eventId: string, text: string) => Promise<void>) | null;
  /** Something raw on the same way, properly signed; resolves when the adapter has answered or closed. */
  delivers(raw: string): Promise<void>;
  /** A text with a forged proof, and one with none. Null: what comes in, comes over a connection that the adapter opened and proved. */
  readonly forges: ((proof: 'wrong' | 'absent') => Promise<void>) | null;
  /** Somebody presses the card of this title; only where a card is changed right after that, and at no other time. */
  presses?(title: string): Promise<void>;
  /** The other side lets us send once more; only where nothing may be sent without. */
  lets?(): Promise<void>;
  stop(): Promise<void>;
}

const KINDS = ['retry', 'rejected', 'unauthorised', 'uncertain'];

const NONSENSE = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{}',
  '{"type":"no_such_type"}',
  '{"__proto__":{"polluted":true}}',
  '\u0000\uFFFF',
];

export function adapterContract(name: string, open: () => Promise<AdapterHarness>): void {
  describe(`${name} keeps the adapter's contract`, () => {
    let harness: AdapterHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.stop());

    async function send(key: string, title: string) {
      await harness.lets?.();
      const delivery = { key, address: harness.address, card: card(title), live: true } as const;
      return harness.adapter.send(harness.templated?.(delivery) ?? delivery);
    }

    test('its addresses carry its platform', () => {
      expect(platformOf(harness.address)).toBe(harness.adapter.platform);
      expect(platformOf(harness.adapter.directAddress('somebody'))).toBe(harness.adapter.platform);
    });

    test('a delivery sent twice is shown once and keeps its ref, where repeats are recognised', async () => {
      if (!harness.adapter.capabilities.recognisesRepeats) return;
      const first = await send('k1', 'once');
      const second = await send('k1', 'once');
      expect(second.ref).toBe(first.ref);
      expect(await harness.shown()).toEqual(['once']);
    });

    test('what is sent in order is shown in order', async () => {
      const titles = Array.from({ length: 12 }, (_, index) => `card ${index}`);
      for (const title of titles) await send(title, title);
      expect(await harness.shown()).toEqual(titles);
    });

    test('an update changes the card where it stands', async () => {
      const { adapter, address } = harness;
      if (adapter.capabilities.cards !== 'update') return;
      const { ref } = await send('k1', 'before');
      await send('k2', 'later');
      await harness.presses?.('before');
      const again = await adapter.update({ key: 'k3', address, card: card('after'), live: true }, ref);
      expect(again.ref).toBe(ref);
      expect(await harness.shown()).toEqual(['after', 'later']);
    });

    test.each(['999999', 'no such ref', ''])('updating %j is a DeliveryError', async (ref) => {
      const { adapter, address } = harness;
      const failure = await failureOf(adapter.update({ key: 'k', address, card: card('x') }, ref));
      expect(failure).toBe('rejected');
    });

    test('an address of another platform is a DeliveryError', async () => {
      const address = addressOf('elsewhere', 'desk', 'somebody');
      expect(KINDS).toContain(await failureOf(harness.adapter.send({ key: 'k', address, card: card('x') })));
    });

    test('a text arrives as an Inbound of a known person at a known place', async () => {
      if (harness.says === null) return;
      await harness.says(randomUUID(), '进度');
      const [inbound] = harness.received;
      expect(inbound?.platform).toBe(harness.adapter.platform);
      expect(inbound?.content).toEqual({ kind: 'text', text: '进度' });
      expect(inbound?.sender.account).toMatch(/\S/);
      expect(platformOf(inbound?.address as Address)).toBe(harness.adapter.platform);
    });

    test('the same event delivered twice carries the same id, another one another', async () => {
      if (harness.says === null) return;
      const id = randomUUID();
      await harness.says(id, '进度');
      await harness.says(id, '进度');
      await harness.says(randomUUID(), '进度');
      const ids = new Set(harness.received.map((inbound) => inbound.eventId));
      expect(ids.size).toBe(2);
    });

    test.each([...NONSENSE, 'x'.repeat(1_000_000)].map((raw) => [raw.slice(0, 40), raw]))(
      'nonsense is survived: %j',
      async (_shown, raw) => {
        await harness.delivers(raw);
        expect(harness.received).toEqual([]);
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
        await send('k', 'still here');
        expect(await harness.shown()).toEqual(['still here']);
        if (harness.says === null) return;
        await harness.says(randomUUID(), '还在吗');
        expect(harness.received).toHaveLength(1);
      },
    );

    test.each(['wrong', 'absent'] as const)('a proof that is %s is refused', async (proof) => {
      if (harness.forges === null) return;
      await harness.forges(proof);
      expect(harness.received).toEqual([]);
    });
  });
}

function card(title: string): Card {
  return { title, tone: 'neutral', blocks: [{ kind: 'text', text: '正文' }], buttons: [] };
}

async function failureOf(sending: Promise<unknown>): Promise<string> {
  const error = await sending.then(
    () => new Error('expected a DeliveryError, got a success'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof DeliveryError) return error.failure.kind;
  throw error;
}
