/** D5: openings at the same moment, on two instances, are given in turn: nobody gets a second one while another has none. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contentFolder } from '../support/content.js';
import { guest } from '../support/guest.js';
import { freshDatabase } from '../support/postgres.js';
import { openTroika, settled, type TestTroika } from '../support/troika.js';

const HANDS = 5;
const edits = [
  {
    file: 'desk.yaml',
    from: /\nmembers:\n/u,
    to: `\nmembers:\n${Array.from({ length: HANDS }, (_, n) => `  hand${n}: { name: 帮手${n}, teams: [it], roles: [agent], skills: [queueing], identities: { web: hand${n} } }\n`).join('')}`,
  },
  {
    file: 'desk.yaml',
    from: /\nrouting:\n/u,
    to: `
routing:
  all: { name: { zh-CN: 全部, en: All }, when: { category: fault }, queue: it, to: round_robin, skill: queueing }
`,
  },
];

let folder: Awaited<ReturnType<typeof contentFolder>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let instances: readonly TestTroika[] = [];

beforeAll(async () => {
  folder = await contentFolder(edits);
  database = await freshDatabase('turn');
  const given = { databaseUrl: database.url, environment: { TROIKA_CONTENT: folder.folder } };
  instances = [await openTroika(given), await openTroika({ ...given, at: null })];
}, 240_000);
afterAll(async () => {
  for (const troika of instances) await troika.stop();
  await database.drop();
  await folder.remove();
});

test('D5: 两个实例同时开的单轮流分，谁也不会连得两张，别人却空着', async () => {
  const [first, second] = instances as readonly [TestTroika, TestTroika];
  for (let round = 1; round <= 3; round += 1) {
    const askers = Array.from({ length: HANDS * 2 }, (_, n) =>
      guest(n % 2 === 0 ? first : second, `asker${round}x${n}`, `客户${round}-${n}`),
    );
    await Promise.all(
      askers.map(async (asker) => {
        for (const line of ['报修', '打印机卡纸', '三楼', '完全无法工作']) await asker.says(line);
      }),
    );
    for (const troika of instances) await settled(troika);
    const given = await first.store.prisma.ticket.groupBy({ by: ['assigneeId'], _count: true });
    expect(Object.fromEntries(given.map(({ assigneeId, _count }) => [assigneeId, _count]))).toEqual(
      Object.fromEntries(Array.from({ length: HANDS }, (_, n) => [`hand${n}`, 2 * round])),
    );
  }
  for (const { log } of instances) expect(log.filter((line) => line.startsWith('error'))).toEqual([]);
}, 240_000);
