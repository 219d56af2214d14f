/** What dead processes leave behind must not keep the next sweep from its work. */
import { test } from '@jest/globals';
import pg from 'pg';
import { startScheduler } from '../../src/scheduler/agenda.js';
import { until } from '../scheduler/until.js';
import { enter } from '../support/page-person.js';
import { freshDatabase } from '../support/postgres.js';
import { withTroika } from '../support/troika.js';

const SOON_MS = 3_000;
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

test('a process that died having just taken the due sweep does not keep the next one from sweeping as it starts', async () => {
  const database = await freshDatabase('crash_sweep');
  const admin = new pg.Client(database.url);
  await admin.connect();
  let sweeps = 0;
  const start = () =>
    startScheduler({
      url: database.url,
      name: 'crash',
      clock: { now: () => Date.now(), offset: () => 0 },
      onAlarm: async () => undefined,
      onSweep: async () => {
        sweeps += 1;
      },
      log: SILENT,
    });
  const dead = await start();
  await dead.close(SOON_MS);
  await admin.query(
    `UPDATE agenda_jobs SET locked_at = now(), next_run_at = now() - interval '0.1 s' WHERE name = 'sweep'`,
  );
  sweeps = 0;
  const next = await start();
  try {
    await until(() => sweeps > 0, SOON_MS);
  } finally {
    await next.close(SOON_MS);
    await admin.end();
    await database.drop();
  }
}, 30_000);

test('due timers do not wait until everything that came in before the crash is worked off', async () => {
  await withTroika('crash_ring', async (troika) => {
    const zhang = await enter(troika.url, troika.demoUrl ?? '', 'zhang', '张三');
    await zhang.says('我要注册公司');
    await zhang.sees({ title: '（1/2）' });
    await zhang.says('甲公司');
    await zhang.sees({ title: '（2/2）' });
    await zhang.says('13800138000');
    await zhang.sees({ title: '甲公司', state: '待付款' });
    const admin = new pg.Client(troika.databaseUrl);
    await admin.connect();
    // A hook that cannot be settled as long as somebody holds its row, and a reminder that is due.
    const hook = { source: 'payment', id: 'left', type: 'paid', ticketId: 99, orderRef: null, data: {} };
    await admin.query(
      `INSERT INTO inbox (platform, event_id, kind, body, received_at) VALUES ('hook:payment', 'left', 'hook', $1, $2)`,
      [JSON.stringify(hook), new Date(troika.store.clock.now() - 60_000)],
    );
    await admin.query('BEGIN');
    await admin.query(`SELECT FROM inbox WHERE event_id = 'left' FOR UPDATE`);
    const other = new pg.Client(troika.databaseUrl);
    await other.connect();
    await other.query(`UPDATE timer SET due_at = $1 WHERE rule = 'sop:unpaid'`, [
      new Date(troika.store.clock.now()),
    ]);
    const sweeping = troika.desk.sweep();
    try {
      await zhang.sees({ text: '还没有付款' });
    } finally {
      await admin.query('ROLLBACK');
      await sweeping;
      await admin.end();
      await other.end();
      zhang.leaves();
    }
  });
}, 30_000);
