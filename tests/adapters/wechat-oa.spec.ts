/** The Official Account's adapter keeps the port's contract over the wire, with WeChat's limits. */
import { adapterContract } from '../contracts/adapter.contract.js';
import { outer, seal } from './wechat-oa/account.js';
import { type OaDesk, openOaDesk } from './wechat-oa/desk.js';

adapterContract('wechat-oa', async () => {
  const desk = await openOaDesk({ ackWithinMs: 1000 });
  return {
    ...{ adapter: desk.adapter, address: desk.address, received: desk.house.received },
    shown: async () => desk.shown().map((text) => text.split('\n')[0] ?? ''),
    says: async (msgId, text) => void (await desk.zhang.says(text, { msgId })),
    // Not heard by the house: the contract counts what it hears.
    lets: async () => desk.zhang.follower.windows.after('wrote', desk.emulator.clock.now()),
    delivers: (raw) => post(desk, raw),
    forges: (proof) => post(desk, '<xml></xml>', proof === 'wrong' ? '0'.repeat(40) : ''),
    stop: () => desk.stop(),
  };
});

async function post({ emulator, url }: OaDesk, plain: string, signature?: string): Promise<void> {
  const { appId, token, aesKey } = emulator.account;
  const keys = { WECHAT_OA_APP_ID: appId, WECHAT_OA_TOKEN: token, WECHAT_OA_AES_KEY: aesKey };
  const at = emulator.clock.now();
  const { query, encrypted } = seal(keys, plain, signature === undefined ? { at } : { at, signature });
  await fetch(`${url}/wechat/oa?${query}`, { method: 'POST', body: outer(encrypted) });
}
