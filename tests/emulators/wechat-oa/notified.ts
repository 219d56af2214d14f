/** A notice by template on its way: shown, and what became of it told to the app a moment later. */
import type { Deliveries } from './callback/deliveries.js';
import { plainEvent } from './callback/event.js';
import type { Follower } from './followers.js';
import { newMsgId } from './ids.js';
import { show } from './messages.js';
import type { Template } from './templates.js';
import type { World } from './world.js';

interface Notice {
  readonly follower: Follower;
  readonly template: Template;
  readonly values: Readonly<Record<string, unknown>>;
  /** The address it leads to. */
  readonly url: string;
}

/** Its id. What stands in the way — the person, or bad luck — is told as WeChat tells it, never in the answer to the call. */
export function notify(world: World, deliveries: Deliveries, notice: Notice): string {
  const { follower, template, values, url } = notice;
  const id = newMsgId();
  const lost = world.faults.strike('undelivered', template.id) !== undefined;
  const fate = lost ? 'failed: system failed' : follower.blocks ? 'failed:user block' : 'success';
  if (fate === 'success') {
    const kind = template.kind === 'message' ? 'template' : 'notice';
    const content = { title: template.title, ...values, ...(url === '' ? {} : { url }) };
    show(world, follower, { id, from: 'account', kind, type: kind, content });
  }
  // What was read of it is in the answer first.
  world.clock.at(world.clock.now() + TOLD_AFTER_MS, () => {
    const { event, content } = told(template, id, fate);
    void deliveries.send(plainEvent(world, follower.openId, event, content));
  });
  return id;
}

const TOLD_AFTER_MS = 50;

/** https://developers.weixin.qq.com/doc/service/guide/product/subscription_messages/push.html */
function told({ id: TemplateId, kind }: Template, MsgID: string, fate: string) {
  if (kind === 'message') return { event: 'TEMPLATESENDJOBFINISH', content: { MsgID, Status: fate } };
  const code = fate === 'success' ? 0 : FAILED;
  const List = { TemplateId, MsgID, ErrorCode: code, ErrorStatus: fate };
  return { event: 'subscribe_msg_sent_event', content: { SubscribeMsgSentEvent: { List } } };
}

/** No document has the numbers of failures. */
const FAILED = 1;
