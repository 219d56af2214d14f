/** From the outbox to a platform that does not throttle, order kept per address, against a bare `fetch` loop. */
import { performance } from 'node:perf_hooks';
import { createDeliver } from '../../src/desk/deliver.js';
import type { Card } from '../../src/platform/card.js';
import { type Bench, barOf, expectEqual } from './support/bar.js';
import { openHouse } from './support/house.js';
import { byTurns, median, rate, ratios, rounded, spreadOf } from './support/measure.js';
import { benchAdapter, post, startPlatform } from './support/platform.js';
import { withClient, withServer } from './support/server.js';

const ADDRESSES = 200;
/** As many sends as deliver keeps under way. */
const AT_ONCE = 32;

/** About 0.9 kB, as a ticket's live card is. */
const CARD: Card = {
  title: '#4711 三楼 · 打印机卡纸',
  tone: 'info',
  tag: '处理中',
  ticketId: 4711,
  version: 3,
  blocks: [
    {
      kind: 'text',
      text: '打印机卡纸，已经尝试重启，仍然报错 E-042；请在下班前处理，财务部今天要打印报表。',
    },
    {
      kind: 'fields',
      fields: [
        { label: '报单人', value: '韩梅梅（财务部）' },
        { label: '处理人', value: '李强' },
        { label: '优先级', value: 'P3' },
        { label: '在哪里', value: '三楼东侧打印间' },
      ],
    },
    { kind: 'deadline', label: '处理时限', dueAt: 1_800_000_000_000, text: '今天 18:00', tone: 'neutral' },
  ],
  buttons: [
    { text: '已解决', value: 'advance:4711:3:resolve', style: 'primary' },
    { text: '请报单人补充', value: 'advance:4711:3:ask', style: 'plain' },
    { text: '转派', value: 'assign:4711:3', style: 'plain' },
  ],
};

/** Cards as a save leaves them: rows in order, and every address due. Keys of all rounds are of one length. */
async function fill(url: string, round: number, count: number): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(
      `INSERT INTO outbox (key, address, locale, ticket_id, body, created_at)
       SELECT 'round' || lpad($2::text, 3, '0') || '/' || a || '/' || n, 'bench:desk:a' || a, 'zh-CN', 4711, $1::jsonb, now()
       FROM generate_series(1, $3::int) n, generate_series(1, ${ADDRESSES}) a ORDER BY n, a`,
      [JSON.stringify({ kind: 'card', card: CARD }), round, count / ADDRESSES],
    );
    await client.query(
      `INSERT INTO lane (address, next_at) SELECT 'bench:desk:a' || a, now() FROM generate_series(1, ${ADDRESSES}) a
       ON CONFLICT (address) DO UPDATE SET next_at = excluded.next_at`,
    );
  });
}

export const deliver: Bench = ({ quick, progress }) =>
  withServer(async (server) => {
    const cards = quick ? 2_000 : 6_000;
    const rounds = 3;
    const platform = await startPlatform();
    const url = await server.empty('deliver');
    const bodies: string[] = [];
    const wire = benchAdapter(`${platform.url}/ours`, (body) => {
      if (bodies.length < cards) bodies.push(body);
    });
    let open = 0;
    let mostOpen = 0;
    const send: typeof wire.send = async (delivery) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      return wire.send(delivery).finally(() => {
        open -= 1;
      });
    };
    const house = await openHouse({ url, adapter: { ...wire, send } });
    const bare = () => rate(bodies, AT_ONCE, (body) => post(`${platform.url}/bare`, body));
    let filled = 0;
    const ours = async () => {
      await fill(url, filled++, cards);
      const delivering = createDeliver(house);
      const began = performance.now();
      delivering.kick();
      await delivering.idle();
      const figure = cards / ((performance.now() - began) / 1000);
      await delivering.stop();
      return figure;
    };
    try {
      // Warms both up, and gathers the bytes that the bare loop repeats.
      await ours();
      await platform.arrived('ours');
      expectEqual('cards of the first round', cards, bodies.length);
      await bare();
      await platform.arrived('bare');
      const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
      const figures = await byTurns(rounds, {
        ours: async () => {
          const figure = await ours();
          const { messages, bytes: got, violations } = await platform.arrived('ours');
          expectEqual(
            'ours: cards, bytes and breaks of order',
            [cards, bytes, 0],
            [messages, got, violations],
          );
          if (mostOpen > AT_ONCE)
            throw new Error(`expected at most ${AT_ONCE} sends at once, got ${mostOpen}`);
          progress(`ours ${Math.round(figure)}/s, up to ${mostOpen} at once`);
          return figure;
        },
        bare: async () => {
          const figure = await bare();
          const { messages, bytes: got } = await platform.arrived('bare');
          expectEqual('bare: cards and bytes', [cards, bytes], [messages, got]);
          progress(`bare ${Math.round(figure)}/s`);
          return figure;
        },
      });
      const { rows } = await withClient(url, (client) =>
        client.query<{ status: string; n: number }>(
          'SELECT status, count(*)::int AS n FROM outbox GROUP BY 1',
        ),
      );
      expectEqual('outbox rows after all rounds', [{ status: 'sent', n: cards * filled }], rows);
      const each = ratios(figures.ours, figures.bare);
      const [low, high] = spreadOf(each);
      return [
        barOf({
          name: 'deliver: outbox to platform, against a bare fetch loop',
          value: rounded(median(each)),
          unit: '×',
          rule: 'least',
          bar: 0.6,
          goal: 0.85,
          spread: [rounded(low), rounded(high)],
          note: `ours ${Math.round(median(figures.ours))}/s, bare ${Math.round(median(figures.bare))}/s; ${cards} cards, ${ADDRESSES} addresses, ${AT_ONCE} at once, ${Math.round(bytes / cards)} bytes each`,
        }),
      ];
    } finally {
      await house.close();
      await platform.stop();
    }
  });
