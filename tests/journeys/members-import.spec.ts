/** A list of members: shown before it is taken, on the page and at the command line; refused whole when a row is wrong. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect } from '@jest/globals';
import { journey } from '../support/journey.js';
import type { PagePerson } from '../support/page-person.js';
import { describeCard } from '../support/seen.js';

const HEAD = '工号,姓名,班组,角色,直属上级,状态,web 账号';
const HAN = 'han,韩梅,"注册组、税务组",坐席,王芳,在职,han';

/** As Excel in China saves it: 姓名,工号 / 韩梅,han. */
const GB18030 = Uint8Array.from([
  ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb9, 0xa4, 0xba, 0xc5, 0x0d, 0x0a],
  ...[0xba, 0xab, 0xc3, 0xb7, 0x2c, 0x68, 0x61, 0x6e, 0x0d, 0x0a],
]);

/** Nobody on a list of everybody is then beyond her. */
const MANAGES_ALL = {
  file: 'desk.yaml',
  from: 'teams: [registration, it, tax], roles: [manager]',
  to: 'teams: [registration, it, tax, shop, affairs], roles: [manager]',
};

async function sends(person: PagePerson, bytes: Uint8Array): Promise<void> {
  const list = { receipts: [await person.uploads({ name: '名单.csv', bytes })] };
  await person.fills('导入成员', { list }, { title: '成员' });
}
const text = (...lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`);

describe('导入成员', () => {
  journey(
    'D18: 名单先给看再导入；再导入一次没有变化；写明全部成员时，没写的离职并交接',
    async (stage) => {
      const { person, troika, settled } = stage;
      const chen = await person('chen', '陈静');
      await chen.says('成员');
      await sends(chen, text(HEAD, HAN, 'lin,林晓,注册组,组长,陈静,,'));
      const shown = await chen.sees({
        title: '导入后的变化',
        text: ['新成员 1 人', '韩梅（han）', '绑定账号 1 个'],
      });
      expect(describeCard(shown)).toContain('林晓（lin）角色：坐席 → 组长；直属上级：王芳 → 陈静');
      await chen.taps('确认导入');
      await settled();
      const { members } = await troika.store.people.directory();
      expect(members.get('han')).toMatchObject({
        teams: ['registration', 'tax'],
        leader: 'wang',
        active: true,
      });
      expect(await troika.store.people.person('web', 'han')).toEqual({ kind: 'member', id: 'han' });
      // The button of a list that was taken rests on a directory that is gone: it shows the list anew.
      await chen.taps('确认导入', { title: '导入后的变化' });
      const again = await chen.sees({ title: '名单和现在一样' });

      await chen.taps('名单是全部成员，没写的算离职', { title: again.title });
      await chen.sees({ title: '导入后的变化', text: ['离职', '周明（zhou）', '未关闭的工单转给组长'] });
      expect((await chen.taps('确认导入', { text: '周明（zhou）' }))?.toast?.text).toContain('不能停用自己');
      expect((await troika.store.people.directory()).members.get('zhou')?.active).toBe(true);
    },
    { edits: [MANAGES_ALL] },
  );

  journey('D18: 有一行不对，一个人也不导入，每一行都说清楚', async (stage) => {
    const chen = await stage.person('chen', '陈静');
    const before = await stage.troika.store.people.directory();
    await chen.says('成员');
    await sends(chen, text(HEAD, HAN, 'mei,李梅,人事组,老板,没有这人,,lin'));
    const card = describeCard(await chen.sees({ title: '名单里有 4 处要改' }));
    for (const said of [
      '第 3 行：没有「人事组」这个班组',
      '没有「老板」这个角色',
      '没有这人',
      '账号「web/lin」已经是',
    ])
      expect(card).toContain(said);
    await sends(chen, text('工号,名字', 'han,韩梅'));
    await chen.sees({ text: 'column 2: expected a known column, got "名字"' });
    expect((await stage.troika.store.people.directory()).version).toBe(before.version);
  });

  journey('D18: Excel 存的 GB18030 也认；组长只能导入自己班组的人', async (stage) => {
    const wang = await stage.person('wang', '王芳');
    await wang.says('成员');
    await sends(wang, GB18030);
    await wang.sees({ title: '导入后的变化', text: '韩梅（han）' });
    await sends(wang, text(HEAD, 'tom,汤姆,税务组,坐席,,,'));
    await wang.sees({ title: '导入后的变化', text: '汤姆（tom）' });
    expect((await wang.taps('确认导入', { text: '汤姆（tom）' }))?.toast?.text).toContain('不管理汤姆');
  });

  journey('D18: troika import members 在命令行上给看、导入，再导入没有变化', async ({ troika }) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'troika-members-'));
    const file = path.join(folder, 'members.csv');
    await writeFile(file, `\ufeff${HEAD}\r\n${HAN}\r\n`);
    const run = (...argv: readonly string[]) =>
      new Promise<string>((resolve) => {
        const env = {
          ...process.env,
          TROIKA_DATA: folder,
          DATABASE_URL: troika.databaseUrl,
          LOG_LEVEL: 'error',
        };
        const flags = ['--import', 'tsx', 'src/cli.ts', 'import', 'members', file, ...argv];
        execFile('node', flags, { env }, (_, stdout, stderr) => resolve(stdout + stderr));
      });
    try {
      expect(await run('--dry-run')).toMatch(/新成员 1 人[\s\S]*韩梅（han）[\s\S]*nothing was changed/u);
      expect(await run()).toMatch(/imported\n$/u);
      expect((await troika.store.people.directory()).members.get('han')).toMatchObject({ name: '韩梅' });
      expect(await run()).toMatch(/名单和现在一样[\s\S]*nothing was changed/u);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
