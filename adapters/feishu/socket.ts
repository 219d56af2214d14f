/** The long connection: the SDK's, with its silences mended. Events come as by webhook, already authenticated by the app's secret. */
import type { Log } from '../../src/platform/context.js';
import type { FeishuConfig } from './config.js';
import type { Hear } from './hear.js';
import { createHttp } from './http.js';

/** Refused credentials do not heal by hurrying, and an operator may mend them meanwhile. */
const AGAIN_MS = 60_000;
const HANDSHAKE_MS = 5_000;
const PONG_SECONDS = 10;

export interface LongConnection {
  stop(): Promise<void>;
}

/** Returns at once: the desk starts whether Feishu can be reached or not, and this goes on trying for ever. */
export async function openLongConnection(
  config: FeishuConfig,
  hear: Hear,
  log: Log,
): Promise<LongConnection> {
  const lark = await import('@larksuiteoapi/node-sdk');
  const { appId, appSecret, domain } = config;
  const logger = sdkLog(log);
  let again: NodeJS.Timeout | undefined;
  let stopped = false;
  const socket = new lark.WSClient({
    ...{ appId, appSecret, domain, logger },
    httpInstance: createHttp(),
    handshakeTimeoutMs: HANDSHAKE_MS,
    // Without it a connection that died silently is believed in for ever.
    wsConfig: { pingTimeout: PONG_SECONDS },
    onReady: () => log.info({}, 'feishu: the long connection is open'),
    onReconnecting: () => log.warn({}, 'feishu: the long connection is lost; connecting again'),
    onReconnected: () => log.info({}, 'feishu: the long connection is open again'),
    onError(error) {
      // The SDK gives up here, without another word.
      log.error(
        { err: error },
        'feishu: the long connection is refused: nothing is heard. Check the app with `troika doctor`',
      );
      if (stopped) return;
      again = setTimeout(open, AGAIN_MS);
      again.unref();
    },
  });
  const dispatcher = new lark.EventDispatcher({ logger });
  // Its own `invoke` flattens events, overwrites their token and answers unknown ones with a sentence.
  const eventDispatcher = Object.assign(dispatcher, { invoke: (raw: unknown) => heardBy(hear, raw, log) });
  function open(): void {
    socket
      .start({ eventDispatcher })
      .catch((error: unknown) =>
        log.error({ err: error }, 'feishu: the long connection could not be opened'),
      );
  }
  open();
  return {
    async stop() {
      stopped = true;
      clearTimeout(again);
      socket.close({ force: true });
    },
  };
}

/** What is thrown here becomes code 500 on the wire: Feishu delivers again. */
async function heardBy(hear: Hear, raw: unknown, log: Log): Promise<unknown> {
  try {
    return (await hear(raw)) ?? undefined;
  } catch (error) {
    log.error({ err: error }, 'feishu: an event was not taken; Feishu sends it again');
    throw error;
  }
}

/** The SDK speaks in lists of anything; what it calls an error is an interruption it goes on from. */
function sdkLog(log: Log) {
  const none = () => undefined;
  const warn = (...said: unknown[]) => log.warn({}, `feishu: ${said.flat().map(String).join(' ')}`);
  return { error: warn, warn, info: none, debug: none, trace: none };
}
