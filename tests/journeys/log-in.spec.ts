/** Logging in on our page: one link, one press, one person; and the first administrator of a new desk. */
import { describe, expect, test } from '@jest/globals';
import { changeDirectory, cookieOf, linkFor, logIn, press, whoIs } from '../support/logged-in.js';
import { freshDatabase } from '../support/postgres.js';
import { inDatabase } from '../support/store.js';
import { openTroika, type TestTroika, withTroika } from '../support/troika.js';

const TIMEOUT_MS = 60_000;
const MINUTE = 60_000;

/** Words the page shows, without its markup. */
async function words(link: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const text = await (await fetch(link, { headers })).text();
  return text.replace(/<style>.*<\/style>/su, '').replace(/<[^>]+>/gu, ' ');
}

describe('一次性链接', () => {
  const on = (title: string, play: (troika: TestTroika) => Promise<void>) =>
    test(title, () => withTroika('log-in', play), TIMEOUT_MS);

  on('看多少次都不失效，按一次按钮就进去了；再按、再看都说不能用了', async (troika) => {
    const link = await linkFor(troika, 'lin');
    for (let preview = 0; preview < 2; preview += 1) {
      const looked = await fetch(link, { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0' } });
      expect(looked.status).toBe(200);
      expect(looked.headers.get('cache-control')).toBe('no-store');
      expect(looked.headers.get('referrer-policy')).toBe('no-referrer');
      expect(looked.headers.get('set-cookie')).toBeNull();
      expect(await looked.text()).toContain('以「林晓」的身份登录');
    }
    const entered = await press(link);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/']);
    expect(entered.headers.get('set-cookie')).toMatch(
      /^troika_session=[\w.-]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/u,
    );
    const { session, personas } = await whoIs(troika, cookieOf(entered));
    expect([session, personas]).toEqual(['member', [{ account: 'lin', name: '林晓', role: 'agent' }]]);
    const again = await press(link);
    expect([again.status, again.headers.get('set-cookie')]).toEqual([404, null]);
    expect(await words(link)).toContain('这个链接已经不能用了');
  });

  on('两个人同时按：一个进去，另一个被告知', async (troika) => {
    for (let round = 0; round < 5; round += 1) {
      const link = await linkFor(troika, 'lin');
      const both = await Promise.all([press(link), press(link)]);
      expect(both.map(({ status }) => status).sort()).toEqual([303, 404]);
    }
  });

  on('错的、用过的、过期的、离职的：一样的话、一样的状态', async (troika) => {
    const used = await linkFor(troika, 'lin');
    await press(used);
    const expired = await linkFor(troika, 'zhou');
    await troika.advance(15 * MINUTE);
    const left = await linkFor(troika, 'wang');
    await changeDirectory(troika, `UPDATE member SET active = false WHERE id = 'wang'`);
    const wrong = [`${troika.url}/login/guess`, `${troika.url}/login/${'A'.repeat(43)}`];
    const answers = await Promise.all(
      [...wrong, used, expired, left].flatMap((link) => [
        fetch(link).then(async (shown) => `${shown.status} ${await shown.text()}`),
        press(link).then(async (pressed) => `${pressed.status} ${await pressed.text()}`),
      ]),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 /u);
  });

  on('一分钟前还有效，就还有效', async (troika) => {
    const link = await linkFor(troika, 'lin');
    await troika.advance(14 * MINUTE);
    expect((await press(link)).status).toBe(303);
  });

  on('不是我们的页面发来的按钮不算，链接还能用', async (troika) => {
    const link = await linkFor(troika, 'lin');
    const without = await fetch(link, { method: 'POST', redirect: 'manual' });
    const foreign = await press(link, { origin: 'https://evil.example' });
    const nobody = await press(link, { origin: 'null' });
    for (const response of [without, foreign, nobody]) {
      expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null]);
    }
    expect((await press(link)).status).toBe(303);
  });

  on('事先塞进来的会话不会变成登录后的会话', async (troika) => {
    const planted = await logIn(troika, 'wang');
    const entered = await press(await linkFor(troika, 'lin'), { cookie: planted });
    expect(cookieOf(entered)).not.toBe(planted);
    expect((await whoIs(troika, cookieOf(entered))).personas).toMatchObject([{ account: 'lin' }]);
    expect((await whoIs(troika, planted)).personas).toMatchObject([{ account: 'wang' }]);
  });

  on('会英文的浏览器看英文，也可以自己换', async (troika) => {
    const link = await linkFor(troika, 'lin');
    expect(await words(link, { 'accept-language': 'en-GB,en;q=0.9' })).toContain('Log in as 林晓');
    expect(await words(`${link}?lang=zh-CN`, { 'accept-language': 'en' })).toContain('以「林晓」的身份登录');
  });

  on('名字里的符号是字，不是网页', async (troika) => {
    await changeDirectory(troika, `UPDATE member SET name = '<b>"林"&晓</b>' WHERE id = 'lin'`);
    const text = await (await fetch(await linkFor(troika, 'lin'))).text();
    expect(text).toContain('&lt;b&gt;&quot;林&quot;&amp;晓&lt;/b&gt;');
  });

  on('一个地址一分钟里问得太多，就先等等', async (troika) => {
    const ways = [fetch, press];
    for (const ask of ways) {
      const statuses: number[] = [];
      for (let guess = 0; guess < 70; guess += 1) {
        statuses.push((await ask(`${troika.url}/login/guess-${guess}`)).status);
      }
      expect([statuses[0], statuses[59], statuses[60], statuses[69]]).toEqual([404, 404, 429, 429]);
    }
    expect((await fetch(`${troika.url}/healthz`)).status).toBe(200);
  });

  on('数据库里没有能用的链接', async (troika) => {
    const link = await linkFor(troika, 'lin');
    const token = link.split('/').at(-1) ?? '';
    await inDatabase(troika.databaseUrl, async (client) => {
      const { rows } = await client.query('SELECT l::text AS row FROM login_link l');
      for (const { row } of rows) expect(row).not.toContain(token);
    });
  });

  on('第一次登录就有了页面上的账号，以后的通知也发到那里；原来的平台照旧排在前面', async (troika) => {
    await inDatabase(troika.databaseUrl, async (client) => {
      await client.query(`INSERT INTO member (id, name, teams, roles, locale)
        VALUES ('suny', '孙悦', '{it}', '{agent}', 'zh-CN')`);
      await client.query(`INSERT INTO identity (platform, account, member_id, address)
        VALUES ('feishu', 'ou_1', 'suny', 'feishu:desk:ou_1')`);
    });
    const { version } = await troika.store.people.directory();
    expect((await whoIs(troika, await logIn(troika, 'suny'))).personas).toMatchObject([{ account: 'suny' }]);
    const directory = await troika.store.people.directory();
    expect(directory.members.get('suny')?.addresses).toEqual(['feishu:desk:ou_1', 'web:desk:suny']);
    expect(directory.version).toBe(version + 1);
    await logIn(troika, 'suny');
    expect((await troika.store.people.directory()).version).toBe(version + 1);
  });

  on('别人的账号登不进去：说出来，链接不作废', async (troika) => {
    await changeDirectory(
      troika,
      `INSERT INTO member (id, name, teams, roles, locale) VALUES ('heping', '何平', '{it}', '{agent}', 'zh-CN');
       UPDATE identity SET account = 'heping' WHERE platform = 'web' AND account = 'li'`,
    );
    const link = await linkFor(troika, 'heping');
    expect((await press(link)).status).toBe(500);
    const log = troika.log.join('\n');
    expect(log).toContain('expected the web account heping to be free for the member heping');
    expect(log).not.toContain(new URL(link).pathname);
    await changeDirectory(
      troika,
      `UPDATE identity SET account = 'li' WHERE platform = 'web' AND account = 'heping'`,
    );
    expect((await press(link)).status).toBe(303);
  });
});

describe('第一位管理员', () => {
  const admins = async (url: string) =>
    inDatabase(url, async (client) => {
      const { rows } = await client.query(`SELECT id FROM member WHERE 'admin' = ANY (roles) ORDER BY id`);
      return rows.map(({ id }) => id as string);
    });

  /** The same database, started again and again. */
  async function onOneDatabase(
    work: (start: () => Promise<TestTroika>, url: string) => Promise<void>,
  ): Promise<void> {
    const database = await freshDatabase('first-admin');
    const started: TestTroika[] = [];
    try {
      await work(async () => {
        const troika = await openTroika({ databaseUrl: database.url, at: null });
        started.push(troika);
        return troika;
      }, database.url);
    } finally {
      for (const troika of started) await troika.stop();
      await database.drop();
    }
  }

  test(
    '没有管理员时，启动给一个链接：打开就有了管理员，进去了；以后不再给',
    () =>
      onOneDatabase(async (start, url) => {
        const first = await start();
        expect(first.adminUrl).toMatch(new RegExp(`^${first.url}/login/[\\w-]{43}$`, 'u'));
        expect(await admins(url)).toEqual([]);
        await first.advance(3 * 24 * 60 * MINUTE);
        expect(await words(first.adminUrl ?? '')).toContain('以「管理员」的身份登录');
        const entered = await press(first.adminUrl ?? '');
        expect((await whoIs(first, cookieOf(entered))).personas).toEqual([
          { account: 'admin', name: '管理员', role: 'admin' },
        ]);
        expect(await admins(url)).toEqual(['admin']);
        expect((await press(first.adminUrl ?? '')).status).toBe(404);
        expect((await start()).adminUrl).toBeNull();
      }),
    TIMEOUT_MS,
  );

  test(
    '重新启动给新链接，旧的作废',
    () =>
      onOneDatabase(async (start, url) => {
        const first = await start();
        const old = new URL(first.adminUrl ?? '').pathname;
        await first.stop();
        const second = await start();
        expect(second.adminUrl).not.toBeNull();
        expect((await press(`${second.url}${old}`)).status).toBe(404);
        expect(await admins(url)).toEqual([]);
        expect((await press(second.adminUrl ?? '')).status).toBe(303);
        expect(await admins(url)).toEqual(['admin']);
      }),
    TIMEOUT_MS,
  );

  test(
    '两台同时启动，各给一个能用的链接；同时打开，只有一个人成为管理员',
    () =>
      onOneDatabase(async (start, url) => {
        const [one, two] = await Promise.all([start(), start()]);
        for (const { adminUrl } of [one, two]) expect((await fetch(adminUrl ?? '')).status).toBe(200);
        const both = await Promise.all([press(one?.adminUrl ?? ''), press(two?.adminUrl ?? '')]);
        expect(both.map(({ status }) => status).sort()).toEqual([303, 404]);
        expect(await admins(url)).toEqual(['admin']);
      }),
    TIMEOUT_MS,
  );

  test(
    '内容里写了管理员，就以这个人进去；叫 admin 的普通成员不会因此成为管理员',
    () =>
      onOneDatabase(async (start, url) => {
        const troika = await start();
        await changeDirectory(
          troika,
          `INSERT INTO member (id, name, teams, roles, locale)
           VALUES ('admin', '阿德', '{it}', '{agent}', 'zh-CN')`,
        );
        expect(await words(troika.adminUrl ?? '')).toContain('以「管理员」的身份登录');
        await changeDirectory(troika, `UPDATE member SET roles = '{manager,admin}' WHERE id = 'chen'`);
        expect(await words(troika.adminUrl ?? '')).toContain('以「陈静」的身份登录');
        await changeDirectory(troika, `UPDATE member SET roles = '{manager}' WHERE id = 'chen'`);
        await press(troika.adminUrl ?? '');
        expect(await admins(url)).toEqual(['admin-2']);
      }),
    TIMEOUT_MS,
  );

  test(
    '管理员在别的平台上已经有账号，就不再给链接',
    () =>
      onOneDatabase(async (start, url) => {
        const first = await start();
        await inDatabase(url, async (client) => {
          await client.query(`UPDATE member SET roles = '{admin}' WHERE id = 'chen'`);
          await client.query(`INSERT INTO identity (platform, account, member_id, address)
            VALUES ('wecom', 'chen.jing', 'chen', 'wecom:desk:chen.jing')`);
        });
        expect((await press(first.adminUrl ?? '')).status).toBe(404);
        expect((await start()).adminUrl).toBeNull();
      }),
    TIMEOUT_MS,
  );
});
