/** Giving lanes back: together where it goes, alone where it must, and never so late that ever more of them are ours. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Lane, Settlement } from '../../src/desk/ports/outbox.js';
import { sendLane } from '../../src/desk/send-lane.js';
import { createSettling } from '../../src/desk/settling.js';
import { type Address, addressOf } from '../../src/platform/address.js';
import { until } from '../scheduler/until.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';

const PATIENCE_MS = 20_000;
const WITHIN_MS = 15_000;
/** As `deliver` has it. */
const MOST_TAKEN = 64;

describe('giving lanes back', () => {
  let chat: Platform;
  let open: OpenDesk;

  beforeEach(async () => {
    chat = platform('chat');
    open = await openDesk([chat]);
  });
  afterEach(() => open.close());

  const room = (n: number): Address => addressOf('chat', 'desk', `room${n}`);

  /** Takes what waits, in the desk's stead. */
  async function take(...rooms: readonly Address[]): Promise<readonly Lane[]> {
    await open.desk.stop();
    for (const each of rooms) await open.post(each, '1', '2');
    const now = open.store.clock.now() + 1;
    return open.store.outbox.claim({ now, by: 'me', lanes: 9, perLane: 9, leaseMs: 30_000 });
  }

  test(
    'a lane that cannot be settled does not cost the others what was said of them',
    async () => {
      const lanes = await take(room(1), room(2), room(3), room(4));
      const complaints: object[] = [];
      const log = { ...open.desk.house.log, error: (fields: object) => complaints.push(fields) };
      const settling = createSettling({ ...open.desk.house, log }, () => undefined);
      for (const lane of lanes) settling.add(allSent(lane, lane.address === room(3) ? 'no text: \0' : 'm'));
      expect(settling.size).toBe(4);
      await settling.idle();

      expect(settling.size).toBe(0);
      expect(complaints).toEqual([expect.objectContaining({ address: room(3) })]);
      expect((await open.store.outbox.health(open.store.clock.now())).pending).toBe(2);
      const after = open.store.clock.now() + 60_000;
      const left = await open.store.outbox.claim({ now: after, by: 'x', lanes: 9, perLane: 9, leaseMs: 1 });
      expect(left.map(({ address }) => address)).toEqual([room(3)]);
      expect(left[0]?.items.map(({ interrupted }) => interrupted)).toEqual([true, true]);
    },
    PATIENCE_MS,
  );

  test(
    'while lanes cannot be given back, no more than so many are taken',
    async () => {
      const rooms = Array.from({ length: 3 * MOST_TAKEN }, (_, n) => room(n));
      const client = new pg.Client(open.databaseUrl);
      await client.connect();
      let held: Promise<unknown> | undefined;
      // The first address that is sent to is kept by somebody else from then on.
      chat.answer = async ({ address }) => {
        held ??= client
          .query('BEGIN')
          .then(() => client.query('SELECT FROM lane WHERE address = $1 FOR UPDATE', [address]));
        await held;
      };
      const leased = async () => {
        const { rows } = await client.query<{ n: number }>(
          'SELECT count(*)::integer AS n FROM lane WHERE lease_until > now()',
        );
        return rows[0]?.n ?? 0;
      };
      for (const each of rooms) await open.post(each, '1');
      await until(async () => chat.sent.length >= MOST_TAKEN && (await leased()) === MOST_TAKEN, WITHIN_MS);
      for (let round = 0; round < 20; round++) {
        open.desk.house.onSaved({ commands: [] });
        expect(await leased()).toBe(MOST_TAKEN);
      }
      expect(chat.sent.length).toBeLessThan(rooms.length);

      await client.query('COMMIT');
      await until(async () => (await leased()) === 0 && chat.sent.length === rooms.length, WITHIN_MS);
      await client.end();
    },
    PATIENCE_MS,
  );

  test(
    'what there is no time for within the lease is left for the next one',
    async () => {
      const [lane] = (await take(room(1))) as [Lane];
      const { house } = open.desk;
      const { clock } = house.store;
      chat.answer = ({ card }) => (card.title === '1' ? clock.advance(15_000) : undefined);
      const sent = await sendLane(house, { ...lane, until: clock.now() + 20_000 });
      expect(sent).toMatchObject({ outcomes: [{ kind: 'sent' }], dueAt: null });
      const late = { ...lane, items: lane.items.slice(1), until: clock.now() + 1_000 };
      expect((await sendLane(house, late)).outcomes).toEqual([]);
      const again = { ...late, until: clock.now() + 30_000 };
      expect((await sendLane(house, again)).outcomes).toHaveLength(1);
      expect(chat.sent.map(({ title }) => title)).toEqual(['1', '2']);
    },
    PATIENCE_MS,
  );
});

function allSent(lane: Lane, ref: string): Settlement {
  const outcomes = lane.items.map(
    ({ id }) => ({ id, kind: 'sent', ref, editableUntil: null, post: null }) as const,
  );
  return { lane, outcomes, dueAt: null, tokens: 1, tokensAt: 0 };
}
