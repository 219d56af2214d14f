/** Customer service over HTTP: customers, servicers and the accounts, for whoever runs the emulator as a process of its own. */
import { type Given, needed, type Verb } from '../../kit/control-door.js';
import type { CustomerHands } from './customer-hands.js';
import type { FrontDesk, NewCustomer } from './front-desk.js';
import type { ServicerHands } from './servicer-hands.js';

const KINDS = ['image', 'voice', 'video', 'file'] as const;

export function kfVerbs(kf: FrontDesk): Readonly<Record<string, Verb>> {
  return { ...reception(kf), ...customers(kf), ...servicers(kf) };
}

function reception(kf: FrontDesk): Record<string, Verb> {
  return {
    'kf-callback': (given) => kf.listensAt(needed(given, 'url')),
    'kf-accounts': (given) => ({ openKfId: kf.addAccount(needed(given, 'name')) }),
    'kf-customers'(given) {
      needed(given, 'nickname');
      return { externalUserId: kf.addCustomer(given as unknown as NewCustomer).customer.externalUserId };
    },
    'kf-servicers': (given) => ({
      userId: kf.addServicer(needed(given, 'userId'), accountIn(given)).servicer.userId,
    }),
  };
}

/** `customer` is an external user id or a nickname. */
function customers(kf: FrontDesk): Record<string, Verb> {
  const handsOf = (given: Given): CustomerHands => {
    const hands = kf.customer(needed(given, 'customer'));
    const account = accountIn(given);
    return account === undefined ? hands : hands.at(account);
  };
  return {
    'kf-opens'(given) {
      if (given.link !== undefined) return handsOf(given).follows(needed(given, 'link'));
      return handsOf(given).opens(given as { scene?: string; sceneParam?: string });
    },
    'kf-says': (given) => handsOf(given).says(needed(given, 'text')),
    'kf-files'(given) {
      const kind = KINDS.find((each) => each === (given.kind ?? 'file'));
      if (!kind) throw new Error(`expected kind, one of ${KINDS.join(', ')}, got ${String(given.kind)}`);
      const bytes = Buffer.from(needed(given, 'base64'), 'base64');
      return handsOf(given).sendsFile(kind, needed(given, 'name'), bytes);
    },
    'kf-taps': (given) => handsOf(given).taps(needed(given, 'message'), needed(given, 'item')),
    'kf-recalls': (given) => handsOf(given).recalls(needed(given, 'message')),
    'kf-refuses': (given) => handsOf(given).refuses(given.refuses !== false),
    'kf-sees': (given) => ({ messages: handsOf(given).sees() }),
  };
}

function servicers(kf: FrontDesk): Record<string, Verb> {
  const serves =
    (act: (hands: ServicerHands, customer: string, given: Given) => unknown): Verb =>
    (given) =>
      act(kf.servicer(needed(given, 'servicer'), accountIn(given)), needed(given, 'customer'), given);
  return {
    'kf-takes': serves((hands, customer) => hands.takes(customer)),
    'kf-answers': serves((hands, customer, given) => hands.says(customer, needed(given, 'text'))),
    'kf-transfers': serves((hands, customer, given) => hands.transfers(customer, needed(given, 'to'))),
    'kf-ends': serves((hands, customer) => hands.ends(customer)),
    'kf-reopens': serves((hands, customer) => hands.reopens(customer)),
    'kf-takes-back': serves((hands, customer, given) => hands.recalls(customer, needed(given, 'message'))),
    'kf-turns-away': serves((hands, customer, given) => hands.refuses(customer, given.refuses !== false)),
    'kf-receives': (given) =>
      kf.servicer(needed(given, 'servicer'), accountIn(given)).receives(given.receives !== false),
  };
}

function accountIn(given: Given): string | undefined {
  return given.account === undefined ? undefined : needed(given, 'account');
}
