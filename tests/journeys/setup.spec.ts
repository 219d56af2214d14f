/** The first set-up: from the sample company to one's own, by form or question by question; and whatever gets in its way. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Address } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import { contentFolder } from '../../src/store/own-content.js';
import { contentFolder as sampleCopy } from '../support/content.js';
import { openDesk, platform } from '../support/desk.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';
import { changeDirectory, logIn } from '../support/logged-in.js';
import { sit } from '../support/page-person.js';
import { administrator, FORM, greeted, idOf, live, TIMEOUT_MS, withData } from '../support/setting-up.js';
import { inDatabase } from '../support/store.js';
import { withTroika } from '../support/troika.js';

describe('按表单', () => {
  test(
    'D18: 空库到自己的公司：一个按钮，一张表，填好的建议可以直接用',
    () =>
      withData((root) =>
        withTroika(
          'setup',
          async (troika) => {
            const admin = await greeted(troika);
            const form = (await admin.taps('初始化'))?.form;
            expect(form?.inputs.map(({ label, value }) => [label, value])).toEqual([
              ['公司名称', '我的公司'],
              ['英文名称', undefined],
              ['班组', '客服组'],
              ['工作时间', 'weekdays'],
              ['别的工作时间', undefined],
              ['法定节假日', 'yes'],
              [
                '先用哪些流程',
                '公司注册、信息变更、技术咨询、故障报修、服务请求、新员工入职、采购申请、试听课',
              ],
            ]);
            await admin.fills('初始化', FORM);
            await admin.sees({
              title: '「青禾科技」的服务台开通了',
              text: [
                '客服组、税务组',
                '周一至周五 09:00–18:00\n法定节假日放假，调休日上班',
                '公司注册（客服组）\n税务开通（税务组）',
                '已接通：网页',
                path.join(root, 'content'),
              ],
              buttons: ['第一张工单', '新成员', '导入成员'],
            });
            expect(await idOf(path.join(root, 'content'))).toBe(await live(troika));
            expect(await readFile(path.join(root, 'content', 'desk.yaml'), 'utf8')).toContain('# 班组。');

            // One save: what went live and who left are of one moment.
            const history = await troika.store.deeds.history(2);
            expect(history.map(({ by, deed }) => [by, deed.deed])).toEqual([
              ['member:admin', 'contentPublished'],
              ['member:admin', 'membersChanged'],
            ]);
            expect(history[0]?.at).toBe(history[1]?.at);
            const { members, teams, queues } = await troika.store.people.directory();
            expect([...members.values()].filter(({ active }) => active)).toMatchObject([
              { id: 'admin', teams: ['team', 'team-2'], roles: ['admin', 'lead'] },
            ]);
            expect([...teams.keys()]).toEqual(['team', 'team-2']);
            expect([...queues.values()].map(({ id, team }) => [id, team])).toEqual([
              ['registration', 'team'],
              ['tax', 'team-2'],
            ]);
            // The groups of the new teams are there without a reload.
            await admin.line.until(
              () => admin.line.places().some(({ name }) => name === '税务组') || undefined,
              'the group of a new team',
            );

            await admin.taps('第一张工单');
            await admin.sees({ title: '第一张工单怎么来', text: ['公司注册', '「我要注册公司」', '张三'] });
            const zhang = guest(troika, 'zhang', '张三');
            for (const text of ['我要注册公司', '杭州一号公司', '13800138000']) await zhang.says(text);
            await admin.in('客服组').sees({ title: '#1 杭州一号公司', buttons: ['确认付款'] });
          },
          { environment: { TROIKA_DATA: root } },
        ),
      ),
    TIMEOUT_MS,
  );

  journey('答案看不懂：表单开着，每一处都说清楚，什么也没有变', async ({ troika }) => {
    const admin = await greeted(troika);
    const before = await live(troika);
    const wrong = { ...FORM, 班组: '、', 别的工作时间: '差不多九点', 先用哪些流程: '公司注册、做梦' };
    expect((await admin.fills('初始化', wrong))?.fieldErrors).toEqual({
      teams: '请至少写一个班组，例如 客服组。',
      own_hours: '没看懂「差不多九点」。写上星期和时间，例如 9:00-12:00 13:30-18:00 周一到周五。',
      sops: '没有「做梦」这个现成的流程，有：售后、差评处理、公司注册、信息变更、技术咨询、故障报修、服务请求、新员工入职、采购申请、活动报名、复盘、协办任务、报税、税务开通、试听课。',
    });
    const nobody = await admin.fills('初始化', { ...FORM, 先用哪些流程: '公司注册：财务组' });
    expect(nobody?.fieldErrors?.sops).toBe('上面没有写「财务组」这个班组，写了：客服组、税务组。');
    expect(await live(troika)).toBe(before);
    await admin.fills('初始化', { ...FORM, 别的工作时间: '7×24' });
    await admin.sees({ title: '「青禾科技」', text: '7×24 小时，节假日照常' });
  });

  journey('示例公司的人手里的工单：交给新组长，登录过的人留下', async ({ troika, settled }) => {
    const zhang = guest(troika, 'zhang', '张三');
    for (const text of ['报修', '打印机卡纸', '三楼', '不急，有空再看']) await zhang.says(text);
    const li = guest(troika, 'li', '李强');
    await li.says('#1 接单');
    await settled();
    expect((await troika.store.tickets.ticket(1))?.ticket.assigneeId).toBe('li');
    await logIn(troika, 'zhao');
    const admin = await greeted(troika);
    await admin.fills('初始化', { ...FORM, 先用哪些流程: '故障报修' });
    await settled();
    const { members, teams } = await troika.store.people.directory();
    expect([...members.values()].filter(({ active }) => active).map(({ id }) => id)).toEqual([
      'admin',
      'zhao',
    ]);
    expect((await troika.store.tickets.ticket(1))?.ticket.assigneeId).toBe('admin');
    // Whom somebody still serves stays; the others of the sample are gone.
    expect([...teams.keys()]).toEqual(['it', 'tax', 'team', 'team-2']);
    await admin.sees({ title: '#1 三楼 · 打印机卡纸', text: '已离职，现在由您处理' });
    // They left as anybody does: refused at once.
    await li.says('待办');
    await li.sees('账号已停用');
  });
});

describe('一问一答', () => {
  test(
    '没有表单的平台：一次问一个，答错的只重问那一个；走开再来，从断的地方接着问',
    () =>
      withData(async (root) => {
        const chat = platform('chat', { forms: 'none' });
        const places = { contentRoot: null, sampleRoot: path.resolve('prompts'), dataRoot: root };
        const known = [
          { platform: 'chat', needs: ['CHAT_TOKEN'] },
          { platform: 'other', needs: ['A', 'B'] },
        ];
        const { desk, store, databaseUrl, close } = await openDesk([chat], {
          folder: contentFolder(places),
          platforms: known,
        });
        await inDatabase(databaseUrl, (client) =>
          client.query(
            `INSERT INTO member (id, name, teams, roles, active, locale) VALUES ('gu', '顾总', '{}', '{admin}', true, 'zh-CN');
             INSERT INTO identity (platform, account, member_id, address, rank) VALUES ('chat', 'gu', 'gu', 'chat:x:gu', 0)`,
          ),
        );
        let event = 0;
        const last = async (): Promise<Card> => {
          await desk.idle();
          const rows = await inDatabase(databaseUrl, (client) =>
            client.query<{ body: { card: Card } }>(
              `SELECT body FROM outbox WHERE address = 'chat:x:gu' ORDER BY id DESC LIMIT 1`,
            ),
          );
          return rows.rows[0]?.body.card as Card;
        };
        const says = async (text: string): Promise<Card> => {
          event += 1;
          await desk.receive({
            ...{ platform: 'chat', eventId: `e${event}`, sender: { account: 'gu', name: '顾总' } },
            ...{ address: 'chat:x:gu' as Address, private: true, content: { kind: 'text', text } },
          });
          return last();
        };
        try {
          expect((await says('初始化')).title).toBe('初始化（1/7）');
          await says('青禾科技');
          await says('Green Grain');
          expect((await says('客服组、IT 组')).title).toBe('初始化（4/7）');
          // Away for a day and a half: an answer after so long is no answer; the question comes again.
          await store.clock.advance(36 * 3_600_000);
          const again = await says('1');
          expect([again.title, JSON.stringify(again)]).toEqual([
            '初始化（4/7）',
            expect.stringContaining('工作时间'),
          ]);
          await says('1');
          await says('周八 9-18');
          await says('1');
          const mended = await says('故障报修：IT 组');
          expect([mended.title, JSON.stringify(mended)]).toEqual([
            '初始化（5/7）',
            expect.stringContaining('没看懂「周八 9-18」'),
          ]);
          const done = await says('周一到周六 9-18');
          expect(done.title).toBe('「青禾科技」的服务台开通了');
          expect(JSON.stringify(done)).toContain('周一至周六 09:00–18:00');
          expect(JSON.stringify(done)).toContain('故障报修（IT 组）');
          expect(JSON.stringify(done)).toContain('设置 A、B 后重启');
          const { content } = await desk.house.library.live();
          expect(content.company).toEqual({ 'zh-CN': '青禾科技', en: 'Green Grain' });
          expect(content.members[0]).toMatchObject({ id: 'gu', identities: { chat: 'gu' } });
        } finally {
          await close();
        }
      }),
    TIMEOUT_MS,
  );
});

describe('不该有的', () => {
  journey('不是管理员：看不到按钮，说了也不行', async ({ troika, person }) => {
    const chen = await person('chen', '陈静');
    await chen.line.ask({ type: 'open', address: 'web:desk:chen' });
    await chen.sees({ title: '陈静，您好', buttons: ['待办工单'] });
    chen.doesNotSee({ buttons: ['初始化'] });
    const before = await live(troika);
    await chen.says('初始化');
    await chen.sees({ title: '管理员' });
    const zhang = await person('zhang', '张三');
    await zhang.says('初始化');
    zhang.doesNotSee({ title: '初始化' });
    expect(await live(troika)).toBe(before);
  });

  journey('再来一次：说在用的是什么，什么也不动', async ({ troika, settled }) => {
    const admin = await greeted(troika);
    const form = (await admin.taps('初始化'))?.form?.id;
    await admin.fills('初始化', FORM);
    await admin.sees({ title: '「青禾科技」的服务台开通了' });
    const mine = await live(troika);
    await admin.says('初始化');
    await admin.sees({
      title: '「青禾科技」已经是您自己的内容',
      text: ['管理员', '不用再初始化'],
      buttons: ['发布', '看版本', '新成员'],
    });
    // The form that was open all the while comes too late.
    await admin.line.ask({
      ...{ type: 'submit', address: 'web:desk:admin', form },
      input: { company: '别的公司', teams: '甲', hours: 'daily', holidays: 'no', sops: '故障报修' },
    });
    await settled();
    expect(await live(troika)).toBe(mine);
    expect(await troika.store.deeds.history(9, 'contentPublished')).toHaveLength(2);
  });

  test(
    'TROIKA_CONTENT 指定了文件夹：那是别人管的，不碰',
    async () => {
      const { folder, remove } = await sampleCopy([]);
      const before = await idOf(folder);
      await withTroika(
        'elsewhere',
        async (troika) => {
          const admin = await administrator(troika);
          await admin.says('初始化');
          await admin.sees({ title: 'TROIKA_CONTENT' });
          await admin.line.ask({ type: 'open', address: 'web:desk:admin' });
          await admin.sees({ title: '管理员，您好', buttons: ['待办工单'] });
        },
        { environment: { TROIKA_CONTENT: folder } },
      );
      expect(await idOf(folder)).toBe(before);
      await remove();
    },
    TIMEOUT_MS,
  );

  test(
    '两位管理员同时：一家公司，文件夹就是在用的那份',
    () =>
      withData((root) =>
        withTroika(
          'two-admins',
          async (troika) => {
            const one = await greeted(troika);
            await changeDirectory(
              troika,
              `INSERT INTO member (id, name, teams, roles, active, locale) VALUES ('gu', '顾总', '{}', '{admin}', true, 'zh-CN');
               INSERT INTO identity (platform, account, member_id, address, rank) VALUES ('web', 'gu', 'gu', 'web:desk:gu', 0)`,
            );
            const other = await sit(troika.url, await logIn(troika, 'gu'), 'gu', '顾总');
            await other.line.ask({ type: 'open', address: 'web:desk:gu' });
            await Promise.all([
              one.fills('初始化', FORM),
              other.fills('初始化', { ...FORM, 公司名称: '另一家', 班组: '甲组', 先用哪些流程: '故障报修' }),
            ]);
            await troika.desk.idle();
            const { content } = await troika.desk.house.library.live();
            const [won, lost] = content.company['zh-CN'] === '青禾科技' ? [one, other] : [other, one];
            await won.sees({ title: '的服务台开通了' });
            await lost.sees({ title: '已经是您自己的内容' });
            expect(await troika.store.deeds.history(9, 'contentPublished')).toHaveLength(2);
            expect(await idOf(path.join(root, 'content'))).toBe(await live(troika));
          },
          { environment: { TROIKA_DATA: root } },
        ),
      ),
    TIMEOUT_MS,
  );
});
