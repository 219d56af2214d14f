/** A sender that died after sending, before noting it: the next one must not take the old message for the newest state. */
import { expect } from '@jest/globals';
import pg from 'pg';
import { journey } from '../support/journey.js';

const HERE = 'web:desk:zhang';

journey(
  'a live card that was sent by a process that died shows the newest state all the same',
  async ({ troika, person, pays, settled }) => {
    const zhang = await person('zhang', '张三');
    await zhang.says('我要注册公司');
    await zhang.sees({ title: '（1/2）' });
    await zhang.says('甲公司');
    await zhang.sees({ title: '（2/2）' });
    await zhang.says('13800138000');
    await zhang.sees({ title: '甲公司', state: '待付款' });
    await settled();

    const client = new pg.Client(troika.databaseUrl);
    await client.connect();
    // As the dead process left it: the card is in the conversation, and nobody knows.
    const left = await client.query(
      `UPDATE outbox SET status = 'pending', ref = NULL, settled_at = NULL
       WHERE address = $1 AND body->>'kind' = 'ticket'`,
      [HERE],
    );
    expect(left.rowCount).toBe(1);
    await client.query('DELETE FROM card_post WHERE address = $1', [HERE]);
    const lease = (until: string) =>
      client.query(
        `UPDATE lane SET lease_by = 'dead', lease_until = m.at, next_at = m.at,
           in_doubt = ARRAY(SELECT id FROM outbox WHERE address = $1 AND status = 'pending')
         FROM (SELECT $2::timestamptz AS at) m WHERE address = $1`,
        [HERE, until],
      );
    const now = troika.store.clock.now();
    await lease(new Date(now + 3_600_000).toISOString());
    expect(await pays(1)).toBe(200);
    await lease(new Date(now).toISOString());
    await client.end();
    await troika.desk.sweep();

    await zhang.sees({ title: '甲公司', state: '待提交资料' });
    expect(zhang.count({ title: '甲公司', state: '待付款' })).toBe(0);
  },
);
