/** Who serves a customer, and handing them on. https://developer.work.weixin.qq.com/document/path/94669 */
import { type Answered, type Api, type Call, text } from '../../api/call.js';
import { isRefusal, type Refusal, refuse } from '../../refusal.js';
import { accountOf, servicerOf } from '../account.js';
import { type Chat, chatBetween, goTo, type ServiceState, stateOf } from '../chat.js';

/** To where the app may lead a session; 3 to 3 is to somebody else. */
const ARROWS: Readonly<Record<ServiceState, readonly number[]>> = {
  0: [1, 2, 3, 4],
  1: [2, 3, 4],
  2: [3, 4],
  3: [3, 4],
  4: [],
};

export const sessionApis: readonly Api[] = [
  {
    name: 'kf/service_state/get',
    method: 'POST',
    act(call) {
      const chat = chatIn(call);
      if (isRefusal(chat)) return chat;
      const state = stateOf(chat, call.world.clock.now());
      return { service_state: state, ...(state === 3 && { servicer_userid: chat.servicer }) };
    },
  },
  { name: 'kf/service_state/trans', method: 'POST', act: transfer },
];

function transfer(call: Call): Answered | Refusal {
  const { world, body } = call;
  const chat = chatIn(call);
  if (isRefusal(chat)) return chat;
  const state = stateOf(chat, world.clock.now());
  if (state === 4) return refuse(95013);
  const to = ([1, 2, 3, 4] as const).find((each) => each === body.service_state);
  if (to === undefined) return refuse(40058, 'service_state');
  if (!ARROWS[state].includes(to)) return refuse(95016, `${state} to ${to}`);
  if (to !== 3) {
    goTo(chat, to);
    return codeFor(call, chat, to);
  }
  const servicer = servicerOf(world, chat.account, text(body.servicer_userid));
  if (isRefusal(servicer)) return servicer;
  if (state === 3 && chat.servicer === servicer.userId) return refuse(95016, 'to the same servicer');
  goTo(chat, to, servicer.userId);
  return codeFor(call, chat, to);
}

/** Going into the pool or to a person gives a code the first time in a session; the end always does. */
function codeFor({ world }: Call, chat: Chat, to: ServiceState): Answered {
  const occasion = ({ 2: 'pool', 3: 'taken', 4: 'end' } as const)[to as 2 | 3 | 4];
  if (occasion === undefined || chat.coded.has(to)) return {};
  chat.coded.add(to);
  return { msg_code: world.kf.codes.issue(chat, occasion, world.clock.now()) };
}

function chatIn({ world, body }: Call): Chat | Refusal {
  const account = accountOf(world, body.open_kfid);
  if (isRefusal(account)) return account;
  const customer = world.kf.customers.get(text(body.external_userid));
  return customer ? chatBetween(account, customer) : refuse(40096);
}
