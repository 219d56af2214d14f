/** What the app may say to a customer, by type. https://developer.work.weixin.qq.com/document/path/94677 */
import { isJson, type Json, text } from '../api/call.js';
import { cutBytes } from '../content.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import { menuRefused } from './menu.js';

const MOST_TEXT_BYTES = 2048;

export interface Said {
  readonly type: string;
  readonly content: Json;
}

type Say = (content: Json, world: World) => Json | Refusal;

export function saidIn(world: World, body: Json): Said | Refusal {
  const type = text(body.msgtype);
  const say = Object.hasOwn(SAYS, type) ? SAYS[type] : undefined;
  if (!say) return refuse(40008, type || 'none');
  const content = say(isJson(body[type]) ? body[type] : {}, world);
  return isRefusal(content) ? content : { type, content };
}

/** Uploaded as what it is sent as. */
const media =
  (type: string): Say =>
  (content, world) =>
    isMedia(world, content.media_id, type) ? content : refuse(40007);

const SAYS: Readonly<Record<string, Say>> = {
  text(content) {
    if (text(content.content) === '') return refuse(44004);
    return Buffer.byteLength(text(content.content)) > MOST_TEXT_BYTES ? refuse(45002) : content;
  },
  image: media('image'),
  voice: media('voice'),
  video: media('video'),
  file: media('file'),
  link(content, world) {
    const url = text(content.url);
    if (text(content.title) === '' || !/^https?:\/\//i.test(url) || Buffer.byteLength(url) > 2048)
      return refuse(40058, 'link needs title and url');
    if (!isMedia(world, content.thumb_media_id, 'image')) return refuse(40007, 'link.thumb_media_id');
    const cut = { title: cutBytes(text(content.title), 128), desc: cutBytes(text(content.desc), 512) };
    return { ...content, ...cut };
  },
  msgmenu: (content) => menuRefused(content) ?? content,
};

function isMedia(world: World, id: unknown, type: string): boolean {
  return world.media.get(text(id), world.clock.now())?.type === type;
}
