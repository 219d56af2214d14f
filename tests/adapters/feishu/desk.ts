/** The Feishu adapter standing in a house, in front of an emulated Feishu: its events come by webhook or over the long connection. */

import { feishu } from '../../../adapters/feishu/index.js';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import type { Adapter } from '../../../src/platform/adapter.js';
import type { Address } from '../../../src/platform/address.js';
import { FeishuEmulator, type FeishuOptions } from '../../emulators/feishu/emulator.js';
import type { Hands } from '../../emulators/feishu/human/hands.js';
import { feishuVariables, type Transport } from '../../support/feishu-house.js';
import { createHouse, type House } from '../house.js';
import { type HouseServer, serveHouse } from '../house-server.js';

export interface FeishuDesk {
  readonly emulator: FeishuEmulator;
  readonly adapter: Adapter;
  readonly house: House;
  readonly url: string;
  readonly wang: Hands;
  /** The conversation of Wang with the bot. */
  readonly address: Address;
  /** What the adapter logged as a warning or an error. */
  readonly warnings: readonly string[];
  /** Titles of the cards that stand in a chat, oldest first; Wang's own without one. */
  titles(chatId?: string): readonly string[];
  /** How often the desk was told that the address book changed. */
  directoryMoves(): number;
  stop(): Promise<void>;
}

export async function openFeishuDesk(transport: Transport, options: FeishuOptions = {}): Promise<FeishuDesk> {
  const emulator = await FeishuEmulator.start(options);
  const house = createHouse();
  const warnings: string[] = [];
  let isOpen: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    isOpen = resolve;
  });
  const say = (fields: object, message: string) => {
    warnings.push(
      `${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.message : value))}`,
    );
  };
  const log = {
    info: (_fields: object, message: string) => {
      if (message.includes('is open')) isOpen();
    },
    warn: say,
    error: say,
  };
  let moves = 0;
  const [adapter] = configureAdapters([feishu], feishuVariables(emulator, transport), null);
  if (!adapter) throw new Error('expected the variables to turn Feishu on');
  await adapter.start({
    ...house.context,
    log,
    directoryMoved: () => {
      moves += 1;
    },
  });
  const server: HouseServer = await serveHouse(house);
  if (transport === 'webhook') await emulator.listensAt(`${server.url}/feishu/events`);
  else await opened;
  const wang = emulator.addPerson({ name: '王芳', openId: 'ou_wang', mobile: '+8613800000001' });
  return {
    ...{ emulator, adapter, house, wang, warnings },
    url: server.url,
    address: adapter.directAddress(wang.person.openId),
    titles: (chatId = wang.direct) =>
      wang.sees(chatId).flatMap(({ card }) => {
        const header = card?.header as { title: { content: string } } | undefined;
        return header ? [header.title.content] : [];
      }),
    directoryMoves: () => moves,
    async stop() {
      await adapter.stop();
      await server.stop();
      await emulator.close();
    },
  };
}
