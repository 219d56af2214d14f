/** A message of the app on its way to a customer: its id, and whether it arrives after all. https://developer.work.weixin.qq.com/document/path/94677 */
import { type Json, text } from '../api/call.js';
import { newId } from '../ids.js';
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import type { Account } from './account.js';
import type { Chat } from './chat.js';
import type { Said } from './content.js';
import { failTypeOf, REFUSED_BY_CUSTOMER, SEND_FAILS } from './failures.js';
import { tellOfEvent } from './journaling.js';

/** The id that the app gave, once in the account's life, or one of ours. */
export function msgIdIn(account: Account, body: Json): string | Refusal {
  if (body.msgid === undefined || body.msgid === '') return newId(24);
  const id = text(body.msgid);
  if (!/^[0-9A-Za-z_-]{1,32}$/.test(id)) return refuse(40058, 'msgid');
  return account.sentIds.has(id) ? refuse(40058, 'msgid was used before') : id;
}

/** Taken: it stands on the customer's screen, or an event says later that it does not. */
export function dispatch(world: World, chat: Chat, id: string, { type, content }: Said): void {
  const { account, customer } = chat;
  const now = world.clock.now();
  account.sentIds.add(id);
  const failType = failure(world, chat);
  if (failType === undefined) {
    chat.lines.push({ id, from: 'account', type, content, at: now, recalled: false });
    world.tally.show(`${account.openKfId} ${customer.externalUserId}`, JSON.stringify({ type, content }));
    return;
  }
  world.clock.at(now, () => {
    void tellOfEvent(world, chat, 'msg_send_fail', { fail_msgid: id, fail_type: failType });
  });
}

function failure({ faults }: World, { refuses, customer }: Chat): number | undefined {
  if (refuses) return REFUSED_BY_CUSTOMER;
  const struck = SEND_FAILS.find((fail) => faults.strike(fail, `kf/send_msg ${customer.externalUserId}`));
  return struck && failTypeOf(struck);
}
