/** Pictures and files that were uploaded, by their keys. */
import { newId } from './ids.js';
import type { World } from './world.js';

export interface Media {
  readonly key: string;
  readonly kind: 'image' | 'file';
  /** `opus`, `mp4`, `pdf`, ... `stream`; empty for a picture. */
  readonly fileType: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Who uploaded it: the app may use only what it uploaded itself. */
  readonly byApp: boolean;
}

export function keepMedia(world: World, given: Omit<Media, 'key'>): Media {
  const media = { ...given, key: newId(given.kind) };
  world.media.set(media.key, media);
  return media;
}
