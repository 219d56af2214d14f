/** A desk at WeCom that may be killed at any moment, and comes back where it was: WeCom knows one address for ever. */
import { WecomEmulator } from '../emulators/wecom/emulator.js';
import { until } from '../scheduler/until.js';
import { freePort } from './free-port.js';
import { type KillableDesk, killableDesk } from './killed-desk.js';
import { kfVariables, wecomVariables } from './wecom-house.js';

export const PATIENCE_MS = 60_000;

export interface Door {
  readonly path: string;
  variables(emulator: WecomEmulator): Readonly<Record<string, string>>;
  /** WeCom verifies the address whenever somebody saves it. */
  saved(emulator: WecomEmulator, address: string): Promise<{ readonly acknowledged: boolean }>;
}

export const APP_DOOR: Door = {
  path: '/wecom/callback',
  variables: wecomVariables,
  saved: (emulator, address) => emulator.listensAt(address),
};
export const KF_DOOR: Door = {
  path: '/wechat/kf',
  variables: kfVariables,
  saved: ({ kf }, address) => kf.listensAt(address),
};

export interface KillableAtWecom {
  readonly emulator: WecomEmulator;
  readonly desk: KillableDesk;
  starts(): Promise<void>;
  close(): Promise<void>;
}

/** `at`: local time of the desk and of WeCom; absent: both live now. */
export async function killableAtWecom(
  label: string,
  { path, variables, saved }: Door,
  at?: string,
): Promise<KillableAtWecom> {
  const emulator = await WecomEmulator.start(at === undefined ? {} : { origin: Date.parse(`${at}+08:00`) });
  const desk = await killableDesk(label, at);
  const port = await freePort();
  return {
    emulator,
    desk,
    async starts() {
      desk.starts({ ...variables(emulator), PORT: String(port) });
      const address = `http://127.0.0.1:${port}${path}`;
      await until(async () => (await saved(emulator, address)).acknowledged, PATIENCE_MS);
    },
    async close() {
      await desk.close();
      await emulator.close();
    },
  };
}
