/** The desk of the sample company at an emulated WeCom, and time that passes at both. */
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import { contentFolder, type Edit } from './content.js';
import { freshDatabase } from './postgres.js';
import { openTroika, START, type TestTroika } from './troika.js';
import { wecomVariables } from './wecom-house.js';
import { companyAtWecom } from './wecom-scenery.js';

/** Everybody has the account at WeCom that the sample gives them on the page. */
const IDENTITIES = {
  file: 'desk.yaml',
  from: /identities: \{ web: (\w+) \}/gu,
  to: 'identities: { wecom: $1 }',
};

export interface WecomDesk {
  readonly emulator: WecomEmulator;
  readonly troika: TestTroika;
  /** What the desk was told. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** `set`: what a story has at WeCom besides, and what the desk is told of it. */
export async function deskAtWecom(
  name: string,
  set: (emulator: WecomEmulator) => {
    readonly environment: Readonly<Record<string, string>>;
    readonly edits?: readonly Edit[];
  },
): Promise<WecomDesk> {
  const emulator = await companyAtWecom(Date.parse(`${START}+08:00`));
  const { environment: more, edits = [] } = set(emulator);
  const content = await contentFolder([IDENTITIES, ...edits]);
  const database = await freshDatabase(name);
  const environment = { ...wecomVariables(emulator), ...more, TROIKA_CONTENT: content.folder };
  const troika = await openTroika({ databaseUrl: database.url, environment });
  return {
    emulator,
    troika,
    environment,
    async close() {
      await troika.stop();
      await database.drop();
      await content.remove();
      await emulator.close();
    },
  };
}

export async function later(
  ms: number,
  { emulator, troika }: Pick<WecomDesk, 'emulator' | 'troika'>,
): Promise<void> {
  await troika.store.clock.advance(ms);
  emulator.clock.advance(ms);
}

/**
 * Everything that is to be sent has been sent, however often it had to be tried and however long it waited for its
 * turn; `ready` is waited for before each look.
 */
export async function quiet(
  desk: Pick<WecomDesk, 'emulator' | 'troika'>,
  ready: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const { troika } = desk;
  for (;;) {
    await ready();
    await troika.desk.idle();
    if ((await troika.store.outbox.health(troika.store.clock.now())).pending === 0) return;
    await later(5_000, desk);
  }
}
