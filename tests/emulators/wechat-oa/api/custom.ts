/** What the account says in the conversation, while it may. https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html */
import { newMsgId } from '../ids.js';
import { show } from '../messages.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import { type Answered, type Api, type Call, isJson, type Json, text } from './call.js';

const MOST_TEXT_BYTES = 2048;
const MOST_ENTRIES = 10;

export const customApis: readonly Api[] = [{ name: 'message/custom/send', method: 'POST', act: send }];

function send({ world, body }: Call): Answered | Refusal {
  const follower = world.followers.get(text(body.touser));
  if (!follower) return refuse(40003);
  const type = text(body.msgtype);
  const content = contentOf(type, isJson(body[type]) ? body[type] : {}, world);
  if (isRefusal(content)) return content;
  const refusal = follower.following ? follower.windows.spend(world.clock.now()) : refuse(45015);
  if (refusal) return refusal;
  show(world, follower, { id: newMsgId(), from: 'account', kind: 'chat', type, content });
  return { errcode: 0, errmsg: 'ok' };
}

/** Of its bounds no document tells: ten entries with numbers, and no more words than a text has. */
function menuRefused({ head_content, list, tail_content }: Json): Refusal | undefined {
  const entries = Array.isArray(list) ? list.filter(isJson) : [];
  if (entries.length < 1 || entries.length > MOST_ENTRIES) return refuse(40097, 'msgmenu.list');
  if (entries.some(({ id, content }) => !/^\d{1,9}$/u.test(text(id)) || text(content) === ''))
    return refuse(40097, 'msgmenu.list.id');
  const words = [text(head_content), ...entries.map(({ content }) => text(content)), text(tail_content)];
  return Buffer.byteLength(words.join('\n')) > MOST_TEXT_BYTES ? refuse(45002) : undefined;
}

function contentOf(type: string, content: Json, world: World): Json | Refusal {
  switch (type) {
    case 'text': {
      const said = text(content.content);
      if (said === '') return refuse(44004);
      return Buffer.byteLength(said) > MOST_TEXT_BYTES ? refuse(45002) : content;
    }
    case 'msgmenu':
      return menuRefused(content) ?? content;
    case 'image':
    case 'voice':
      return world.media.has(text(content.media_id)) ? content : refuse(40007);
    default:
      return refuse(40008, type || 'none');
  }
}
