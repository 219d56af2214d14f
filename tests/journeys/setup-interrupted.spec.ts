/** A set-up that is cut off: pressing again finishes it, whatever was done already; and what is still missing is said. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { until } from '../scheduler/until.js';
import { troikaCommand } from '../support/command-line.js';
import { stageOn } from '../support/journey.js';
import { cookieOf, press } from '../support/logged-in.js';
import { sit } from '../support/page-person.js';
import { freshDatabase } from '../support/postgres.js';
import { FORM, greeted, idOf, live, TIMEOUT_MS, withData } from '../support/setting-up.js';
import { inDatabase } from '../support/store.js';
import { openTroika, withTroika } from '../support/troika.js';

/** A whole product compiles itself and makes its database, beside others that do the same. */
const STARTED_MS = 100_000;
const WITHIN_MS = 60_000;
/** The next sweep comes half a minute after the last one, and a busy machine takes its time. */
const SWEPT_MS = 90_000;

describe('中途断电', () => {
  /** A process of its own, held in the middle of its save, and killed there. */
  async function killedAt(lock: string, root: string, databaseUrl: string): Promise<void> {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', TROIKA_DATA: root };
    const child = spawn('node', ['--import', 'tsx', 'src/cli.ts', 'start'], {
      env: { ...env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' },
    });
    const gone = once(child, 'exit');
    const dies = async () => {
      child.kill('SIGKILL');
      await gone;
    };
    try {
      await interrupted(child.stdout, { lock, root, databaseUrl, dies });
    } finally {
      // Whatever came of it: nobody of ours is left in the database.
      await dies();
    }
  }

  interface Interruption {
    readonly lock: string;
    readonly root: string;
    readonly databaseUrl: string;
    dies(): Promise<void>;
  }

  async function interrupted(
    stdout: Readable,
    { lock, root, databaseUrl, dies }: Interruption,
  ): Promise<void> {
    let out = '';
    stdout.on('data', (data) => {
      out += String(data);
    });
    await until(() => out.includes('admin: '), STARTED_MS);
    const link = /admin: (\S+)/u.exec(out)?.[1] ?? '';
    const admin = await sit(new URL(link).origin, cookieOf(await press(link)), 'admin', '管理员');
    await admin.line.ask({ type: 'open', address: 'web:desk:admin' });
    // What a busy machine answers too late opens no form: whoever pressed presses again.
    let form: string | undefined;
    await until(async () => {
      form = (await admin.taps('初始化'))?.form?.id;
      return form !== undefined;
    }, WITHIN_MS);
    await inDatabase(databaseUrl, async (client) => {
      await client.query('BEGIN');
      await client.query(lock);
      void admin.line.ask({
        ...{ type: 'submit', address: 'web:desk:admin', form },
        input: { company: '青禾科技', teams: '客服组', hours: 'weekdays', holidays: 'yes', sops: '故障报修' },
      });
      // The folder is there, and the save waits for us.
      await until(async () => existsSync(path.join(root, 'content')), WITHIN_MS);
      await until(async () => {
        const { rows } = await client.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      }, WITHIN_MS);
      await dies();
      await client.query('ROLLBACK');
    });
    admin.leaves();
  }

  test.each([
    ['文件夹写好了，还没有发布', `SELECT FROM revision WHERE name = 'content' FOR UPDATE`],
    ['成员改到一半', `SELECT FROM member WHERE id = 'lin' FOR UPDATE`],
  ])(
    '%s：什么也没有变；再开机就接着办完',
    (_, lock) =>
      withData(async (root) => {
        const database = await freshDatabase('setup-crash');
        try {
          await killedAt(lock, root, database.url);
          await inDatabase(database.url, async (client) => {
            const { rows } = await client.query(
              `SELECT (SELECT count(*)::int FROM desk_event WHERE type = 'contentPublished') AS published,
                 (SELECT active FROM member WHERE id = 'lin') AS lin, (SELECT teams FROM member WHERE id = 'admin') AS teams`,
            );
            expect(rows).toEqual([{ published: 1, lin: true, teams: [] }]);
          });
          const environment = { TROIKA_DATA: root };
          const troika = await openTroika({ databaseUrl: database.url, at: null, environment });
          const { clear } = stageOn(troika);
          try {
            // What was pressed was stored before anything else: the sweep finishes it, or the next press does.
            await troika.desk.sweep();
            await until(
              async () => (await live(troika)) === (await idOf(path.join(root, 'content'))),
              SWEPT_MS,
            );
            const { members } = await troika.store.people.directory();
            expect(members.get('lin')?.active).toBe(false);
            expect(members.get('admin')).toMatchObject({ teams: ['team'], roles: ['admin', 'lead'] });
            expect((await readdir(root)).filter((name) => /before|new/u.test(name))).toEqual([]);
          } finally {
            clear();
            await troika.stop();
          }
        } finally {
          await database.drop();
        }
      }),
    2 * TIMEOUT_MS,
  );

  test(
    '文件夹里是上一次别的答案：放在一边，不覆盖',
    () =>
      withData((root) =>
        withTroika(
          'setup-kept',
          async (troika) => {
            await troika.desk.house.folder.found?.([{ path: 'desk.yaml', text: 'company: 手写的\n' }]);
            const admin = await greeted(troika);
            await admin.fills('初始化', FORM);
            await admin.sees({ title: '青禾科技', text: `原来的文件夹没有动，放在 ${root}` });
            expect(await readFile(path.join(root, 'content.before-1', 'desk.yaml'), 'utf8')).toBe(
              'company: 手写的\n',
            );
          },
          { environment: { TROIKA_DATA: root } },
        ),
      ),
    TIMEOUT_MS,
  );
});

describe('troika doctor', () => {
  test(
    '说还缺什么，每样一行',
    () =>
      withData((root) =>
        withTroika(
          'doctor',
          async (troika) => {
            const environment = { DATABASE_URL: troika.databaseUrl, TROIKA_DATA: root };
            const before = (await troikaCommand(environment, 'doctor')).out;
            expect(before).toMatch(/^todo {2}administrator: nobody has logged in.*npm start/mu);
            expect(before).toMatch(/^todo {2}set-up: the sample company is live.*初始化/mu);
            const admin = await greeted(troika);
            await admin.fills('初始化', FORM);
            await admin.sees({ title: '开通了' });
            await admin.says('新成员');
            const after = await troikaCommand(environment, 'doctor');
            expect(after.code).toBe(0);
            expect(after.out).toMatch(/^ok {4}administrator: 管理员/mu);
            expect(after.out).toMatch(/^ok {4}set-up: 青禾科技/mu);
            expect(after.out).toMatch(/^todo {2}members: .*新成员/mu);
            expect(after.out).toMatch(/^ok {4}platforms: web/mu);
            expect(after.out).toMatch(/^ok {4}live content: .*the content folder/mu);
          },
          { environment: { TROIKA_DATA: root } },
        ),
      ),
    TIMEOUT_MS,
  );
});
