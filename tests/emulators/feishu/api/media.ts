/** Pictures and files, up and down. https://open.feishu.cn/document/server-docs/im-v1/file/create */
import { keepMedia } from '../media.js';
import { type Refusal, refuse } from '../refusal.js';
import { objectOf } from '../sending.js';
import type { Answered, Api, Call } from './call.js';

const MOST_IMAGE_BYTES = 10 * 1024 * 1024;
const MOST_FILE_BYTES = 30 * 1024 * 1024;
const FILE_TYPES = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'];

export const mediaApis: readonly Api[] = [
  {
    name: 'im.image.create',
    method: 'POST',
    path: '/open-apis/im/v1/images',
    async act(call) {
      const form = await formOf(call);
      const type = form?.get('image_type');
      if (!form || (type !== 'message' && type !== 'avatar')) return refuse(234001);
      const bytes = await bytesOf(form.get('image'), MOST_IMAGE_BYTES);
      if (!Buffer.isBuffer(bytes)) return bytes;
      const media = keepMedia(call.world, { kind: 'image', fileType: '', name: 'image', bytes, byApp: true });
      return { data: { image_key: media.key } };
    },
  },
  {
    name: 'im.file.create',
    method: 'POST',
    path: '/open-apis/im/v1/files',
    async act(call) {
      const form = await formOf(call);
      const fileType = String(form?.get('file_type') ?? '');
      const name = form?.get('file_name');
      if (!form || !FILE_TYPES.includes(fileType) || typeof name !== 'string') return refuse(234001);
      const bytes = await bytesOf(form.get('file'), MOST_FILE_BYTES);
      if (!Buffer.isBuffer(bytes)) return bytes;
      const media = keepMedia(call.world, { kind: 'file', fileType, name, bytes, byApp: true });
      return { data: { file_key: media.key } };
    },
  },
  {
    name: 'im.image.get',
    method: 'GET',
    path: '/open-apis/im/v1/images/:key',
    act: (call) => ownUpload(call),
  },
  {
    name: 'im.file.get',
    method: 'GET',
    path: '/open-apis/im/v1/files/:key',
    act: (call) => ownUpload(call),
  },
  {
    name: 'im.messageResource.get',
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id/resources/:key',
    act({ world, params, query }) {
      const message = world.messages.get(params.message_id ?? '');
      if (!message) return refuse(231003);
      if (message.recalled) return refuse(230011);
      if (message.type === 'interactive' || message.type === 'merge_forward') return refuse(234043);
      if (!world.chats.get(message.chatId)?.hasBot) return refuse(230002);
      const media = world.media.get(params.key ?? '');
      const said = objectOf(message.content) ?? {};
      if (!media || !Object.values(said).includes(media.key)) return refuse(234003);
      if (query.get('type') !== media.kind) return refuse(234001);
      return { bytes: media.bytes, type: 'application/octet-stream', name: media.name };
    },
  },
];

function ownUpload({ world, params }: Call): Answered | Refusal {
  const media = world.media.get(params.key ?? '');
  if (!media?.byApp) return refuse(230017);
  return { bytes: media.bytes, type: 'application/octet-stream', name: media.name };
}

async function formOf({ asked }: Call): Promise<FormData | undefined> {
  const type = asked.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return undefined;
  try {
    return await new Response(new Uint8Array(asked.body), { headers: { 'content-type': type } }).formData();
  } catch {
    return undefined;
  }
}

async function bytesOf(part: ReturnType<FormData['get']>, most: number): Promise<Buffer | Refusal> {
  if (part === null || typeof part === 'string') return refuse(234001);
  if (part.size === 0) return refuse(234010);
  if (part.size > most) return refuse(234006);
  return Buffer.from(await part.arrayBuffer());
}
