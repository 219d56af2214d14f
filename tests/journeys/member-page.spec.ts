/** A member on our page: their own chat and their groups, their teams' tickets and files, and nothing of anybody else's. */
import { describe, expect, test } from '@jest/globals';
import type { BoardSnapshot } from '../../src/platform/board.js';
import { openClient } from '../adapters/web-desk.js';
import { PDF } from '../support/files.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';
import { changeDirectory, linkFor, logIn, press, whoIs } from '../support/logged-in.js';
import { orders, submits } from '../support/orders.js';
import { sit } from '../support/page-person.js';
import { freshDatabase } from '../support/postgres.js';
import { openTroika, type TestTroika } from '../support/troika.js';

async function boardOf(troika: TestTroika, cookie: string): Promise<BoardSnapshot | null> {
  const response = await fetch(`${troika.url}/web/board`, { headers: { cookie } });
  return response.ok ? ((await response.json()) as { board: BoardSnapshot }).board : null;
}

const ticketsOn = (board: BoardSnapshot | null) =>
  (board?.sops ?? []).flatMap(({ columns }) => columns.flatMap(({ tickets }) => tickets.map(({ id }) => id)));

describe('本人的页面', () => {
  journey('登录后看到自己的私聊和班组群，按钮照常能用', async ({ troika, person, pays }) => {
    const zhang = await person('zhang', '张三');
    const ticket = await orders(zhang, '甲公司');
    const lin = await sit(troika.url, await logIn(troika, 'lin'), 'lin', '林晓');
    expect(lin.line.places().map(({ name, private: alone }) => (alone ? '私聊' : name))).toEqual([
      '私聊',
      '注册组',
    ]);
    await lin.in('注册').sees({ title: '#1 甲公司', state: '待付款' });
    await pays(ticket);
    await submits(zhang, '甲公司');
    await lin.in('注册').taps('勾选 公司名称与申请一致', { title: '#1 甲公司' });
    await lin.in('注册').sees({ title: '#1 甲公司', text: '林晓' });
    await lin.says('待办');
    await lin.sees({ title: '待办' });
  });

  journey('别的班组的群、别人的私聊：打不开，听不见', async ({ troika, person, settled }) => {
    const zhang = await person('zhang', '张三');
    const cookie = await logIn(troika, 'li');
    const li = await sit(troika.url, cookie, 'wang', '李强');
    for (const address of ['web:desk:registration', 'web:desk:lin', 'web:desk:zhang']) {
      for (const message of [
        { type: 'say', address, text: '偷听' },
        { type: 'open', address },
        { type: 'tap', address, value: 'show:1:1' },
      ]) {
        expect(await li.line.ask(message)).toMatchObject({ problem: { code: 'unknown_place' } });
      }
    }
    await orders(zhang, '甲公司');
    await settled();
    expect(li.words()).not.toContain('甲公司');
    await li.says('#1');
    await li.sees({ text: '#1' });
    expect(li.words()).not.toContain('甲公司');
  });

  journey('看板和文件只有自己班组的；没有演示的时间和收银台', async ({ troika, person, pays, settled }) => {
    const zhang = await person('zhang', '张三');
    const ticket = await orders(zhang, '甲公司');
    await pays(ticket);
    await submits(zhang, '甲公司');
    await settled();
    const [lin, li] = [await logIn(troika, 'lin'), await logIn(troika, 'li')];
    expect(ticketsOn(await boardOf(troika, lin))).toEqual([ticket]);
    const others = await boardOf(troika, li);
    expect([others?.sops.map(({ key }) => key), ticketsOn(others)]).toEqual([
      ['it-change', 'it-consult', 'it-helpdesk', 'it-request', 'procurement', 'task'],
      [],
    ]);

    const [file] = await troika.store.prisma.file.findMany({ where: { ticketId: ticket } });
    const download = async (cookie: string) =>
      (await fetch(`${troika.url}/web/files/${file?.id}?persona=lin`, { headers: { cookie } })).status;
    expect([await download(lin), await download(li), await download('')]).toEqual([200, 404, 403]);

    const before = troika.store.clock.now();
    for (const path of ['/web/demo/clock', '/web/demo/pay']) {
      const body = JSON.stringify({ advanceMs: 3_600_000, ticket });
      const init = { method: 'POST', body, headers: { cookie: lin, origin: troika.url } };
      expect((await fetch(`${troika.url}${path}`, init)).status).toBe(403);
    }
    expect(troika.store.clock.now() - before).toBeLessThan(60_000);
  });

  journey('自己传的文件是自己的：凭证换个人就不认', async ({ troika }) => {
    const upload = async (cookie: string) => {
      const response = await fetch(`${troika.url}/web/files?persona=wang`, {
        method: 'POST',
        body: PDF,
        headers: { cookie, origin: troika.url, 'x-file-name': encodeURIComponent('证件.pdf') },
      });
      return ((await response.json()) as { receipt: string }).receipt;
    };
    const cookie = await logIn(troika, 'lin');
    const receipt = await upload(cookie);
    const wang = await sit(troika.url, await logIn(troika, 'wang'), 'wang', '王芳');
    const sent = { type: 'files', address: 'web:desk:wang', receipts: [receipt] };
    expect(await wang.line.ask(sent)).toMatchObject({ problem: { code: 'unknown_file' } });
  });

  journey('离职：开着的页面马上断，会话、链接都不能用了', async ({ troika, person }) => {
    const cookie = await logIn(troika, 'lin');
    const link = await linkFor(troika, 'lin');
    const client = await openClient(troika.url, { cookie });
    await client.resume();
    const colleague = await openClient(troika.url, { cookie: await logIn(troika, 'zhou') });
    await colleague.resume();

    const boss = await person('chen', '陈静');
    await changeDirectory(troika, `UPDATE member SET roles = '{manager,admin}' WHERE id = 'chen'`);
    await boss.says('离职 林晓');
    await boss.taps('确认离职');
    await client.until(() => false);
    expect(client.closed()).toBe(4403);
    expect((await whoIs(troika, cookie)).session).toBe('none');
    expect(await boardOf(troika, cookie)).toBeNull();
    expect((await press(link)).status).toBe(404);
    const again = await openClient(troika.url, { cookie });
    await again.until(() => false);
    expect(again.closed()).toBe(4403);
    await colleague.resume();
    expect(colleague.closed()).toBeNull();
    colleague.close();
  });

  journey('换了 SECRET，以前的会话都不算', async ({ troika }) => {
    const cookie = await logIn(troika, 'lin');
    const other = await openTroika({
      databaseUrl: troika.databaseUrl,
      at: null,
      environment: { SECRET: 'another secret, long enough' },
    });
    expect((await whoIs(other, cookie)).session).toBe('none');
    expect((await whoIs(troika, cookie)).session).toBe('member');
    await other.stop();
  });

  test('两台共用数据库和 SECRET：一台登录，另一台认得；退出后两台都不认', async () => {
    const database = await freshDatabase('two-doors');
    const environment = { SECRET: 'one secret for both of them' };
    const [here, there] = [
      await openTroika({ databaseUrl: database.url, environment }),
      await openTroika({ databaseUrl: database.url, environment, at: null }),
    ];
    try {
      const cookie = await logIn(here, 'lin');
      const client = await openClient(there.url, { cookie });
      await client.resume();
      await fetch(`${here.url}/web/log-out`, { method: 'POST', headers: { cookie, origin: here.url } });
      await client.until(() => false);
      expect(client.closed()).toBe(4403);
      for (const troika of [here, there]) expect((await whoIs(troika, cookie)).session).toBe('none');
    } finally {
      await there.stop();
      await here.stop();
      await database.drop();
    }
  }, 60_000);
});

describe('在聊天里说「登录」', () => {
  /** The address in the newest card with a link. */
  const linkIn = (cards: Awaited<ReturnType<ReturnType<typeof guest>['cards']>>) =>
    cards.flatMap(({ blocks }) => blocks).findLast((block) => block.kind === 'link')?.url ?? '';

  journey('私聊里马上收到一个链接，打开就是自己', async ({ troika }) => {
    const lin = guest(troika, 'lin', '林晓');
    await lin.says('登录');
    await lin.sees('登录服务台网页');
    const link = linkIn(await lin.cards());
    expect(link).toMatch(new RegExp(`^${troika.url}/login/[\\w-]{43}$`, 'u'));
    const entered = await press(link);
    expect(entered.status).toBe(303);
    expect((await troika.store.deeds.history(1))[0]).toMatchObject({
      by: 'member:lin',
      deed: { deed: 'loggedIn', member: 'lin' },
    });
    expect(JSON.stringify(await troika.store.deeds.history(9))).not.toContain(link.split('/').at(-1));
  });

  journey(
    'PUBLIC_URL 决定链接的地址',
    async ({ troika }) => {
      const lin = guest(troika, 'lin', '林晓');
      await lin.says('log in');
      await lin.sees('登录服务台网页');
      expect(linkIn(await lin.cards())).toMatch(/^https:\/\/desk\.example\/login\//u);
    },
    { environment: { PUBLIC_URL: 'https://desk.example' } },
  );

  journey('在群里说：群里只说已经私下发了，链接在私聊里', async ({ troika, person, settled }) => {
    const lin = await person('lin', '林晓');
    const wang = await person('wang', '王芳');
    await lin.in('注册').says('登录');
    await wang.in('注册').sees({ title: '登录链接已经私下发给林晓' });
    await settled();
    await lin.in('private').sees({ title: '登录服务台网页' });
    expect(wang.words()).not.toContain('打开登录页');
    const group = await troika.store.feed.since(['web:desk:registration' as never], 0, 100);
    expect(JSON.stringify(group)).not.toContain('/login/');
  });

  journey('一小时最多五个，多了就说什么时候再来', async ({ troika, clock }) => {
    const lin = guest(troika, 'lin', '林晓');
    await Promise.all(Array.from({ length: 7 }, () => lin.says('登录')));
    await lin.sees('太多了');
    const links = (await lin.cards()).filter(({ title }) => title.includes('登录服务台网页'));
    expect(links).toHaveLength(5);
    await clock.advance('61m');
    await lin.says('登录');
    expect((await lin.cards()).filter(({ title }) => title.includes('登录服务台网页'))).toHaveLength(6);
  });

  journey('客户说「登录」不会有链接', async ({ troika }) => {
    const zhang = guest(troika, 'zhang', '张三');
    await zhang.says('登录');
    expect(JSON.stringify(await zhang.cards())).not.toContain('/login/');
  });
});
