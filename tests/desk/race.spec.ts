/** Fifty people on two instances claim, approve and cancel the same twenty tickets at once: one effect each, and everybody is told. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TicketEvent } from '../../src/tickets/events.js';
import { until } from '../scheduler/until.js';
import { contentFolder } from '../support/content.js';
import { type Guest, guest } from '../support/guest.js';
import { freshDatabase } from '../support/postgres.js';
import { openTroika, settled, type TestTroika } from '../support/troika.js';

const PEOPLE = 50;
const TICKETS = 20;
const TEST_MS = 300_000;

/** What they are after, in turn; whoever cancels leads. */
const ACTS = ['claim', 'confirm', 'withdraw'] as const;
type Act = (typeof ACTS)[number];

interface Racer extends Guest {
  readonly id: string;
  readonly name: string;
  readonly act: Act;
  /** They press what they saw, or a word without a version. */
  readonly sawIt: boolean;
}

/** One press and what came back. */
interface Press {
  readonly racer: Racer;
  readonly ticket: number;
  readonly tone: string | undefined;
  readonly said: string;
  readonly tookMs: number;
}

const crowd = Array.from({ length: PEOPLE }, (_, n) => {
  const act = ACTS[n % ACTS.length] as Act;
  return { id: `racer${n}`, name: `选手${n}`, act, sawIt: n % 2 === 0 };
});
const inDesk = crowd
  .map(({ id, name, act }) => {
    const role = act === 'withdraw' ? 'lead' : 'agent';
    return `  ${id}: { name: ${name}, teams: [it], roles: [${role}], identities: { web: ${id} } }\n`;
  })
  .join('');
const edits = [{ file: 'desk.yaml', from: /\nmembers:\n/u, to: `\nmembers:\n${inDesk}` }];

/** A change that 李强 has proposed and a second hand may approve. */
async function proposed(troika: TestTroika, n: number): Promise<{ id: number; version: number }> {
  const asker = guest(troika, `asker${n}`, `客户${n}`);
  for (const line of ['信息变更', `第${n}项`, '改成新的', '跳过']) await asker.says(line);
  const card = (await asker.cards()).findLast(({ tag }) => tag === '待变更');
  const ticket = card?.ticketId ?? 0;
  const li = guest(troika, 'li', '李强');
  await li.taps(`tick:${ticket}:0:old_kept`);
  await li.taps(`advance:${ticket}:0:change`);
  const read = (await troika.store.tickets.ticket(ticket))?.ticket;
  expect(read).toMatchObject({ state: 'requested', proposal: { transition: 'change', by: 'li' } });
  return { id: ticket, version: read?.version ?? 0 };
}

const buttonOf = ({ act, sawIt }: Racer, ticket: number, version: number) => {
  const seen = sawIt ? version : 0;
  return act === 'withdraw' ? `advance:${ticket}:${seen}:withdraw` : `${act}:${ticket}:${seen}`;
};

/** Everybody at the same ticket at the same moment, one ticket after the other; or each in an order of their own. */
const ORDERS: readonly (readonly [string, (racer: number, turn: number) => number])[] = [
  ['五十个人同时点同一张，一张接一张', (_racer, turn) => turn],
  ['各按各的顺序', (racer, turn) => (racer * 7 + turn * 3) % TICKETS],
];

let folder: Awaited<ReturnType<typeof contentFolder>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let instances: readonly TestTroika[] = [];

beforeAll(async () => {
  folder = await contentFolder(edits);
  database = await freshDatabase('race');
  const given = { databaseUrl: database.url, environment: { TROIKA_CONTENT: folder.folder } };
  instances = [await openTroika(given), await openTroika({ ...given, at: null })];
}, TEST_MS);
afterAll(async () => {
  for (const troika of instances) await troika.stop();
  await database.drop();
  await folder.remove();
}, TEST_MS);

describe('五十个人、二十张工单、两个实例，同时', () => {
  test.each(ORDERS)(
    'D19: %s：接单、确认、撤回每张各生效一次，人人知道结果，没有死锁，没有人被要求再试',
    async (title, order) => {
      const [first, second] = instances as readonly [TestTroika, TestTroika];
      const tickets: { readonly id: number; readonly version: number }[] = [];
      for (let n = 0; n < TICKETS; n += 1) tickets.push(await proposed(first, n));
      await settled(first);
      const racers = crowd.map((one, n): Racer => {
        return { ...one, ...guest(n % 4 < 2 ? first : second, one.id, one.name) };
      });

      const presses: Press[] = [];
      const press = async (racer: Racer, { id, version }: (typeof tickets)[number]) => {
        const begun = performance.now();
        const reply = await racer.taps(buttonOf(racer, id, version));
        const { tone, text = '' } = reply?.toast ?? {};
        presses.push({ racer, ticket: id, tone, said: text, tookMs: performance.now() - begun });
      };
      const at = (racer: number, turn: number) =>
        press(racers[racer] as Racer, tickets[order(racer, turn)] as (typeof tickets)[number]);
      const together = order(0, 0) === order(1, 0);
      for (let turn = 0; turn < TICKETS; turn += 1) {
        const all = racers.map((_, racer) => at(racer, turn));
        if (together) await Promise.all(all);
      }
      await until(() => presses.length === PEOPLE * TICKETS, TEST_MS);
      for (const troika of instances) await settled(troika);

      // Everybody was answered, and whoever was too late was told by whom.
      const won = presses.filter(({ tone }) => tone === 'good');
      const lost = presses.filter(({ tone }) => tone === 'warning');
      expect(won.length + lost.length).toBe(PEOPLE * TICKETS);
      const unnamed = lost.filter(({ said }) => !/选手\d+/u.test(said)).map(({ said }) => said);
      expect(unnamed).toEqual([]);

      // What is said to have been done was done, once, by whom it is said; and nothing else.
      for (const { id } of tickets) {
        const events = await first.store.tickets.events(id);
        const done = (type: TicketEvent['type']) => events.filter((event) => event.type === type);
        const told = (acts: readonly Act[]) =>
          won
            .filter(({ ticket, racer }) => ticket === id && acts.includes(racer.act))
            .map(({ racer }) => `member:${racer.id}`);
        expect(done('ticketMoved').map(({ by }) => by)).toEqual(told(['confirm', 'withdraw']));
        expect(done('ticketMoved')).toHaveLength(1);
        expect(done('ticketAssigned').map(({ by }) => by)).toEqual(told(['claim']));
        expect(done('ticketAssigned').length).toBeLessThanOrEqual(1);
      }
      expect(await deadlocks(first)).toBe(0);
      for (const { log } of instances) expect(log.filter((line) => line.startsWith('error'))).toEqual([]);

      const times = presses.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
      const time = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
      const by = (act: Act) => won.filter(({ racer }) => racer.act === act).length;
      process.stdout.write(
        `${title}: ${presses.length} presses: ${by('claim')} claimed, ${by('confirm')} approved, ` +
          `${by('withdraw')} cancelled, ${lost.length} told who was faster; ` +
          `${time(0.5)} ms in the middle, ${time(0.95)} ms of 95 %, ${time(1)} ms at most\n`,
      );
    },
    TEST_MS,
  );
});

async function deadlocks({ store }: TestTroika): Promise<number> {
  const [row] = await store.prisma.$queryRaw<{ n: number }[]>`
    SELECT deadlocks::integer AS n FROM pg_stat_database WHERE datname = current_database()`;
  return row?.n ?? -1;
}
