/** Starting: with broken content, beside other content, with a new procedure under running tickets, after a standstill. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { publish } from '../../src/desk/publish.js';
import { troikaCommand as command } from '../support/command-line.js';
import { contentFiles, contentFolder, type Edit } from '../support/content.js';
import { PDF } from '../support/files.js';
import { journey, stageOn } from '../support/journey.js';
import { orders, submits } from '../support/orders.js';
import { freshDatabase } from '../support/postgres.js';
import { describeCard } from '../support/seen.js';
import type { Stage } from '../support/stage.js';
import { openTroika, type TroikaOptions } from '../support/troika.js';

const SOP = 'sops/company-registration.v1.yaml';
const TIMEOUT_MS = 60_000;

/** The same house, closed and opened again on one database. */
async function onOneDatabase(
  work: (
    during: <T>(play: (stage: Stage) => Promise<T>, options?: Partial<TroikaOptions>) => Promise<T>,
    database: string,
  ) => Promise<void>,
): Promise<void> {
  const database = await freshDatabase('start');
  try {
    await work(async (play, options = {}) => {
      const { stage, clear } = stageOn(await openTroika({ databaseUrl: database.url, at: null, ...options }));
      try {
        return await play(stage);
      } finally {
        clear();
        await stage.troika.stop();
      }
    }, database.url);
  } finally {
    await database.drop();
  }
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('内容有错', () => {
  const wrong: readonly Edit[] = [
    { file: SOP, from: 'initial: awaiting_payment', to: 'initial: awaiting_paymnt' },
    { file: SOP, from: 'from: awaiting_documents', to: 'from: [awaiting_documents, nowhere]' },
    { file: 'messages/en/say-tax-setup.yaml', from: /^ {2}tax_reopened: \|\n(?: {4}.*\n)+/mu, to: '' },
    { file: 'desk.yaml', from: 'tell: tax, say', to: 'tell: taxes, say' },
  ];

  test(
    '不启动：一次说全，每个问题有文件、行、错在哪、怎么改；数据库里什么也没有',
    async () => {
      const { folder, remove } = await contentFolder(wrong);
      const database = await freshDatabase('start');
      try {
        const environment = { DATABASE_URL: database.url, TROIKA_CONTENT: folder, PORT: '0' };
        const { code, out, err } = await command(environment, 'start');
        expect([code, out]).toEqual([1, '']);
        const lines = err.trim().split('\n');
        expect(lines[0]).toMatch(/^troika: the content folder has \d+ problem\(s\):$/u);
        const said = [
          /^sops\/company-registration\.v1\.yaml:8:\d+ .*expected a state, got "awaiting_paymnt".*did you mean "awaiting_payment"/u,
          /^sops\/company-registration\.v1\.yaml:\d+:\d+ .*expected a state, got "nowhere"/u,
          /^messages\/.*tax_reopened/u,
          /^desk\.yaml:\d+:\d+ expected a queue, got "taxes"; .*use one of: registration, it, tax/u,
        ];
        for (const problem of said)
          expect([problem, lines.filter((line) => problem.test(line)).length]).toEqual([problem, 1]);
        expect(err).not.toMatch(/\n {4}at |node_modules/u);
        expect(await query(database.url, 'SELECT id FROM content_version')).toEqual([]);
        expect((await command({ ...environment }, 'check', folder)).err).toContain('awaiting_paymnt');
      } finally {
        await database.drop();
        await remove();
      }
    },
    TIMEOUT_MS,
  );

  test(
    '不是 YAML、空文件夹、没有文件夹：也是一句话说清',
    async () => {
      const broken = await contentFolder([{ file: SOP, from: 'fields:\n', to: 'fields: [\n' }]);
      const none = await command({}, 'check', '/nowhere/at/all');
      expect([none.code, none.err]).toEqual([
        1,
        expect.stringContaining('expected a content folder at /nowhere/at/all'),
      ]);
      const yaml = await command({}, 'check', broken.folder);
      const bare = await mkdtemp(path.join(os.tmpdir(), 'troika-bare-'));
      const empty = await command({}, 'check', bare);
      expect(empty.err).toContain('desk.yaml:1:1 expected a file desk.yaml, got none');
      await Promise.all([broken.remove(), rm(bare, { recursive: true })]);
      expect(yaml.code).toBe(1);
      expect(yaml.err).toMatch(/company-registration\.v1\.yaml:\d+:\d+ /u);
      for (const { err } of [none, yaml, empty]) expect(err).not.toMatch(/\n {4}at /u);
      const whole = await command({}, 'check', 'prompts');
      expect([whole.code, whole.out]).toEqual([0, expect.stringContaining('15 SOPs, 6 queues')]);
    },
    TIMEOUT_MS,
  );
});

describe('内容换了', () => {
  test(
    '文件夹和已发布的不一样：说一声，照已发布的办；发布后才换',
    async () => {
      const edits = [{ file: 'messages/zh-CN/ui.yaml', from: '好的，已取消。', to: '没问题，取消了。' }];
      const { folder, remove } = await contentFolder(edits);
      const cancels = async ({ person }: Stage, words: string) => {
        const zhang = await person('zhang', '张三');
        await zhang.says('我要注册公司');
        await zhang.says('取消');
        await zhang.sees({ title: words });
      };
      await onOneDatabase(async (during, url) => {
        await during((stage) => cancels(stage, '好的，已取消'));
        const environment = { TROIKA_CONTENT: folder };
        await during(
          async (stage) => {
            const warned = stage.troika.log.filter((line) => line.includes('differs from what is live'));
            expect(warned).toEqual([expect.stringMatching(/^warn .*npx troika publish/u)]);
            // How it differs, in short.
            expect(warned[0]).toContain('· 文字「dialogue.cancelled」内容：好的，已取消。');
            await cancels(stage, '好的，已取消');
            const published = await command({ DATABASE_URL: url }, 'publish', folder);
            expect([published.code, published.out]).toEqual([0, expect.stringContaining('is live')]);
            await cancels(stage, '没问题，取消了');
          },
          { environment },
        );
        await during(
          async ({ troika }) => expect(troika.log.filter((line) => line.includes('differs'))).toEqual([]),
          { environment },
        );
      });
      await remove();
    },
    TIMEOUT_MS,
  );

  journey('C13：发布新版流程：办理中的工单按旧版走完，新开的按新版', async ({ person, pays, troika }) => {
    const zhang = await person('zhang', '张三');
    const lin = (await person('lin', '林晓')).in('注册');
    const first = await orders(zhang, '老公司');
    const text = await readFile(`prompts/${SOP}`, 'utf8');
    // The second version knows one step more before the review, and other names.
    const second = text
      .replace('version: 1', 'version: 2')
      .replace('zh-CN: 待付款', 'zh-CN: 等您付款')
      .replace('zh-CN: 资料审核中', 'zh-CN: 两人正在审核')
      .replace(
        'scan_readable: {',
        'address_match: { zh-CN: 注册地址一致, en: Address }\n      scan_readable: {',
      );
    const files = await contentFiles([{ file: 'sops/company-registration.v2.yaml', to: second }]);
    expect(await publish(troika.desk.house, files, 'test')).toMatchObject({ kind: 'published' });

    await zhang.says('我要注册公司');
    await zhang.says('新公司');
    await zhang.says('13800138000');
    const fresh = await zhang.sees({ title: '新公司', state: '等您付款' });
    for (const ticket of [first, fresh.ticketId ?? 0]) {
      expect(await pays(ticket)).toBe(200);
      await zhang.sees({ title: `#${ticket}`, text: '抽查' });
      const { id } = (await troika.store.files.put({
        ...{ name: '身份证.pdf', type: 'application/pdf', bytes: PDF, personal: true },
        now: troika.store.clock.now(),
      })) as { id: string };
      const input = { id_scan: [{ id, name: '身份证.pdf', type: 'application/pdf', size: PDF.length }] };
      await troika.desk.receive({
        ...{ platform: 'web', eventId: `zhang/${ticket}`, sender: { account: 'zhang' }, private: true },
        address: 'web:desk:zhang' as never,
        content: { kind: 'form', form: `advance:${ticket}:0:submit`, input },
      });
    }
    await zhang.sees({ title: '老公司', state: '资料审核中' });
    await zhang.sees({ title: '新公司', state: '两人正在审核' });
    expect(describeCard(await lin.sees({ title: '老公司', state: '资料审核' }))).toContain('确认事项（0/2）');
    expect(describeCard(await lin.sees({ title: '新公司', state: '资料审核' }))).toContain('☐ 注册地址一致');
    await lin.taps('勾选 公司名称与申请一致', { title: '老公司' });
    await lin.taps('勾选 证件清晰可读', { title: '老公司' });
    await lin.sees({ title: '老公司', buttons: ['审核通过并指派'] });
    await lin.sees({ title: '新公司', greyed: { 审核通过并指派: '注册地址一致' } });
  });
});

describe('停机', () => {
  test(
    '停机时到点的提醒，开机就补一次，不连发；已经不需要的不补；过了时限的只说超时，不说快到了',
    () =>
      onOneDatabase(async (during, url) => {
        await during(
          async ({ person, pays, clock, troika, settled }) => {
            const zhang = await person('zhang', '张三');
            await orders(zhang, '没付的公司');
            const paid = await orders(zhang, '付了的公司');
            const late = await orders(zhang, '审核的公司');
            await pays(paid);
            await pays(late);
            await submits(zhang, '审核的公司');
            await settled();
            expect((await troika.store.tickets.ticket(late))?.ticket.state).toBe('review');
            expect(clock.now()).toBeLessThan(Date.parse('2026-12-01T10:01+08:00'));
          },
          { at: '2026-12-01T10:00' },
        );
        // Nobody is there for three days.
        await query(url, 'UPDATE clock_offset SET ms = ms + 3 * 24 * 3600 * 1000');
        await during(async ({ person, clock, settled }) => {
          const zhang = await person('zhang', '张三');
          const lin = (await person('lin', '林晓')).in('注册');
          await zhang.sees({ title: '没付的公司', text: '还没有付款' });
          await lin.sees({ title: '审核的公司', text: '「资料审核」已超时，应于12月1日周二 15:30 完成' });
          await settled();
          const reminders = () => zhang.count({ text: '还没有付款' });
          expect(reminders()).toBe(1);
          expect(zhang.count({ title: '付了的公司', text: '还没有付款' })).toBe(0);
          expect(lin.count({ text: '已超时，应于' })).toBe(1);
          expect(lin.count({ text: '快到时限' })).toBe(0);
          // From here the rhythm is as before: daily, three in all.
          await clock.advance('23h');
          expect(reminders()).toBe(1);
          await clock.advance('2h');
          await zhang.line.until(() => (reminders() === 2 ? true : undefined), 'the second reminder');
          await clock.advance('1d');
          await zhang.line.until(() => (reminders() === 3 ? true : undefined), 'the third reminder');
          await clock.advance('5d');
          expect(reminders()).toBe(3);
        });
      }),
    TIMEOUT_MS,
  );

  test(
    '重启后：旧卡片上的按钮照样能点，问到一半的接着问',
    () =>
      onOneDatabase(async (during) => {
        const old = await during(
          async ({ person }) => {
            const zhang = await person('zhang', '张三');
            const wang = (await person('wang', '王芳')).in('注册');
            await orders(zhang, '甲公司');
            await zhang.says('我还要注册公司');
            await zhang.says('乙公司');
            await zhang.sees({ title: '公司注册（2/2）' });
            const card = await wang.sees({ title: '#1 甲公司', buttons: ['确认付款'] });
            return card.buttons.find(({ text }) => text === '确认付款')?.value ?? '';
          },
          { at: '2026-12-01T10:00' },
        );
        await during(async ({ person }) => {
          const zhang = await person('zhang', '张三');
          const wang = (await person('wang', '王芳')).in('注册');
          await zhang.sees({ title: '公司注册（2/2）' });
          await zhang.says('13900139000');
          await zhang.sees({ title: '#2 乙公司', state: '待付款' });
          const address = wang.line.places()[1]?.address;
          const answer = await wang.line.ask({ type: 'tap', address, value: old });
          expect(answer).toMatchObject({ reply: { form: { title: '#1 确认付款' } } });
          expect(await wang.fills('确认付款', { 支付单号: 'PAY-1' }, { title: '#1 甲公司' })).toMatchObject({
            toast: { tone: 'good' },
          });
          await zhang.sees({ title: '#1 甲公司', text: '抽查' });
        });
      }),
    TIMEOUT_MS,
  );
});
