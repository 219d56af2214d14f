/** Who we are in this tenant: the open_id by which a mention of us is told from a mention of others. */
import { z } from 'zod';
import type { Log } from '../../src/platform/context.js';
import type { Api } from './api.js';

/** https://open.feishu.cn/document/server-docs/bot-v3/bot-info/get : not wrapped in `data` like the others. */
const botInfo = z.object({
  bot: z.object({
    open_id: z.string(),
    app_name: z.string().default(''),
    activate_status: z.number().optional(),
  }),
});

export type BotInfo = z.infer<typeof botInfo>['bot'];

export async function readBot(api: Api): Promise<BotInfo> {
  return botInfo.parse(await api.ask('bot.info', '/open-apis/bot/v3/info')).bot;
}

const AGAIN_MS = 30_000;

export interface Bot {
  /** Null while Feishu has not told us; nobody waits for it. */
  id(): string | null;
}

export function createBot(api: Api, log: Log): Bot {
  let known: string | null = null;
  let askedAt = 0;
  function ask(): void {
    askedAt = Date.now();
    readBot(api).then(
      ({ open_id }) => {
        known = open_id;
      },
      (error: unknown) => log.warn({ err: error }, 'feishu: the bot does not know its own name yet'),
    );
  }
  ask();
  return {
    id() {
      if (known === null && Date.now() - askedAt > AGAIN_MS) ask();
      return known;
    },
  };
}
