/** What the account tells by approved templates: to any follower, or once for each consent. https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg.html */
import type { Deliveries } from '../callback/deliveries.js';
import { notify } from '../notified.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { type Template, valuesIn } from '../templates.js';
import type { World } from '../world.js';
import { type Answered, type Api, type Call, text } from './call.js';

/** A template message with the same id of the app's is shown once within it. */
const ONCE_MS = 10 * 60_000;

export function noticeApis(deliveries: Deliveries): readonly Api[] {
  return [
    { name: 'message/template/send', method: 'POST', act: (call) => sendMessage(call, deliveries) },
    { name: 'message/subscribe/bizsend', method: 'POST', act: (call) => sendNotice(call, deliveries) },
    {
      name: 'template/get_all_private_template',
      method: 'GET',
      act: ({ world }) => ({
        template_list: ofKind(world, 'message').map((template) => ({
          template_id: template.id,
          title: template.title,
          content: contentOf(template),
        })),
      }),
    },
    {
      name: '/wxaapi/newtmpl/gettemplate',
      method: 'GET',
      act: ({ world }) => ({
        errcode: 0,
        errmsg: 'ok',
        data: ofKind(world, 'notice').map((template) => ({
          priTmplId: template.id,
          title: template.title,
          content: contentOf(template),
          type: 2,
        })),
      }),
    },
  ];
}

function sendMessage({ world, body }: Call, deliveries: Deliveries): Answered | Refusal {
  const follower = world.followers.get(text(body.touser));
  if (!follower) return refuse(40003);
  if (!follower.following) return refuse(43004);
  const template = templateOf(world, body.template_id, 'message');
  if (isRefusal(template)) return template;
  const values = valuesIn(template, body.data);
  if (isRefusal(values)) return values;
  const now = world.clock.now();
  const own = text(body.client_msg_id);
  const known = own === '' ? undefined : world.sentBefore.get(`${follower.openId}/${own}`);
  if (known && known.until > now) return sent(known.msgId);
  const msgId = notify(world, deliveries, { follower, template, values, url: text(body.url) });
  if (own !== '') world.sentBefore.set(`${follower.openId}/${own}`, { msgId, until: now + ONCE_MS });
  return sent(msgId);
}

function sendNotice({ world, body }: Call, deliveries: Deliveries): Answered | Refusal {
  const follower = world.followers.get(text(body.touser));
  if (!follower) return refuse(40003);
  const template = templateOf(world, body.template_id, 'notice');
  if (isRefusal(template)) return template;
  const values = valuesIn(template, body.data);
  if (isRefusal(values)) return values;
  const consents = follower.consents.get(template.id) ?? 0;
  if (consents === 0) return refuse(43101);
  follower.consents.set(template.id, consents - 1);
  return sent(notify(world, deliveries, { follower, template, values, url: text(body.page) }));
}

const sent = (msgid: string): Answered => ({ errcode: 0, errmsg: 'ok', msgid });

function templateOf({ templates }: World, id: unknown, kind: Template['kind']): Template | Refusal {
  const template = templates.get(text(id));
  return template?.kind === kind ? template : refuse(40037);
}

const ofKind = ({ templates }: World, kind: Template['kind']) =>
  [...templates.values()].filter((template) => template.kind === kind);

const contentOf = ({ fields }: Template) => fields.map((field) => `{{${field}.DATA}}`).join('\n');
