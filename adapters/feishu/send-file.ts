/** A file of a ticket to whoever tapped its name: alone with us, once the house says that they may see it. */
import type { AdapterContext } from '../../src/platform/context.js';
import type { FileRef } from '../../src/platform/file.js';
import type { Acknowledgement } from './answer.js';
import type { Api } from './api.js';
import type { Client, Message } from './client.js';
import type { Asked } from './inbound.js';
import { both } from './languages.js';
import type { Places } from './places.js';
import { within } from './within.js';

export type SendFile = (asked: Asked) => Promise<Acknowledgement>;

/** Of Feishu's three seconds. */
const WAITED_MS = 1_800;
/** Larger pictures are sent as files. https://open.feishu.cn/document/server-docs/im-v1/image/create */
const MOST_IMAGE_BYTES = 10 * 1024 * 1024;

interface Parts {
  readonly api: Api;
  readonly client: Client;
  readonly places: Places;
  readonly house: Pick<AdapterContext, 'files' | 'log'>;
}

export function createFileSending({ api, client, places, house }: Parts): SendFile {
  return async ({ eventId, account, file: id, direct }) => {
    const found = await house.files.get(id, { platform: 'feishu', account });
    if (!found) return { toast: NOT_YOURS };
    const to = places.receiver(places.person(account));
    if (!to) throw new Error(`expected to know where ${account} can be reached`);
    const sending = async (): Promise<Acknowledgement> => {
      try {
        const message = await uploaded(api, found.file, Buffer.from(found.bytes));
        await client.postMessage(`file/${eventId}`, to, message);
        return direct ? {} : { toast: SENT };
      } catch (error) {
        house.log.warn({ err: error, file: id }, 'feishu: a file could not be sent');
        return { toast: LOST };
      }
    };
    const sent = await within(WAITED_MS, sending());
    return sent === 'late' ? { toast: COMING } : sent;
  };
}

/** Pictures are seen in the chat itself, everything else is opened. */
async function uploaded(api: Api, { name, type, size }: FileRef, bytes: Buffer): Promise<Message> {
  const picture = type.startsWith('image/') && size <= MOST_IMAGE_BYTES;
  return picture
    ? { msg_type: 'image', content: JSON.stringify({ image_key: await uploadedImage(api, bytes) }) }
    : { msg_type: 'file', content: JSON.stringify({ file_key: await uploadedFile(api, name, bytes) }) };
}

async function uploadedImage(api: Api, image: Buffer): Promise<string> {
  const { image_key: key } = await api.call('im.image.create', async (sdk, as) => ({
    data: (await sdk.im.image.create({ data: { image_type: 'message', image } }, as)) ?? {},
  }));
  return keyed(key);
}

async function uploadedFile(api: Api, name: string, file: Buffer): Promise<string> {
  const { file_key: key } = await api.call('im.file.create', async (sdk, as) => ({
    data: (await sdk.im.file.create({ data: { file_type: 'stream', file_name: name, file } }, as)) ?? {},
  }));
  return keyed(key);
}

function keyed(key: string | undefined): string {
  if (key === undefined) throw new Error('expected the key of what was uploaded, got none');
  return key;
}

const SENT = {
  type: 'info',
  ...both('文件已发到您和机器人的单聊', 'The file is in your chat with the bot'),
} as const;
const COMING = { type: 'info', ...both('文件正在发来', 'The file is on its way') } as const;
const LOST = {
  type: 'error',
  ...both('文件没能发出，请稍后再点一次', 'The file could not be sent; please press again in a moment'),
} as const;
const NOT_YOURS = {
  type: 'warning',
  ...both('这个文件您不能看，或者已经不在了', 'You may not see this file, or it is gone'),
} as const;
