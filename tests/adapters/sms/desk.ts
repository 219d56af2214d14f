/** The SMS adapter standing in a house, in front of an emulated Tencent. */
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { sms } from '../../../adapters/sms/index.js';
import type { Adapter, Delivery } from '../../../src/platform/adapter.js';
import type { Address } from '../../../src/platform/address.js';
import { SmsEmulator, type SmsOptions } from '../../emulators/sms/emulator.js';
import type { Hands } from '../../emulators/sms/hands.js';
import { smsVariables } from '../../support/sms-variables.js';
import { createHouse, type House } from '../house.js';
import { serveHouse } from '../house-server.js';

export const CALLBACK_KEY = 'aKeyForCallbacks0';

export interface SmsDesk {
  readonly emulator: SmsEmulator;
  readonly adapter: Adapter;
  readonly house: House;
  readonly url: string;
  readonly wang: Hands;
  readonly address: Address;
  /** Accounts, each with whether it went out or came back. */
  readonly optOuts: readonly (readonly [account: string, out: boolean])[];
  readonly warnings: readonly string[];
  /** A text of the template 1001 「工单{1}：{2}」. */
  delivery(key: string, values: Readonly<Record<string, string>>): Delivery;
  stop(): Promise<void>;
}

/** `pushed`: the console knows our addresses; else the adapter pulls. */
export async function openSmsDesk({
  pushed = true,
  env = {},
  ...options
}: SmsOptions & { readonly pushed?: boolean; readonly env?: Record<string, string> } = {}): Promise<SmsDesk> {
  const emulator = await SmsEmulator.start(options);
  emulator.addTemplate({ id: '1001', content: '工单{1}：{2}，回T退订' });
  const house = createHouse();
  const optOuts: (readonly [string, boolean])[] = [];
  const warnings: string[] = [];
  const warn = (_: object, message: string) => void warnings.push(message);
  const [adapter] = configureAdapters(
    [sms],
    {
      ...smsVariables(emulator),
      ...(pushed ? { SMS_CALLBACK_KEY: CALLBACK_KEY } : {}),
      PUBLIC_URL: 'https://desk.example',
      ...env,
    },
    null,
  );
  if (!adapter) throw new Error('expected the variables to turn SMS on');
  await adapter.start({
    ...house.context,
    log: { info: () => undefined, warn, error: warn },
    optOut: async (account, out) => void optOuts.push([account, out]),
  });
  const server = await serveHouse(house);
  if (pushed)
    emulator.pushesTo({
      receipts: `${server.url}/sms/receipts/${CALLBACK_KEY}`,
      replies: `${server.url}/sms/replies/${CALLBACK_KEY}`,
    });
  const wang = emulator.phone('13800138000');
  const address = adapter.directAddress(wang.number);
  return {
    ...{ emulator, adapter, house, wang, address, optOuts, warnings, url: server.url },
    delivery: (key, values) => ({
      ...{ key, address, template: { id: '1001', values } },
      card: { title: '工单', tone: 'neutral', blocks: [], buttons: [] },
    }),
    async stop() {
      await adapter.stop();
      await server.stop();
      await emulator.close();
    },
  };
}
