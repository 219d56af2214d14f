/** Files that the bot uploads in pieces. https://developer.work.weixin.qq.com/document/path/101463 */
import { createHash } from 'node:crypto';
import { type Json, text } from '../api/call.js';
import { newId } from '../ids.js';
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';

const MOST_CHUNKS = 100;
const MOST_CHUNK_BYTES = 512 * 1024;
const TYPES = ['file', 'image', 'voice', 'video'];

interface Upload {
  readonly given: Json;
  readonly chunks: Map<number, Buffer>;
}

export class Uploads {
  readonly #world: World;
  readonly #uploads = new Map<string, Upload>();

  constructor(world: World) {
    this.#world = world;
  }

  init(given: Json): Json | Refusal {
    const total = Number(given.total_chunks);
    if (!TYPES.includes(text(given.type))) return refuse(40004);
    if (text(given.filename) === '' || !(total >= 1 && total <= MOST_CHUNKS))
      return refuse(40058, 'total_chunks');
    const id = newId();
    this.#uploads.set(id, { given, chunks: new Map() });
    return { upload_id: id };
  }

  /** Counted from 0. */
  chunk(given: Json): Json | Refusal {
    const upload = this.#uploads.get(text(given.upload_id));
    const index = Number(given.chunk_index);
    if (!upload || !(index >= 0 && index < Number(upload.given.total_chunks)))
      return refuse(40058, 'chunk_index');
    const bytes = Buffer.from(text(given.base64_data), 'base64');
    if (bytes.length > MOST_CHUNK_BYTES) return refuse(40006);
    upload.chunks.set(index, bytes);
    return {};
  }

  finish(given: Json): Json | Refusal {
    const upload = this.#uploads.get(text(given.upload_id));
    if (!upload || upload.chunks.size !== Number(upload.given.total_chunks))
      return refuse(40058, 'chunks are missing');
    const bytes = Buffer.concat(
      [...upload.chunks].sort(([one], [other]) => one - other).map(([, chunk]) => chunk),
    );
    if (createHash('md5').update(bytes).digest('hex') !== upload.given.md5) return refuse(40058, 'md5');
    const { clock, media } = this.#world;
    const type = text(upload.given.type);
    const kept = media.keep({ type, name: text(upload.given.filename), bytes, createdAt: clock.now() });
    return { type, media_id: kept.id, created_at: String(Math.floor(kept.createdAt / 1000)) };
  }
}
