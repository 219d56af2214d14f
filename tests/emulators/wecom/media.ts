/** What was uploaded or sent: kept for three days. https://developer.work.weixin.qq.com/document/path/90253 */
import { newId } from './ids.js';

const KEPT_MS = 3 * 86_400_000;

export interface Media {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly createdAt: number;
}

export class MediaStore {
  readonly #kept = new Map<string, Media>();

  keep(given: Omit<Media, 'id'>): Media {
    const media = { ...given, id: newId(48) };
    this.#kept.set(media.id, media);
    return media;
  }

  get(id: string, now: number): Media | undefined {
    const media = this.#kept.get(id);
    return media && media.createdAt + KEPT_MS > now ? media : undefined;
  }
}
