/** The long connection: lost it comes back by itself, refused it is said aloud and asked for again. */
import { afterEach, expect, test } from '@jest/globals';
import { feishu } from '../../../adapters/feishu/index.js';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import type { Adapter } from '../../../src/platform/adapter.js';
import { FeishuEmulator } from '../../emulators/feishu/emulator.js';
import { feishuVariables } from '../../support/feishu-house.js';
import { createHouse, type House } from '../house.js';

let emulator: FeishuEmulator;
let adapter: Adapter;
let house: House;
const said: string[] = [];
afterEach(async () => {
  await adapter.stop();
  await emulator.close();
});

/** Starts the adapter; `hears` resolves with the next line of the log that matches. */
async function start(env: Record<string, string> = {}) {
  emulator = await FeishuEmulator.start();
  house = createHouse();
  said.splice(0);
  const waiting = new Set<() => void>();
  const say = (_fields: object, line: string) => {
    said.push(line);
    for (const wake of waiting) wake();
  };
  const [made] = configureAdapters(
    [feishu],
    { ...feishuVariables(emulator, 'long connection'), ...env },
    null,
  );
  adapter = made as Adapter;
  await adapter.start({ ...house.context, log: { info: say, warn: say, error: say } });
  return (wanted: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!said.some((line) => wanted.test(line))) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
}

test('a lost connection is opened again, and what was said is heard', async () => {
  const logs = await start();
  await logs(/connection is open$/u);
  emulator.connections.drop();
  await logs(/is open again$/u);
  const wang = emulator.addPerson({ name: '王芳' });
  expect(await wang.says(wang.direct, '在吗')).toMatchObject([{ acknowledged: true }]);
  expect(house.received).toMatchObject([{ content: { text: '在吗' } }]);
  expect(said.filter((line) => line.includes('is lost'))).toHaveLength(1);
});

test('a refused connection does not keep the desk from starting, and says what to do', async () => {
  const logs = await start({ FEISHU_APP_SECRET: 'not the secret of it' });
  await logs(/refused: nothing is heard.*troika doctor/u);
  expect(emulator.connections.count).toBe(0);
});
