/** What several conclude at the same time goes out once, and nobody stumbles over the others. */
import { expect, test } from '@jest/globals';
import { saveOnce } from '../../src/desk/save-once.js';
import { addressOf } from '../../src/platform/address.js';
import { openDesk, platform } from '../support/desk.js';

const CONCLUSIONS = 6;
const ROUNDS = 10;

test('whoever comes to the same conclusion at once says it together, and what is only theirs as well', async () => {
  const { desk, store, close } = await openDesk([platform('web')]);
  try {
    const item = (key: string) => ({
      ...{ key, address: addressOf('web', 'desk', 'chen'), locale: 'zh-CN' as const, ticketId: null },
      body: {
        kind: 'card' as const,
        card: { title: key, tone: 'info' as const, blocks: [], buttons: [] },
      },
    });
    for (let round = 0; round < ROUNDS; round += 1) {
      const keys = Array.from({ length: CONCLUSIONS }, (_, n) => `${round} own ${n}`);
      const shared = `${round} all`;
      await Promise.all(keys.map((own) => saveOnce(desk.house, [item(shared), item(own)])));
      expect(await store.outbox.known([shared, ...keys])).toEqual(new Set([shared, ...keys]));
    }
  } finally {
    await close();
  }
});
