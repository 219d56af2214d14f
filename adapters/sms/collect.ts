/** Receipts and answers fetched every few minutes, by one instance, where no address is told to Tencent. */
import { setTimeout as after } from 'node:timers/promises';
import type { AdapterContext } from '../../src/platform/context.js';
import type { Api } from './api.js';
import type { SmsConfig } from './config.js';
import type { Hearing } from './hear.js';
import { pulledAnswers, pulledReceipts } from './wire.js';

const EVERY_MS = 3 * 60_000;
/** As many as one call hands out; each is handed out once. */
const MOST = 100;

interface Parts {
  readonly api: Pick<Api, 'PullSmsSendStatus' | 'PullSmsReplyStatus'>;
  readonly config: Pick<SmsConfig, 'appId'>;
  readonly hearing: Hearing;
  readonly context: Pick<AdapterContext, 'lock' | 'log'>;
  readonly everyMs?: number;
}

/** Starts at once; the stopper waits for a round under way. */
export function keepCollecting(parts: Parts): () => Promise<void> {
  const { context, everyMs = EVERY_MS } = parts;
  const stopping = new AbortController();
  /** The account may not pull before Tencent allows it: said once, not every three minutes. */
  let complained = '';
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await context
        .lock('collect', (lost) => collect(parts, AbortSignal.any([lost, stopping.signal])))
        .then(
          () => {
            complained = '';
          },
          (error: unknown) => {
            const words = error instanceof Error ? error.message : String(error);
            if (words !== complained)
              context.log.warn({ err: error }, 'sms: receipts and answers could not be pulled');
            complained = words;
          },
        );
      await after(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }
  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}

async function collect({ api, config, hearing }: Parts, ended: AbortSignal): Promise<void> {
  const asked = { Limit: MOST, SmsSdkAppId: config.appId };
  for (let more = true; more && !ended.aborted; ) {
    const { PullSmsSendStatusSet: receipts } = pulledReceipts.parse(await api.PullSmsSendStatus(asked));
    await hearing.receipts(receipts);
    more = receipts.length === MOST;
  }
  for (let more = true; more && !ended.aborted; ) {
    const { PullSmsReplyStatusSet: answers } = pulledAnswers.parse(await api.PullSmsReplyStatus(asked));
    for (const answer of answers) await hearing.answer(answer);
    more = answers.length === MOST;
  }
}
