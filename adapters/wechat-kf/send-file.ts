/** A file of a ticket to the customer who tapped its name, once the house says that they may see it. */
import { z } from 'zod';
import type { AdapterContext } from '../../src/platform/context.js';
import type { FileRef } from '../../src/platform/file.js';
import type { Api } from '../shared/qyapi/api.js';
import { msgIdOf } from './chats.js';
import type { Client, Media } from './client.js';
import type { Base } from './inbound.js';

export type SendFile = (base: Base, file: string) => Promise<void>;

/** Larger pictures are sent as files. https://developer.work.weixin.qq.com/document/path/90253 */
const MOST_IMAGE_BYTES = 2 * 1024 * 1024;
const PICTURES = ['image/jpeg', 'image/png'];

const uploaded = z.object({ media_id: z.string().min(1) });

interface Parts {
  readonly api: Api;
  readonly client: Client;
  readonly house: Pick<AdapterContext, 'files' | 'receive' | 'log'>;
}

export function createFileSending({ api, client, house }: Parts): SendFile {
  async function media({ name, type, size }: FileRef, bytes: Uint8Array): Promise<Media> {
    const kind = PICTURES.includes(type) && size <= MOST_IMAGE_BYTES ? 'image' : 'file';
    const { media_id } = await api.upload('media/upload', { type: kind }, { name, type, bytes }, uploaded);
    return kind === 'image'
      ? { msgtype: 'image', image: { media_id } }
      : { msgtype: 'file', file: { media_id } };
  }
  return async (base, id) => {
    const { account } = base.sender;
    const found = await house.files.get(id, { platform: base.platform, account });
    try {
      if (!found) throw new Error('there is no such file, or they may not see it');
      await client.post(account, msgIdOf(`file/${base.eventId}`), await media(found.file, found.bytes));
    } catch (error) {
      house.log.warn({ err: error, file: id }, 'wechat-kf: a file could not be sent');
      const file = { name: found?.file.name ?? '文件', why: 'file_unreadable' } as const;
      await house.receive({ ...base, content: { kind: 'lost_file', file } });
    }
  };
}
