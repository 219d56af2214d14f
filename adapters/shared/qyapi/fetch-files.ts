/** Media of a message, fetched within their three days, at once: and kept in the house. */
import { setTimeout as after } from 'node:timers/promises';
import type { AdapterContext } from '../../../src/platform/context.js';
import type { FileRef, LostFile } from '../../../src/platform/file.js';
import type { Inbound } from '../../../src/platform/inbound.js';
import { onceWhile } from '../once.js';
import type { Api } from './api.js';
import { isDecided } from './refusal.js';

/** WeCom delivers again after 5 and 10 seconds; both find what was fetched for the first. */
const KEPT_MS = 60_000;
/** After those WeCom does not come again: from then on it is up to us. */
const AGAIN_MS = [1_000, 4_000, 15_000];

export interface Attached {
  /** The inbound this medium becomes once it is fetched. */
  readonly inbound: Omit<Inbound, 'content'>;
  readonly media: string;
  readonly name: string;
}

export type TakeFile = (attached: Attached) => Promise<void>;

type House = Pick<AdapterContext, 'files' | 'receive' | 'log'>;

/** Fetches and receives once, however often WeCom delivers meanwhile. */
export function createFileTaking(api: Api, house: House): TakeFile {
  const once = onceWhile(KEPT_MS);
  return (attached) => once(attached.inbound.eventId, () => take(api, house, attached));
}

/** What cannot be fetched is said to whoever sent it: they think we have it. */
async function take(
  api: Api,
  { files, receive, log }: House,
  { inbound, media, name }: Attached,
): Promise<void> {
  const kept = await keep(api, files, media, name).catch((error: unknown): LostFile => {
    log.warn({ err: error, event: inbound.eventId }, `${inbound.platform}: a file could not be fetched`);
    return { name, why: 'file_unreadable' };
  });
  const content =
    'id' in kept ? ({ kind: 'files', files: [kept] } as const) : ({ kind: 'lost_file', file: kept } as const);
  await receive({ ...inbound, content });
}

async function keep(
  api: Api,
  files: House['files'],
  media: string,
  name: string,
): Promise<FileRef | LostFile> {
  for (const wait of [...AGAIN_MS, null]) {
    try {
      const { bytes, name: called } = await api.media(media);
      // Whatever people hand over in a chat may be an identity card: masked and audited unless a rule says otherwise.
      const stored = await files.put({ name: called ?? name, bytes, personal: true });
      return 'refused' in stored ? { name: called ?? name, why: stored.refused } : stored;
    } catch (error) {
      if (wait === null || isDecided(error)) throw error;
      await after(wait);
    }
  }
  throw new Error('unreachable');
}
