/** How the bot's connection stands, for whoever runs the desk: complained of in the log, and found by the check-up of any instance. */
import { z } from 'zod';
import type { AdapterContext, SharedState } from '../../../src/platform/context.js';
import type { Finding } from '../../../src/platform/finding.js';
import type { Ending } from './socket.js';

const KEY = 'bot/standing';
const kept = z.object({ is: z.enum(['open', 'kicked', 'refused', 'dropped']), why: z.string() });
type Kept = z.infer<typeof kept>;

const MENDS: Readonly<Record<Ending, string>> = {
  kicked: 'end the other program that connects as this bot, or give the bot a new Secret',
  refused:
    'compare WECOM_BOT_ID and WECOM_BOT_SECRET with the page of the bot, and see that it is in 长连接 mode',
  dropped: 'let this machine reach openws.work.weixin.qq.com, or what WECOM_BOT_WS_URL names',
};

export function createStanding({ state, log }: Pick<AdapterContext, 'state' | 'log'>) {
  let last: Kept['is'] | null = null;
  async function keep(standing: Kept): Promise<void> {
    try {
      const before = await state.get(KEY);
      await state.compareAndSet(KEY, before?.version ?? 0, standing);
    } catch (error) {
      log.warn({ err: error }, 'wecom: how the bot stands could not be kept');
    }
  }
  /** Every failed try would say the same again. */
  const isNews = (is: Kept['is']): boolean => {
    const news = last !== is;
    last = is;
    return news;
  };
  return {
    async open(): Promise<void> {
      if (!isNews('open')) return;
      log.info({}, 'wecom: the connection of the bot is open');
      await keep({ is: 'open', why: '' });
    },
    async ended(is: Ending, why: string): Promise<void> {
      if (!isNews(is)) return;
      if (is === 'dropped') log.warn({ why }, 'wecom: the connection of the bot is lost; connecting again');
      else
        log.error(
          { why, todo: MENDS[is] },
          `wecom: the bot is ${is}: groups hear nothing, and are not heard`,
        );
      await keep({ is, why });
    },
  };
}

/** As of the last change of any instance. */
export async function checkBot(state: SharedState | null): Promise<Finding> {
  const what = 'the AI bot';
  const read = kept.safeParse((await state?.get(KEY))?.value);
  if (!state) return { what, is: 'set; 体检 tells how a running desk stands with it', todo: null };
  if (!read.success) return { what, is: 'not connected yet', todo: MENDS.dropped };
  const { is, why } = read.data;
  return is === 'open'
    ? { what, is: 'connected', todo: null }
    : { what, is: `${is}: ${why}`, todo: MENDS[is] };
}
