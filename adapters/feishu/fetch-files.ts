/** Files of a message, fetched from Feishu and kept in the house: a big one may take longer than Feishu waits for us. */
import type { AdapterContext } from '../../src/platform/context.js';
import type { FileRef, LostFile } from '../../src/platform/file.js';
import { onceWhile } from '../shared/once.js';
import type { Api } from './api.js';
import type { Attached } from './inbound.js';
import { CallRefused } from './refusal.js';
import type { Resource } from './text.js';

/** Feishu delivers again after 15 s, 5 min, 1 h and 6 h; the first two find what was fetched for the one before. */
const KEPT_MS = 6 * 60_000;

export type TakeFiles = (attached: Attached) => Promise<void>;

type House = Pick<AdapterContext, 'files' | 'receive' | 'log'>;

/** Fetches and receives once, however often Feishu delivers meanwhile; a failure is tried again by the next delivery. */
export function createFileTaking(api: Api, house: House): TakeFiles {
  const once = onceWhile(KEPT_MS);
  return (attached) => once(attached.inbound.eventId, () => takeFiles(api, house, attached));
}

/** Those that are kept are received together; of each of the others whoever sent it is told. */
async function takeFiles(api: Api, house: House, { inbound, message, resources }: Attached): Promise<void> {
  const files: FileRef[] = [];
  for (const resource of resources) {
    const kept = await keep(api, house, message, resource);
    if ('id' in kept) files.push(kept);
    else
      await house.receive({
        ...inbound,
        eventId: `${inbound.eventId}/${resource.key}`,
        content: { kind: 'lost_file', file: kept },
      });
  }
  if (files.length > 0) await house.receive({ ...inbound, content: { kind: 'files', files } });
}

/** An outage is thrown: the next delivery tries again. */
async function keep(
  api: Api,
  { files, log }: House,
  message: string,
  { key, type, name }: Resource,
): Promise<FileRef | LostFile> {
  try {
    const path = `/open-apis/im/v1/messages/${encodeURIComponent(message)}/resources/${encodeURIComponent(key)}`;
    const bytes = await api.bytes('im.messageResource.get', path, { type });
    // Whatever people hand over in a chat may be an identity card: masked and audited unless a rule says otherwise.
    const stored = await files.put({ name, bytes, personal: true });
    return 'refused' in stored ? { name, why: stored.refused } : stored;
  } catch (error) {
    if (!(error instanceof CallRefused) || error.status === 429 || error.status >= 500) throw error;
    log.warn({ err: error, message }, 'feishu: a file could not be fetched');
    return { name, why: 'file_unreadable' };
  }
}
