/** The desk as main wires it, on a database of the bench's: real store, real content, no platform unless one is given. */
import { NO_SYSTEMS } from '../../../src/desk/ask-system.js';
import type { House } from '../../../src/desk/house.js';
import { createLibrary } from '../../../src/desk/library.js';
import type { Alarm, Log } from '../../../src/desk/ports/outside.js';
import { publish } from '../../../src/desk/publish.js';
import { createStaff } from '../../../src/desk/staff.js';
import type { Adapter } from '../../../src/platform/adapter.js';
import { createStore } from '../../../src/store/store.js';
import { expectEqual } from './bar.js';
import { benchContent } from './content.js';
import { benchAdapter } from './platform.js';

export interface BenchHouse extends House {
  /** Throws when the desk complained of anything: a figure taken on a fallback path is not the one we promise. */
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly url: string;
  readonly adapter?: Adapter;
  readonly alarm?: Alarm;
}

const TZ = 'Asia/Shanghai';

export async function openHouse({ url, adapter = benchAdapter(), alarm }: HouseOptions): Promise<BenchHouse> {
  const complaints: string[] = [];
  const complain = (fields: object, message: string) => {
    const { err } = fields as { err?: unknown };
    complaints.push(`${message}${err === undefined ? '' : `: ${String(err)}`}`);
  };
  const log: Log = { debug() {}, info() {}, warn: complain, error: complain };
  const store = await createStore({ url, log });
  const adapters = new Map([[adapter.platform, adapter]]);
  const published = await publish({ store, adapters, tz: TZ, locale: 'zh-CN' }, benchContent(), 'system');
  if (published.kind === 'problems')
    throw new Error(`the bench's content: ${JSON.stringify(published.problems[0])}`);
  return {
    store,
    adapters,
    folder: { read: async () => benchContent(), shipped: async () => benchContent(), found: null },
    platforms: [],
    library: createLibrary({ ...store, tz: TZ }),
    staff: createStaff(store.people, store.bus, store.clock),
    alarm: alarm ?? { set: async () => {} },
    log,
    metrics: { handled() {}, timerFired() {}, delivered() {} },
    instance: 'bench',
    patience: 0.6,
    recallMs: 10_000,
    systems: NO_SYSTEMS,
    tz: TZ,
    locale: 'zh-CN',
    publicUrl: () => 'http://desk.example',
    onSaved() {},
    async close() {
      await store.close();
      expectEqual('complaints of the desk', [], complaints.slice(0, 3));
    },
  };
}
