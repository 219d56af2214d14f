/** The WeCom adapter keeps the port's contract over the wire. */
import { adapterContract } from '../contracts/adapter.contract.js';
import { outer, seal } from './wecom/app.js';
import { openWecomDesk, type WecomDesk } from './wecom/desk.js';

adapterContract('wecom', async () => {
  const desk = await openWecomDesk({ ackWithinMs: 1000 });
  return {
    ...{ adapter: desk.adapter, address: desk.address, received: desk.house.received },
    shown: async () => desk.titles(),
    says: async (msgId, text) => void (await desk.wang.says(text, { msgId })),
    delivers: (raw) => post(desk, raw),
    forges: (proof) => post(desk, '<xml></xml>', proof === 'wrong' ? '0'.repeat(40) : ''),
    stop: () => desk.stop(),
  };
});

async function post({ emulator, url }: WecomDesk, plain: string, signature?: string): Promise<void> {
  const { corpId, token, aesKey } = emulator.app;
  const keys = { WECOM_CORP_ID: corpId, WECOM_TOKEN: token, WECOM_AES_KEY: aesKey };
  const at = emulator.clock.now();
  const { query, encrypted } = seal(keys, plain, signature === undefined ? { at } : { at, signature });
  await fetch(`${url}/wecom/callback?${query}`, { method: 'POST', body: outer(encrypted) });
}
