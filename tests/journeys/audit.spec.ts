/** The record can be taken away, and proves by itself that nothing of it was changed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect } from '@jest/globals';
import { troikaCommand } from '../support/command-line.js';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';
import { inDatabase } from '../support/store.js';

describe('审计', () => {
  journey(
    'F8: 导出的记录离开数据库也能核对，改一个字、少一张工单都说得出是哪里',
    async ({ person, pays, troika }) => {
      const zhang = await person('zhang', '张三');
      const first = await orders(zhang, '甲公司');
      await pays(first);
      await troika.desk.sweep();
      await orders(zhang, '乙公司');
      const folder = await mkdtemp(path.join(tmpdir(), 'troika-audit-'));
      const file = path.join(folder, 'audit.jsonl');
      try {
        const exported = await troikaCommand({ DATABASE_URL: troika.databaseUrl }, 'audit', 'export');
        expect(exported).toMatchObject({ code: 0, err: '' });
        expect(exported.out).not.toMatch(/13800138000|甲公司/u);
        await writeFile(file, exported.out);
        const whole = await troikaCommand({}, 'audit', 'verify', file);
        expect(whole).toMatchObject({ code: 0, out: expect.stringContaining('2 tickets') });
        expect(whole.out).toContain('nothing is missing, nothing was changed');

        // The same by one command where the record lies, and what it names when somebody was at it.
        const here = () => troikaCommand({ DATABASE_URL: troika.databaseUrl }, 'audit', 'verify');
        expect(await here()).toMatchObject({
          code: 0,
          out: expect.stringContaining('the record: 2 tickets'),
        });
        const forge = (by: string) =>
          inDatabase(troika.databaseUrl, (client) =>
            client.query('UPDATE ticket_event SET by = $2 WHERE ticket_id = $1 AND seq = 0', [first, by]),
          );
        const { by } = await troika.store.prisma.ticketEvent.findFirstOrThrow({
          where: { ticketId: first, seq: 0 },
        });
        await forge('member:lin');
        expect(await here()).toMatchObject({
          code: 1,
          out: expect.stringContaining(`WRONG ticket #${first}, event 0`),
        });
        await forge(by);
        expect(await here()).toMatchObject({ code: 0 });

        await writeFile(file, exported.out.replace('requester:', 'member:'));
        const changed = await troikaCommand({}, 'audit', 'verify', file);
        expect(changed).toMatchObject({
          code: 1,
          out: expect.stringContaining(`WRONG ticket #${first}, event 0`),
        });
        const lines = (await readFile(file, 'utf8')).split('\n');
        await writeFile(file, lines.slice(0, 3).join('\n'));
        expect((await troikaCommand({}, 'audit', 'verify', file)).out).toContain('the tail is cut');
        await writeFile(file, 'hello');
        expect(await troikaCommand({}, 'audit', 'verify', file)).toMatchObject({
          code: 1,
          err: expect.stringMatching(/expected an audit export of format 1 .*got hello; make one/u),
        });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
});
