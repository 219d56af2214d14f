/**
 * The doorbell of WeChat customer service: something is there to be fetched. It rings at the address of the app that may
 * fetch it, which can be the one that members work in: then that app's adapter passes it on.
 */
import { z } from 'zod';

/** Heard by all instances; a missed one is made good by the next look. */
export const KF_BELL = 'wechat-kf/bell';

/** https://developer.work.weixin.qq.com/document/path/94670 */
const ring = z.object({
  Event: z.literal('kf_msg_or_event'),
  Token: z.string().min(1).max(512),
  /** Older ones name no account. */
  OpenKfId: z.string().min(1).max(128).optional(),
});
export type Ring = z.infer<typeof ring>;

/** Null for anything else. */
export const readRing = (raw: unknown): Ring | null => ring.safeParse(raw).data ?? null;
