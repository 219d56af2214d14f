/** The app answers a customer: within the window, or once by a code. https://developer.work.weixin.qq.com/document/path/94677 */
import { type Answered, type Api, type Call, text } from '../../api/call.js';
import { isRefusal, type Refusal, refuse } from '../../refusal.js';
import { accountOf } from '../account.js';
import { chatBetween, sendRefused, spendOne } from '../chat.js';
import { saidIn } from '../content.js';
import { dispatch, msgIdIn } from '../sending.js';

export const sendApis: readonly Api[] = [
  { name: 'kf/send_msg', method: 'POST', act: send },
  { name: 'kf/send_msg_on_event', method: 'POST', act: sendOnEvent },
];

function send({ world, body }: Call): Answered | Refusal {
  const account = accountOf(world, body.open_kfid);
  if (isRefusal(account)) return account;
  const customer = world.kf.customers.get(text(body.touser));
  if (!customer) return refuse(40096);
  const id = msgIdIn(account, body);
  if (isRefusal(id)) return id;
  const said = saidIn(world, body);
  if (isRefusal(said)) return said;
  const chat = chatBetween(account, customer);
  const refusal = sendRefused(chat, world.clock.now());
  if (refusal) return refusal;
  spendOne(chat);
  dispatch(world, chat, id, said);
  return { msgid: id };
}

/** https://developer.work.weixin.qq.com/document/path/95122 */
function sendOnEvent({ world, body }: Call): Answered | Refusal {
  const code = world.kf.codes.allowing(text(body.code), text(body.msgtype), world.clock.now());
  if (isRefusal(code)) return code;
  const id = msgIdIn(code.chat.account, body);
  if (isRefusal(id)) return id;
  const said = saidIn(world, body);
  if (isRefusal(said)) return said;
  world.kf.codes.spend(code);
  if (code.for === 'welcome') code.chat.welcomedAt = world.clock.now();
  dispatch(world, code.chat, id, said);
  return { msgid: id };
}
