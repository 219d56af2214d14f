/** A link that asks who opens it: the client goes on to the address in it, with a code. https://developer.work.weixin.qq.com/document/path/91022 */
import type { World } from '../world.js';

const MINE = ['appid', 'redirect_uri', 'response_type', 'scope'];

/** Where the client ends up. */
export function openLink(world: World, userId: string, link: string): string {
  const asked = new URL(link);
  if (!asked.pathname.endsWith('/connect/oauth2/authorize')) return link;
  const lacking = MINE.find((name) => !asked.searchParams.get(name));
  if (lacking !== undefined) throw new Error(`the link lacks ${lacking}: ${link}`);
  if (asked.searchParams.get('appid') !== world.app.corpId || asked.hash !== '#wechat_redirect')
    throw new Error(`expected a link of this company that ends in #wechat_redirect, got ${link}`);
  const target = new URL(asked.searchParams.get('redirect_uri') ?? '');
  if (world.trustedHost !== undefined && target.host !== world.trustedHost)
    throw new Error(`50001: ${target.host} is not the trusted ${world.trustedHost}`);
  target.searchParams.set('code', world.logins.codeFor(userId, world.clock.now()));
  target.searchParams.set('state', asked.searchParams.get('state') ?? '');
  return target.href;
}
