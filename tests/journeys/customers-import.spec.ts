/** A9 客户资料导入：`troika import customers` as an operator types it, on a real database. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase } from '../support/store.js';

const TIMEOUT_MS = 300_000;
const MANY = 20_000;

let database: FreshDatabase;
let folder: string;

function troika(...argv: string[]) {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TROIKA_DATA: folder,
    DATABASE_URL: database.url,
  };
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    // So little memory that a list held whole would not fit beside the program.
    const node = ['--max-old-space-size=96', '--import', 'tsx', 'src/cli.ts', ...argv];
    execFile('node', node, { env, timeout: TIMEOUT_MS }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

async function list(name: string, ...lines: string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

const count = (sql: string) =>
  inDatabase(database.url, async (client) => {
    const { rows } = await client.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${sql}`);
    return rows[0]?.n;
  });

beforeAll(async () => {
  database = await freshDatabase('import');
  folder = await mkdtemp(path.join(os.tmpdir(), 'troika-import-'));
}, TIMEOUT_MS);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('A9 客户名单从文件来', () => {
  test(
    '先要有发布的内容；表头认不出，什么也不写；好的行进来，坏的行写明原因，改好再导入；同一份再导入没有变化',
    async () => {
      const file = await list(
        'customers.csv',
        '编号,名称,等级,阶段,执照到期,联系人,手机,web 账号',
        'C-1,杭州青禾科技有限公司,重点客户,服务中,2027/1/31,韩梅梅,13800138000,han',
        'C-2,上海蓝天贸易有限公司,黄金,意向,2026-12-31,,,',
        'C-3,北京启明咨询有限公司,,注册中,46387,,,',
        'C-1,又一家,,,,,,',
      );
      const unpublished = await troika('import', 'customers', file);
      expect([unpublished.code, unpublished.err]).toEqual([1, expect.stringContaining('`troika publish`')]);
      expect((await troika('publish', 'prompts')).code).toBe(0);

      const wrong = await list('wrong.csv', '编号,名称,执照到斯', 'C-9,某公司,2026-12-31');
      const refused = await troika('import', 'customers', wrong);
      expect(refused.code).toBe(1);
      expect(refused.err).toContain(
        `${wrong}:1 column 3: expected a known column, got "执照到斯"; did you mean "执照到期"?`,
      );
      expect(await count('customer')).toBe(0);

      const tried = await troika('import', 'customers', file, '--dry-run');
      expect(tried.out).toContain('2 new, 0 changed, 0 unchanged, 2 rejected (dry run: nothing was written)');
      expect(await count('customer')).toBe(0);

      const first = await troika('import', 'customers', file);
      expect([first.code, first.err]).toEqual([1, '']);
      expect(first.out).toContain('customers.csv: 2 new, 0 changed, 0 unchanged, 2 rejected\n');
      expect(first.out).toContain('customers.rejects.csv holds the rejected lines');
      const rejects = (await readFile(path.join(folder, 'customers.rejects.csv'), 'utf8')).split('\r\n');
      expect(rejects).toEqual([
        '\ufeff编号,名称,等级,阶段,执照到期,联系人,手机,web 账号,原因',
        'C-2,上海蓝天贸易有限公司,黄金,意向,2026-12-31,,,,第 3 行：等级请从这些里选：重点客户、普通客户、试用客户。收到「黄金」。',
        'C-1,又一家,,,,,,,第 5 行：编号 C-1 在第 2 行已经出现过。',
        '',
      ]);

      const again = await troika('import', 'customers', file);
      expect(again.out).toContain('nothing changed; 0 new, 0 changed, 2 unchanged, 2 rejected');

      const mended = await list(
        'mended.csv',
        rejects[0] ?? '',
        (rejects[1] ?? '').replace('黄金', '普通客户'),
      );
      const second = await troika('import', 'customers', mended);
      expect([second.code, second.out]).toEqual([
        0,
        `${mended}: 1 new, 0 changed, 0 unchanged, 0 rejected\n`,
      ]);
      expect(await count(`customer WHERE dates->>'licence_expiry' = '2026-12-31'`)).toBe(2);
      expect(
        await count(`requester r JOIN identity i ON i.requester_id = r.id
        WHERE r.customer_id = 'C-1' AND r.phone = '13800138000' AND i.account = 'han'`),
      ).toBe(1);
    },
    TIMEOUT_MS,
  );

  test(
    `${MANY} lines come in through little memory, and a quote that is never closed is said by its line`,
    async () => {
      const lines = Array.from(
        { length: MANY },
        (_, n) => `M-${n},客户 ${n} 有限公司,${n % 100 === 0 ? '金' : 'vip'}`,
      );
      const file = await list(
        'many.csv',
        'id,name,tier',
        ...lines,
        'M-X,"没有关上的引号,vip',
        'M-Y,后面的,vip',
      );
      const { code, out, err } = await troika('import', 'customers', file);
      expect([code, err]).toEqual([1, '']);
      expect(out).toContain(`${MANY * 0.99} new, 0 changed, 0 unchanged, ${MANY * 0.01} rejected`);
      expect(out).toContain(`many.csv:${MANY + 2} expected a closing quote, got none`);
      expect(await count(`customer WHERE id LIKE 'M-%'`)).toBe(MANY * 0.99);
    },
    TIMEOUT_MS,
  );
});
