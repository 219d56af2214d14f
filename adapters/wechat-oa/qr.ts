/** `/wechat/oa/qr/:scene`: the QR code that says for its scanner what a scene of ours says; others have none. */
import { z } from 'zod';
import type { AdapterContext, Route, RouteResponse } from '../../src/platform/context.js';
import type { Api } from '../shared/qyapi/api.js';
import { SCENE } from './scene.js';

/** Codes of bindings are over long before; a ticket's picture is made anew when somebody asks for it. */
const LASTS_S = 24 * 3600;
const KEPT_MS = 12 * 3_600_000;
/** WeChat bears 100 000 a day. */
const PER_MINUTE = 20;
const PICTURE = 'https://mp.weixin.qq.com/cgi-bin/showqrcode';

/** https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html */
const made = z.object({ ticket: z.string().min(1).max(512) });
const kept = z.object({ ticket: z.string(), at: z.number() });

export function qrRoute(
  api: Api,
  { state, clock, log }: Pick<AdapterContext, 'state' | 'clock' | 'log'>,
): Route {
  async function ticketFor(scene: string): Promise<string> {
    const found = await state.get(`qr/${scene}`);
    const known = kept.safeParse(found?.value).data;
    if (known && clock.now() - known.at < KEPT_MS) return known.ticket;
    const asked = {
      ...{ expire_seconds: LASTS_S, action_name: 'QR_STR_SCENE' },
      action_info: { scene: { scene_str: scene } },
    };
    const { ticket } = await api.post('qrcode/create', asked, made);
    // Somebody else's is as good.
    await state.compareAndSet(`qr/${scene}`, found?.version ?? 0, { ticket, at: clock.now() });
    return ticket;
  }
  return {
    ...{ method: 'GET', path: '/wechat/oa/qr/:scene', maxBytes: 0, perMinute: PER_MINUTE },
    async handle({ params }): Promise<RouteResponse> {
      const scene = params.scene ?? '';
      if (!SCENE.test(scene)) return { status: 404, body: 'expected bind-<code> or ticket-<number>' };
      try {
        const query = new URLSearchParams({ ticket: await ticketFor(scene) });
        return { status: 302, headers: { location: `${PICTURE}?${query}` } };
      } catch (error) {
        log.warn({ err: error, scene }, 'wechat-oa: a QR code could not be made');
        return { status: 502, body: 'WeChat made no QR code; try again in a minute' };
      }
    },
  };
}
