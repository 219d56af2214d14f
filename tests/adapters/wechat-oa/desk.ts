/** The Official Account's adapter standing in a house, in front of an emulated WeChat. */
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { wechatOa } from '../../../adapters/wechat-oa/index.js';
import type { Adapter } from '../../../src/platform/adapter.js';
import type { Address } from '../../../src/platform/address.js';
import { WechatOaEmulator, type WechatOaOptions } from '../../emulators/wechat-oa/emulator.js';
import type { Hands } from '../../emulators/wechat-oa/human/hands.js';
import { wechatOaVariables } from '../../support/wechat-oa-house.js';
import { createHouse, type House } from '../house.js';
import { serveHouse } from '../house-server.js';

export interface OaDesk {
  readonly emulator: WechatOaEmulator;
  readonly adapter: Adapter;
  readonly house: House;
  readonly url: string;
  /** A customer who follows the account. */
  readonly zhang: Hands;
  /** Their conversation with it. */
  readonly address: Address;
  /** Where they are told by templates. */
  readonly notices: Address;
  /** Texts of ours on their screen, oldest first. */
  shown(): readonly string[];
  /** Moves the desk's time and WeChat's. */
  later(ms: number): void;
  stop(): Promise<void>;
}

/** Chosen in the console: one that needs a consent, and one that any follower gets. */
export const NOTICE = 'noticeTemplate0123456789';
export const MESSAGE = 'messageTemplate0123456789';

export async function openOaDesk(options: WechatOaOptions = {}): Promise<OaDesk> {
  const emulator = await WechatOaEmulator.start(options);
  const fields = ['thing1', 'phrase2'];
  emulator.addTemplate({ id: NOTICE, title: '办理进度', kind: 'notice', fields });
  emulator.addTemplate({ id: MESSAGE, title: '办理进度', kind: 'message', fields });
  const house = createHouse();
  house.clock.now = emulator.clock.now();
  const variables = { ...wechatOaVariables(emulator), WECHAT_OA_TEMPLATE_MESSAGES: MESSAGE };
  const [adapter] = configureAdapters([wechatOa], variables, null);
  if (!adapter) throw new Error('expected the variables to turn the Official Account on');
  await adapter.start(house.context);
  const server = await serveHouse(house);
  const verified = await emulator.listensAt(`${server.url}/wechat/oa`);
  if (!verified.acknowledged) throw new Error(`WeChat does not take our address: ${verified.why}`);
  const zhang = emulator.addPerson({ name: '张老板' });
  const { openId } = zhang.follower;
  return {
    ...{ emulator, adapter, house, zhang, url: server.url },
    address: adapter.directAddress(openId),
    notices: adapter.waysTo?.(openId)[0] as Address,
    shown: () => zhang.sees().flatMap(({ from, text }) => (from === 'account' ? [text] : [])),
    later(ms) {
      emulator.clock.advance(ms);
      house.clock.now = emulator.clock.now();
    },
    async stop() {
      await adapter.stop();
      await server.stop();
      await emulator.close();
    },
  };
}
