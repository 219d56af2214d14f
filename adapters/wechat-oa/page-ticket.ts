/** The ticket that signs pages which use WeChat's own buttons: one for all instances, for as long as it lives. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AdapterContext } from '../../src/platform/context.js';
import type { Api } from '../shared/qyapi/api.js';
import type { SignedPage } from './consent-page.js';

/** https://developers.weixin.qq.com/doc/service/api/webdev/jssdk/api_getticket.html */
const given = z.object({ ticket: z.string().min(1).max(512), expires_in: z.number().positive() });
const kept = z.object({ ticket: z.string(), until: z.number() });
const KEY = 'page-ticket';
/** A page that was signed is opened a while later. */
const EARLY_MS = 5 * 60_000;

export const askPageTicket = (api: Api) => api.get('ticket/getticket', { type: 'jsapi' }, given);

/** Signs one address of ours, exactly as the browser shows it. */
export function createPageSigning(
  api: Api,
  appId: string,
  { state, clock }: Pick<AdapterContext, 'state' | 'clock'>,
): (url: string) => Promise<SignedPage> {
  async function ticket(): Promise<string> {
    const found = await state.get(KEY);
    const known = kept.safeParse(found?.value).data;
    if (known && clock.now() + EARLY_MS < known.until) return known.ticket;
    const { ticket, expires_in } = await askPageTicket(api);
    // Another instance may have kept its own meanwhile: both are good.
    await state.compareAndSet(KEY, found?.version ?? 0, { ticket, until: clock.now() + expires_in * 1000 });
    return ticket;
  }
  return async (url) => {
    const timestamp = Math.floor(clock.now() / 1000);
    const nonceStr = randomBytes(12).toString('hex');
    const signed = `jsapi_ticket=${await ticket()}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
    return { appId, timestamp, nonceStr, signature: createHash('sha1').update(signed).digest('hex') };
  };
}
