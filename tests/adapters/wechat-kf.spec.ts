/** The adapter for customers in WeChat keeps the port's contract over the wire, five messages at a time. */
import type { Adapter } from '../../src/platform/adapter.js';
import { adapterContract } from '../contracts/adapter.contract.js';
import { type KfDesk, openKfDesk } from './wechat-kf/desk.js';
import { outer, seal } from './wechat-kf/sealed.js';

adapterContract('wechat-kf', async () => {
  const desk = await openKfDesk();
  const { emulator, adapter, house, zhang } = desk;
  const said = new Set<string>();
  await desk.says('你好');
  house.received.length = 0;
  return {
    ...{ adapter: withinTheWindow(desk), address: desk.address, received: house.received },
    shown: async () => desk.titles(),
    async says(eventId, text) {
      if (!said.has(eventId)) {
        said.add(eventId);
        return desk.says(text);
      }
      // The same again: the place where we stopped reading is lost.
      const before = desk.handed();
      await desk.readsFrom({ cursor: '', since: 0 });
      await desk.rings();
      await desk.hears(before + 1);
    },
    delivers: (raw) => post(desk, raw),
    forges: (proof) => post(desk, '<xml></xml>', proof === 'wrong' ? '0'.repeat(40) : ''),
    stop: () => desk.stop(),
  };

  /** As the desk does, it sends what was allowed: then the customer says a word. */
  function withinTheWindow({ says }: KfDesk): Adapter {
    const chat = () =>
      emulator.world.kf.accounts.get(emulator.kf.app.openKfId)?.chats.get(zhang.customer.externalUserId);
    return {
      ...adapter,
      async send(delivery) {
        if (chat()?.left === 0) await says('嗯');
        return adapter.send(delivery);
      },
    };
  }
});

async function post({ emulator, url }: KfDesk, plain: string, signature?: string): Promise<void> {
  const at = emulator.clock.now();
  const { query, encrypted } = seal(emulator, plain, signature === undefined ? { at } : { at, signature });
  await fetch(`${url}/wechat/kf?${query}`, { method: 'POST', body: outer(encrypted) });
}
