/** Content without a restart: what changes is shown, confirmed, told to everybody, and can be taken back. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { publish } from '../../src/desk/publish.js';
import { troikaCommand } from '../support/command-line.js';
import { contentFiles, contentFolder } from '../support/content.js';
import { sharedStage } from '../support/journey.js';
import { freshDatabase } from '../support/postgres.js';
import { describeCard } from '../support/seen.js';
import type { Stage } from '../support/stage.js';
import { openStore } from '../support/store.js';

const REGISTRATION = 'sops/company-registration.v1.yaml';
const SECOND = 'sops/company-registration.v2.yaml';
const TIMEOUT_MS = 300_000;

/** The second version of the registration, with other words in it. */
async function second(...replacements: readonly (readonly [from: string, to: string])[]): Promise<string> {
  const first = await readFile(`prompts/${REGISTRATION}`, 'utf8');
  return replacements.reduce(
    (text, [from, to]) => text.replace(from, to),
    first.replace('version: 1', 'version: 2'),
  );
}

const SIX_HOURS = [
  'within: 4h, clock: business, warn: 30m',
  'within: 6h, clock: business, warn: 30m',
] as const;

/** A folder of the stage's own, which a story edits as a colleague with an editor would. */
function ownFolder() {
  let made: Awaited<ReturnType<typeof contentFolder>> | undefined;
  const environment: Record<string, string> = {};
  beforeAll(async () => {
    made = await contentFolder([]);
    environment.TROIKA_CONTENT = made.folder;
  });
  afterAll(() => made?.remove());
  return {
    environment,
    write: (file: string, text: string) => writeFile(path.join(made?.folder ?? '', file), text),
  };
}

const deeds = ({ troika }: Stage) => troika.store.deeds.history(50, 'contentPublished');

describe('在聊天里发布', () => {
  const { environment, write } = ownFolder();
  const stage = sharedStage({ environment });

  test('C13: 说「发布」：先看差别，点了才生效，各班组群里各收到一次「SOP 更新记录」', async () => {
    const chen = await stage().person('chen', '陈静');
    const lin = (await stage().person('lin', '林晓')).in('注册');
    await chen.says('发布');
    await chen.sees({ title: '文件夹和已发布的一样' });

    await write(SECOND, await second(SIX_HOURS));
    await chen.says('发布');
    const shown = await chen.sees({ title: '要发布这些改动吗', buttons: ['发布', '取消'] });
    expect(describeCard(shown)).toContain('状态「资料审核」时限：4 小时 → 6 小时');
    expect(describeCard(shown)).toContain('流程「公司注册」版本：1 → 2');
    expect(await deeds(stage())).toHaveLength(1);
    expect((await chen.taps('发布', { title: '要发布这些改动吗' }))?.toast?.text).toContain('已发布');
    await stage().settled();
    for (const group of [lin, chen.in('IT'), chen.in('税务')]) {
      const news = await group.sees({
        title: 'SOP 更新记录',
        text: ['陈静发布了新内容', '4 小时 → 6 小时'],
      });
      expect(describeCard(news)).toContain('正在办理的工单按旧版走完');
      expect(group.count({ title: 'SOP 更新记录' })).toBe(1);
    }
    expect((await deeds(stage()))[0]).toMatchObject({ by: 'member:chen', deed: { rollback: false } });
  });

  test('C13: 看的时候文件夹又改了：不发布没看过的，先看新的差别', async () => {
    const chen = await stage().person('chen', '陈静');
    const before = (await deeds(stage())).length;
    const third = 'sops/company-registration.v3.yaml';
    const text = (await second(SIX_HOURS)).replace('version: 2', 'version: 3');
    await write(third, text.replace('within: 3d', 'within: 4d'));
    await chen.says('发布');
    await chen.sees({ text: '3 天 → 4 天', buttons: ['发布'] });
    await write(third, text.replace('within: 3d', 'within: 5d'));
    await chen.taps('发布', { text: '3 天 → 4 天' });
    await chen.sees({ title: '要发布这些改动吗', text: ['内容又变了', '3 天 → 5 天'] });
    expect(await deeds(stage())).toHaveLength(before);
    expect((await chen.taps('取消', { text: '3 天 → 5 天' }))?.toast?.text).toContain('一切照旧');
    expect(await deeds(stage())).toHaveLength(before);
    // The old card's button can still be pressed, and shows what is now instead of doing what was.
    await chen.taps('发布', { text: '3 天 → 4 天' });
    expect(await deeds(stage())).toHaveLength(before);
    expect((await chen.taps('发布', { text: '3 天 → 5 天' }))?.toast?.text).toContain('已发布');
    expect(await deeds(stage())).toHaveLength(before + 1);
  });

  test('C13: 两个人同时点：只发布一次，另一位看到新的情况', async () => {
    const chen = await stage().person('chen', '陈静');
    const text = await readFile('prompts/messages/zh-CN/ui.yaml', 'utf8');
    await write('messages/zh-CN/ui.yaml', text.replace('好的，已取消。', '没问题，取消了。'));
    const before = (await deeds(stage())).length;
    await chen.says('发布');
    const on = { title: '要发布这些改动吗', text: '没问题，取消了' };
    await chen.sees({ ...on, buttons: ['发布'] });
    await Promise.all([chen.taps('发布', on), chen.taps('发布', on)]);
    await chen.sees({ title: '文件夹和已发布的一样' });
    expect(await deeds(stage())).toHaveLength(before + 1);
  });

  test('C13: 内容有错、改了已发布的版本：说清哪个文件第几行、怎么改，不发布', async () => {
    const chen = await stage().person('chen', '陈静');
    const before = (await deeds(stage())).length;
    await write(SECOND, (await second(SIX_HOURS)).replace('within: 6h', 'within: 8h'));
    await chen.says('发布');
    const wrong = await chen.sees({ title: '内容里有 1 个问题', buttons: ['再检查一次'] });
    expect(describeCard(wrong)).toMatch(
      /sops\/company-registration\.v2\.yaml:\d+:\d+ .*"6h".*got "8h".*v3\.yaml|v2\.yaml:\d+:\d+ .*raise the version/u,
    );
    await write(SECOND, await second(SIX_HOURS));
    await chen.taps('再检查一次', { title: '内容里有 1 个问题' });
    await chen.sees({ title: '文件夹和已发布的一样' });
    expect(await deeds(stage())).toHaveLength(before);
  });

  test('C13: 「版本」列出谁在什么时候发布了什么，一点就换回去，也告诉各班组', async () => {
    const chen = await stage().person('chen', '陈静');
    const lin = (await stage().person('lin', '林晓')).in('注册');
    const [newest, ...older] = await deeds(stage());
    const first = older.at(-1)?.deed as { content: string };
    const told = lin.count({ title: 'SOP 更新记录', text: '换回' });
    await chen.says('版本');
    const list = await chen.sees({ title: '版本', text: ['在用', '陈静', '首次启动', first.content] });
    expect(list.buttons.map(({ text }) => text)).toContain(`换回 ${first.content}`);
    await chen.taps(`换回 ${first.content}`, { title: '版本' });
    const on = { title: `要换回版本 ${first.content} 吗` };
    await chen.sees({
      ...on,
      text: ['流程「公司注册」版本：3 → 1', '6 小时 → 4 小时'],
      buttons: ['换回这一版', '取消'],
    });
    expect((await chen.taps('换回这一版', on))?.toast?.text).toContain('已换回');
    await stage().settled();
    await lin.sees({ title: 'SOP 更新记录', text: ['陈静换回了以前的版本', '6 小时 → 4 小时'] });
    expect(lin.count({ title: 'SOP 更新记录', text: '换回' })).toBe(told + 1);
    // A new fact, and the old ones as they were.
    const history = await deeds(stage());
    expect(history[0]).toMatchObject({
      by: 'member:chen',
      deed: {
        content: first.content,
        replaced: newest?.deed.deed === 'contentPublished' ? newest.deed.content : null,
        rollback: true,
      },
    });
    expect(history.slice(1)).toEqual([newest, ...older]);
    await chen.says('版本');
    await chen.sees({ title: '版本', text: '换回，替下' });
  });

  test('C7: 谁能发布由 desk.yaml 说；坐席和客户不行', async () => {
    const lin = await stage().person('lin', '林晓');
    await lin.says('发布');
    await lin.sees({ title: '管理员、经理' });
    await lin.says('版本');
    const zhang = await stage().person('zhang', '张三');
    await zhang.says('发布');
    await stage().settled();
    expect(zhang.count({ text: '要发布这些改动吗' }) + lin.count({ text: '要发布这些改动吗' })).toBe(0);
  });
});

describe('在命令行发布', () => {
  const { environment, write } = ownFolder();
  const stage = sharedStage({ environment });
  const troika = (...argv: string[]) =>
    troikaCommand({ ...environment, DATABASE_URL: stage().troika.databaseUrl }, ...argv);

  test(
    'C13: 先看差别再发布，群里同样收到一次；换回、再换回，一版一版往前；记下谁、什么时候、从哪到哪',
    async () => {
      const lin = (await stage().person('lin', '林晓')).in('注册');
      const ids: string[] = [(await stage().troika.store.content.live())?.id ?? ''];
      expect((await troika('publish')).out).toContain('is live already');
      await write(SECOND, await second(SIX_HOURS));
      const dry = await troika('publish', '--dry-run');
      expect([dry.code, dry.out]).toEqual([
        0,
        expect.stringContaining('状态「资料审核」时限：4 小时 → 6 小时'),
      ]);
      expect(await deeds(stage())).toHaveLength(1);
      for (const limit of ['6h', '8h']) {
        await write(
          limit === '6h' ? SECOND : 'sops/company-registration.v3.yaml',
          (await second(SIX_HOURS))
            .replace('within: 6h', `within: ${limit}`)
            .replace('version: 2', `version: ${limit === '6h' ? 2 : 3}`),
        );
        const published = await troika('publish', '--yes');
        expect([published.code, published.out]).toEqual([0, expect.stringContaining('is live')]);
        ids.push((await stage().troika.store.content.live())?.id ?? '');
        await lin.sees({ title: 'SOP 更新记录', text: ['命令行', `→ ${limit.slice(0, 1)} 小时`] });
      }
      for (const expected of [ids[1], ids[0]]) {
        const back = await troika('publish', '--rollback');
        expect([back.code, back.out]).toEqual([0, expect.stringContaining(`${expected} is live again`)]);
      }
      const none = await troika('publish', '--rollback');
      expect([none.code, none.err]).toEqual([1, expect.stringContaining('no earlier version')]);
      const named = await troika('publish', '--rollback', (ids[2] ?? '').slice(0, 8));
      expect([named.code, named.out]).toEqual([0, expect.stringContaining('4 小时 → 8 小时')]);
      const unknown = await troika('publish', '--rollback', 'nothing');
      expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('troika versions')]);

      const lines = (await troika('versions')).out.trim().split('\n');
      expect(lines.map((line) => line.split('  ')[0])).toEqual([
        ids[2],
        ids[0],
        ids[1],
        ids[2],
        ids[1],
        ids[0],
      ]);
      expect(lines[0]).toMatch(/operator:\S+ {2}live {2}rolled back from/u);
      expect(lines.at(-1)).toMatch(/ {2}start$/u);
      await stage().settled();
      expect(lin.count({ title: 'SOP 更新记录' })).toBe(5);
    },
    TIMEOUT_MS,
  );

  test(
    'C13: 改了已发布的版本：命令行说清文件、行、怎么改，什么也不变',
    async () => {
      const before = await deeds(stage());
      await write(SECOND, (await second(SIX_HOURS)).replace('within: 6h', 'within: 7h'));
      const refused = await troika('publish', '--yes');
      expect(refused.code).toBe(1);
      expect(refused.err).toMatch(
        /sops\/company-registration\.v2\.yaml:\d+:\d+ .*"6h".*got "7h"; published versions are immutable/u,
      );
      expect(refused.err).not.toMatch(/\n {4}at /u);
      expect(await deeds(stage())).toEqual(before);
    },
    TIMEOUT_MS,
  );
});

test(
  '第一次发布没有什么可比：不吵任何人',
  async () => {
    const database = await freshDatabase('publish');
    const store = await openStore(database.url);
    const house = { store, adapters: new Map(), locale: 'zh-CN', tz: 'Asia/Shanghai' } as const;
    expect(await publish(house, await contentFiles([]), 'start')).toMatchObject({ kind: 'published' });
    expect((await store.outbox.health(store.clock.now())).pending).toBe(0);
    await store.close();
    await database.drop();
  },
  TIMEOUT_MS,
);
