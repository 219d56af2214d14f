/** The adapter for customers in WeChat standing in a house, in front of an emulated WeCom. */
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { wechatKf } from '../../../adapters/wechat-kf/index.js';
import type { Adapter } from '../../../src/platform/adapter.js';
import type { Address } from '../../../src/platform/address.js';
import type { AdapterContext } from '../../../src/platform/context.js';
import { WecomEmulator } from '../../emulators/wecom/emulator.js';
import type { CustomerHands } from '../../emulators/wecom/kf/customer-hands.js';
import { until } from '../../scheduler/until.js';
import { kfVariables } from '../../support/wecom-house.js';
import { createHouse, type House } from '../house.js';
import { serveHouse } from '../house-server.js';

export interface KfDesk {
  readonly emulator: WecomEmulator;
  readonly adapter: Adapter;
  readonly house: House;
  readonly url: string;
  readonly zhang: CustomerHands;
  readonly address: Address;
  /** What the adapter logged as a warning or an error. */
  readonly warnings: readonly string[];
  /** First lines of what we said to a customer, oldest first; to Zhang without one. */
  titles(of?: CustomerHands): readonly string[];
  /** How often something was handed to the house, known to it or not. */
  handed(): number;
  /** Until so much was handed to the house. */
  hears(count: number): Promise<void>;
  /** Zhang says it, and the house has it. */
  says(text: string): Promise<void>;
  /** The doorbell rings, whether there is something or not. */
  rings(): Promise<unknown>;
  /** Where we stopped reading is kept as something else. */
  readsFrom(place: { readonly cursor: string; readonly since: number } | null): Promise<void>;
  /** Moves the desk's time and WeCom's. */
  later(ms: number): void;
  /** One more instance of the desk on the same house. */
  another(): Promise<Adapter>;
  stop(): Promise<void>;
}

const HEARD_MS = 10_000;

/** `around`: what stands between the adapter and the house. */
export async function openKfDesk(
  around: (context: AdapterContext) => AdapterContext = (context) => context,
): Promise<KfDesk> {
  const emulator = await WecomEmulator.start();
  const house = createHouse();
  house.clock.now = emulator.clock.now();
  const warnings: string[] = [];
  const say = (fields: object, message: string) => {
    warnings.push(
      `${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.message : value))}`,
    );
  };
  let handed = 0;
  const context = around({
    ...house.context,
    log: { info: () => undefined, warn: say, error: say },
    receive(inbound) {
      handed += 1;
      return house.context.receive(inbound);
    },
  });
  const open = async (): Promise<Adapter> => {
    const [adapter] = configureAdapters([wechatKf], kfVariables(emulator), null);
    if (!adapter) throw new Error('expected the variables to turn customer service on');
    await adapter.start(context);
    return adapter;
  };
  const adapters = [await open()];
  const [adapter] = adapters as [Adapter];
  const server = await serveHouse(house);
  const verified = await emulator.kf.listensAt(`${server.url}/wechat/kf`);
  if (!verified.acknowledged) throw new Error(`WeCom does not take our address: ${verified.why}`);
  const zhang = emulator.kf.addCustomer({ nickname: '张三' });
  const hears = (count: number) => until(() => handed >= count, HEARD_MS);
  return {
    ...{ emulator, adapter, house, zhang, warnings, hears },
    url: server.url,
    address: adapter.directAddress(zhang.customer.externalUserId),
    titles: (of = zhang) =>
      of.sees().flatMap(({ from, text }) => (from === 'account' ? [text.split('\n')[0] ?? ''] : [])),
    handed: () => handed,
    async says(text) {
      const before = handed;
      await zhang.says(text);
      await hears(before + 1);
    },
    rings: () => emulator.world.kf.doorbell.ring(emulator.kf.app.openKfId),
    async readsFrom(place) {
      const { state } = house.context;
      const key = `cursor/${emulator.kf.app.openKfId}`;
      await until(async () => {
        const kept = await state.get(key);
        return kept !== null && (await state.compareAndSet(key, kept.version, place));
      }, HEARD_MS);
    },
    later(ms) {
      emulator.clock.advance(ms);
      house.clock.now = emulator.clock.now();
    },
    async another() {
      const more = await open();
      adapters.push(more);
      return more;
    },
    async stop() {
      for (const each of adapters) await each.stop();
      await server.stop();
      await emulator.close();
    },
  };
}
