/** What people sent: kept for three days. https://developers.weixin.qq.com/doc/service/api/material/temporary/api_getmedia.html */
import { newSecretId } from './ids.js';
import type { World } from './world.js';

export const KEPT_MS = 3 * 86_400_000;

export interface Media {
  readonly type: 'image' | 'voice' | 'video';
  readonly bytes: Buffer;
  readonly at: number;
}

export function keepMedia({ media, clock }: World, type: Media['type'], bytes: Buffer): string {
  const id = newSecretId(48);
  media.set(id, { type, bytes, at: clock.now() });
  return id;
}
