/** The WeCom adapter standing in a house, in front of an emulated WeCom. */
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { wecom } from '../../../adapters/wecom/index.js';
import type { Adapter } from '../../../src/platform/adapter.js';
import type { Address } from '../../../src/platform/address.js';
import { WecomEmulator, type WecomOptions } from '../../emulators/wecom/emulator.js';
import type { Hands } from '../../emulators/wecom/human/hands.js';
import { until } from '../../scheduler/until.js';
import { botVariables, wecomVariables } from '../../support/wecom-house.js';
import { createHouse, type House } from '../house.js';
import { serveHouse } from '../house-server.js';

export interface WecomDesk {
  readonly emulator: WecomEmulator;
  readonly adapter: Adapter;
  readonly house: House;
  readonly url: string;
  readonly wang: Hands;
  /** The conversation of Wang with the app. */
  readonly address: Address;
  /** What the adapter logged as a warning or an error. */
  readonly warnings: readonly string[];
  /** Titles of what stands in a person's conversation, oldest first; Wang's without one. */
  titles(of?: Hands): readonly string[];
  directoryMoves(): number;
  /** How often something was handed to the house, known to it or not. */
  handed(): number;
  /** Moves the desk's time and WeCom's. */
  later(ms: number): void;
  stop(): Promise<void>;
}

const CONNECTED_MS = 10_000;

/** `withBot`: the AI bot stands beside the app, and is connected. */
export async function openWecomDesk({
  withBot = false,
  ...options
}: WecomOptions & { readonly withBot?: boolean } = {}): Promise<WecomDesk> {
  const emulator = await WecomEmulator.start(options);
  const house = createHouse();
  house.clock.now = emulator.clock.now();
  const warnings: string[] = [];
  const say = (fields: object, message: string) => {
    warnings.push(
      `${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.message : value))}`,
    );
  };
  let moves = 0;
  let handed = 0;
  const [adapter] = configureAdapters(
    [wecom],
    {
      ...{ ...wecomVariables(emulator), TZ_DESK: 'Asia/Shanghai' },
      ...(withBot ? botVariables(emulator) : {}),
    },
    null,
  );
  if (!adapter) throw new Error('expected the variables to turn WeCom on');
  await adapter.start({
    ...house.context,
    log: { info: () => undefined, warn: say, error: say },
    receive(inbound) {
      handed += 1;
      return house.context.receive(inbound);
    },
    directoryMoved: () => {
      moves += 1;
    },
  });
  const server = await serveHouse(house);
  const verified = await emulator.listensAt(`${server.url}/wecom/callback`);
  if (!verified.acknowledged) throw new Error(`WeCom does not take our address: ${verified.why}`);
  if (withBot) await until(() => emulator.bot.listens, CONNECTED_MS);
  const wang = emulator.addPerson({ name: '王芳', userId: 'WangFang' });
  return {
    ...{ emulator, adapter, house, wang, warnings },
    url: server.url,
    address: adapter.directAddress(wang.person.userId),
    titles: (of = wang) =>
      of.sees().flatMap(({ from, type, text }) => (from === 'app' ? [titleIn(type, text)] : [])),
    directoryMoves: () => moves,
    handed: () => handed,
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

/** How long a card holds stands above its title. */
function titleIn(type: string, text: string): string {
  const [first = '', second = ''] = text.split('\n');
  const head =
    type === 'template_card' && /^(有效至|截至|Valid to|As of|已过期)/u.test(first) ? second : first;
  return head.replaceAll(/[\u200B-\u200D\u2060]/gu, '');
}
