/** WeChat's own browser: opens a page, and shows WeChat's button on it where the page proved whose it is. https://developers.weixin.qq.com/doc/service/guide/h5/opentag.html */
import type { Attempt } from '../../kit/deliveries.js';
import type { World } from '../world.js';

export interface OpenPage extends ShownPage {
  /** Presses WeChat's button, agrees to these in the window that opens, and to none of the others. */
  presses(agreed: readonly string[]): Promise<Attempt>;
}

export interface ShownPage {
  readonly text: string;
  /** Templates that the button asks for. Null: there is no button. */
  readonly asks: readonly string[] | null;
  /** Why there is none. */
  readonly why: string;
}

const AGENT = 'Mozilla/5.0 (iPhone) MicroMessenger/8.0.50 Language/zh_CN';
/** The window bears three at once. */
const MOST = 3;

export async function openedInWechat(world: World, link: string): Promise<ShownPage> {
  const response = await fetch(link, { headers: { 'user-agent': AGENT, 'accept-language': 'zh-CN' } });
  const html = await response.text();
  const text = html
    .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const without = (why: string): ShownPage => ({ text, asks: null, why });
  if (!response.ok) return without(`HTTP ${response.status}`);
  const config = configIn(html);
  if (config?.appId !== world.account.appId) return without('config: invalid appId');
  const now = world.clock.now();
  if (!world.pageTickets.signed(response.url, config, now)) return without('config: invalid signature');
  if (!config.openTagList.includes('wx-open-subscribe')) return without('config: no open tag');
  const [, written = ''] = /<wx-open-subscribe[^>]*\stemplate="([^"]+)"/u.exec(html) ?? [];
  const asks = written.split(',');
  const strange = asks.find((id) => world.templates.get(id)?.kind !== 'notice');
  if (strange !== undefined) return without(`the account has no template ${strange}`);
  return asks.length > MOST ? without('too many templates') : { text, asks, why: '' };
}

interface Config {
  readonly appId: string;
  readonly timestamp: number;
  readonly nonceStr: string;
  readonly signature: string;
  readonly openTagList: readonly string[];
}

function configIn(html: string): Config | null {
  const [, written] = /wx\.config\((\{[^\n]*\})\)/u.exec(html) ?? [];
  return written === undefined ? null : (JSON.parse(written) as Config);
}
