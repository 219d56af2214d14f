/** The whole product in front of an emulated Feishu: a requester, the IT desk's two people and its group. */
import { setTimeout as after } from 'node:timers/promises';
import { addressOf } from '../../src/platform/address.js';
import { FeishuEmulator } from '../emulators/feishu/emulator.js';
import type { Hands } from '../emulators/feishu/human/hands.js';
import { contentFolder, type Edit } from './content.js';
import { freshDatabase } from './postgres.js';
import { openTroika, type TestTroika } from './troika.js';

export interface FeishuHouse {
  readonly emulator: FeishuEmulator;
  readonly troika: TestTroika;
  readonly zhang: Hands;
  readonly li: Hands;
  /** The IT desk's. */
  readonly group: string;
  /** Of a person's conversation with the bot, or of a group. */
  address(id: string): ReturnType<typeof addressOf>;
  /** Moves the desk's time and Feishu's, once Feishu can be heard. */
  later(ms: number): Promise<void>;
  /** Everything that is to be sent has been sent, however often it had to be tried. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export const TRANSPORTS = ['webhook', 'long connection'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** The variables that point the product at an emulator. */
export function feishuVariables({ app, url }: FeishuEmulator, transport: Transport): Record<string, string> {
  const { appId, appSecret, encryptKey, verificationToken } = app;
  return {
    ...{ FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret, FEISHU_DOMAIN: url },
    ...(transport === 'webhook'
      ? { FEISHU_ENCRYPT_KEY: encryptKey, FEISHU_VERIFICATION_TOKEN: verificationToken }
      : {}),
  };
}

/** `edits`: changes to the sample content besides its people and its group. */
export async function openFeishuHouse(
  transport: Transport,
  edits: readonly Edit[] = [],
): Promise<FeishuHouse> {
  const emulator = await FeishuEmulator.start();
  const address = (id: string) => addressOf('feishu', emulator.app.appId, id);
  const zhang = emulator.addPerson({ name: '张三', openId: 'ou_zhang' });
  const li = emulator.addPerson({ name: '李强', openId: 'ou_li' });
  emulator.addPerson({ name: '赵敏', openId: 'ou_zhao' });
  const group = emulator.addGroup({ name: 'IT 服务台', members: ['ou_li', 'ou_zhao'] });
  const content = await contentFolder([
    ...edits,
    { file: 'desk.yaml', from: 'chats: ["web:desk:it"]', to: `chats: ["${address(group)}"]` },
    ...['li', 'zhao'].map((id) => ({
      ...{ file: 'desk.yaml', from: `identities: { web: ${id} }` },
      to: `identities: { feishu: ou_${id} }`,
    })),
  ]);
  const database = await freshDatabase('feishu');
  const troika = await openTroika({
    databaseUrl: database.url,
    environment: { TROIKA_CONTENT: content.folder },
    env: feishuVariables(emulator, transport),
    at: null,
  });
  if (transport === 'webhook') await emulator.listensAt(`${troika.url}/feishu/events`);
  const heard = async () => {
    while (transport === 'long connection' && emulator.connections.count === 0) await after(20);
  };
  const later = async (ms: number) => {
    await heard();
    await troika.store.clock.advance(ms);
    emulator.clock.advance(ms);
  };
  await heard();
  return {
    ...{ emulator, troika, zhang, li, group, address },
    later,
    async quiet() {
      for (;;) {
        await troika.desk.idle();
        if ((await troika.store.outbox.health(troika.store.clock.now())).pending === 0) return;
        await later(1000);
      }
    },
    async close() {
      await troika.stop();
      await emulator.close();
      await database.drop();
      await content.remove();
    },
  };
}
