/** Files, up and down, for three days. https://developer.work.weixin.qq.com/document/path/90253 */
import { partsOf } from '../../kit/multipart.js';
import { type Refusal, refuse } from '../refusal.js';
import type { Answered, Api, Call } from './call.js';

const MB = 1024 * 1024;
const MOST_BYTES: Readonly<Record<string, number>> = {
  image: 10 * MB,
  voice: 2 * MB,
  video: 10 * MB,
  file: 20 * MB,
};
const LEAST_BYTES = 5;

export const mediaApis: readonly Api[] = [
  { name: 'media/upload', method: 'POST', act: (call) => upload(call) },
  {
    name: 'media/get',
    method: 'GET',
    act({ world, query }) {
      const media = world.media.get(query.get('media_id') ?? '', world.clock.now());
      if (!media) return refuse(40007);
      return { bytes: media.bytes, type: 'application/octet-stream', name: media.name };
    },
  },
];

/** Keeps what came in the field `media`. */
export function upload({ world, asked, query }: Call): Answered | Refusal {
  const type = query.get('type') ?? '';
  const most = Object.hasOwn(MOST_BYTES, type) ? MOST_BYTES[type] : undefined;
  if (most === undefined) return refuse(40004);
  const part = partsOf(asked.headers['content-type'] ?? '', asked.body)?.get('media');
  if (!part) return refuse(44001);
  if (part.bytes.length < LEAST_BYTES || part.bytes.length > most) return refuse(40006);
  const name = part.fileName ?? 'file';
  const media = world.media.keep({ type, name, bytes: part.bytes, createdAt: world.clock.now() });
  return { type, media_id: media.id, created_at: String(Math.floor(media.createdAt / 1000)) };
}
