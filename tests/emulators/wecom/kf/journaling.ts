/** What happens is written into the account's journal, and the doorbell is rung for it. https://developer.work.weixin.qq.com/document/path/94670 */
import type { Attempt } from '../../kit/deliveries.js';
import type { Json } from '../api/call.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import type { Account } from './account.js';
import type { Chat, Line } from './chat.js';

/** Who speaks, as the journal counts them. */
const ORIGINS = { customer: 3, system: 4, servicer: 5 } as const;

/** Words of the customer or of a servicer; they stand on the screen already. */
export function tellOfLine(world: World, chat: Chat, line: Line): Promise<Attempt> {
  const byCustomer = line.from === 'customer';
  return tell(world, chat.account, {
    msgid: line.id,
    open_kfid: chat.account.openKfId,
    external_userid: chat.customer.externalUserId,
    send_time: Math.floor(line.at / 1000),
    origin: byCustomer ? ORIGINS.customer : ORIGINS.servicer,
    ...(!byCustomer && { servicer_userid: line.from }),
    msgtype: line.type,
    [line.type]: line.content,
  });
}

export function tellOfEvent(world: World, chat: Chat, eventType: string, more: Json): Promise<Attempt> {
  return tellOfAccount(world, chat.account, eventType, {
    external_userid: chat.customer.externalUserId,
    ...more,
  });
}

/** An event that is no customer's. */
export function tellOfAccount(
  world: World,
  account: Account,
  eventType: string,
  more: Json,
): Promise<Attempt> {
  return tell(world, account, {
    msgid: newId(24),
    send_time: Math.floor(world.clock.now() / 1000),
    origin: ORIGINS.system,
    msgtype: 'event',
    event: { event_type: eventType, open_kfid: account.openKfId, ...more },
  });
}

function tell(world: World, account: Account, item: Json): Promise<Attempt> {
  account.journal.add(world.clock.now(), item);
  return world.kf.doorbell.ring(account.openKfId);
}
