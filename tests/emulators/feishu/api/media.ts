/** Pictures and files, up and down. https://open.feishu.cn/document/server-docs/im-v1/file/create */
import { type Part, partsOf } from '../../kit/multipart.js';
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
    act(call) {
      const form = formOf(call);
      if (!['message', 'avatar'].includes(String(form?.get('image_type')?.bytes))) return refuse(234001);
      const bytes = form?.get('image')?.bytes ?? Buffer.alloc(0);
      const refusal = sizeRefused(bytes, MOST_IMAGE_BYTES);
      if (refusal) return refusal;
      const media = keepMedia(call.world, { kind: 'image', fileType: '', name: 'image', bytes, byApp: true });
      return { data: { image_key: media.key } };
    },
  },
  {
    name: 'im.file.create',
    method: 'POST',
    path: '/open-apis/im/v1/files',
    act(call) {
      const form = formOf(call);
      const fileType = String(form?.get('file_type')?.bytes);
      const name = form?.get('file_name')?.bytes.toString();
      if (!FILE_TYPES.includes(fileType) || name === undefined) return refuse(234001);
      const bytes = form?.get('file')?.bytes ?? Buffer.alloc(0);
      const refusal = sizeRefused(bytes, MOST_FILE_BYTES);
      if (refusal) return refusal;
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

function formOf({ asked }: Call): Map<string, Part> | undefined {
  return partsOf(asked.headers['content-type'] ?? '', asked.body);
}

function sizeRefused(bytes: Buffer, most: number): Refusal | undefined {
  if (bytes.length === 0) return refuse(234010);
  return bytes.length > most ? refuse(234006) : undefined;
}
