/** The vendor's own SDK, pointed at an emulator: what proves it. */
import * as lark from '@larksuiteoapi/node-sdk';
import type { FeishuEmulator } from './emulator.js';
import type { App } from './world.js';

const nothing = () => {};
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing };

export function clientOf(emulator: {
  readonly url: string;
  readonly app: Pick<App, 'appId' | 'appSecret'>;
}): lark.Client {
  const { appId, appSecret } = emulator.app;
  // A cache of its own: the SDK's default one is shared by all clients of the process.
  return new lark.Client({
    appId,
    appSecret,
    domain: emulator.url,
    cache: new lark.DefaultCache(),
    logger: silent,
  });
}

export interface Refused {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the platform answered to a call that was refused; null when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<Refused | null> {
  try {
    const { code, msg } = (await call) as { code?: number; msg?: string };
    return code ? { status: 200, code, msg: msg ?? '', headers: {} } : null;
  } catch (error) {
    const { response } = error as {
      response?: { status: number; data: Refused; headers: Record<string, string> };
    };
    if (!response) throw error;
    return { ...response.data, status: response.status, headers: response.headers };
  }
}

export type Handles = Readonly<Record<string, (event: never) => unknown>>;

export function dispatcherOf(emulator: FeishuEmulator, handles: Handles): lark.EventDispatcher {
  const { encryptKey, verificationToken } = emulator.app;
  const dispatcher = new lark.EventDispatcher({ encryptKey, verificationToken, logger: silent });
  return dispatcher.register(handles as never);
}

/** A started long connection; resolves once it is open. It ends when a ping is not answered in `pongWithinS` seconds. */
export async function connect(
  emulator: FeishuEmulator,
  handles: Handles,
  pongWithinS?: number,
): Promise<lark.WSClient> {
  const { appId, appSecret } = emulator.app;
  const eventDispatcher = dispatcherOf(emulator, handles);
  return new Promise((resolve, reject) => {
    const client: lark.WSClient = new lark.WSClient({
      appId,
      appSecret,
      domain: emulator.url,
      logger: silent,
      wsConfig: pongWithinS === undefined ? {} : { pingTimeout: pongWithinS },
      onReady: () => resolve(client),
      onError: reject,
    });
    client.start({ eventDispatcher });
  });
}
