/** Instances of the desk at one emulated bot: what they hear in a group of 王芳 and 李强, and what they say there. */
import { createBotClient } from '../../../adapters/wecom/bot/client.js';
import { createBotHearing } from '../../../adapters/wecom/bot/hear.js';
import { type Line, openLine } from '../../../adapters/wecom/bot/line.js';
import { checkBot } from '../../../adapters/wecom/bot/standing.js';
import { createChats } from '../../../adapters/wecom/chats.js';
import { placesOf } from '../../../adapters/wecom/places.js';
import type { Card } from '../../../src/platform/card.js';
import { WecomEmulator, type WecomOptions } from '../../emulators/wecom/emulator.js';
import { until } from '../../scheduler/until.js';
import { createHouse, type House } from '../house.js';

const PAUSES = { firstMs: 20, most: { dropped: 100, kicked: 100, refused: 100 } };

export async function openBotDesk(options: WecomOptions & { readonly secret?: string } = {}) {
  const emulator = await WecomEmulator.start(options);
  const wang = emulator.addPerson({ name: '王芳', userId: 'WangFang' });
  emulator.addPerson({ name: '李强', userId: 'li' });
  const group = emulator.addGroup({ name: '受理组', members: ['WangFang', 'li'], withBot: true }).id;
  const places = placesOf(emulator.app.corpId);
  const house = createHouse();
  house.clock.now = emulator.clock.now();
  const logged: { readonly fields: object; readonly message: string }[] = [];
  const note = (fields: object, message: string) => void logged.push({ fields, message });
  const context = { ...house.context, log: { info: note, warn: note, error: note } };
  const config = {
    ...{ id: emulator.app.botId, url: emulator.botUrl },
    secret: options.secret ?? emulator.app.botSecret,
  };
  const profiles = { of: async () => ({}) };
  const lines: Line[] = [];
  function instance() {
    const hear = createBotHearing({ context, places, profiles });
    const chats = createChats(context.state);
    const line = openLine({ config, context, chats, hear, pauses: PAUSES });
    lines.push(line);
    return createBotClient({ line, chats, clock: context.clock, zone: 'Asia/Shanghai' });
  }
  const client = instance();
  const desk = {
    ...{ emulator, house, wang, group, client, instance, logged, lines },
    address: places.bot(group),
    state: context.state,
    /** It hears, and we know it. */
    connected: () =>
      until(async () => emulator.bot.listens && (await checkBot(context.state)).todo === null, 5_000),
    /** What stands in the group, in 王芳's eyes. */
    stands: () => wang.sees(group).filter(({ from }) => from === 'bot'),
    delivery: (key: string, card: Card) => ({ key, address: places.bot(group), card, live: true as const }),
    said: (message: RegExp) => logged.filter((line) => message.test(line.message)),
    async hears(count: number) {
      await until(async () => house.received.length >= count, 5_000);
      return house.received.at(-1) as House['received'][number];
    },
    async stop() {
      for (const line of lines) await line.stop();
      await emulator.close();
    },
  };
  if (options.secret === undefined) await desk.connected();
  return desk;
}

export type BotDesk = Awaited<ReturnType<typeof openBotDesk>>;
