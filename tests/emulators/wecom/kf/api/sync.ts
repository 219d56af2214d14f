/** What customers and servicers said and did, read from a cursor on. https://developer.work.weixin.qq.com/document/path/94670 */
import { type Answered, type Api, type Call, text } from '../../api/call.js';
import { isRefusal, type Refusal, refuse } from '../../refusal.js';
import { type Account, accountOf } from '../account.js';

const MOST_ITEMS = 1000;

export const syncApis: readonly Api[] = [{ name: 'kf/sync_msg', method: 'POST', atOnce: 5, act: sync }];

function sync(call: Call): Answered | Refusal {
  const { world, body } = call;
  const account = accountOf(world, body.open_kfid);
  if (isRefusal(account)) return account;
  const refusal = tokenRefused(call, account);
  if (refusal) return refusal;
  const limit = body.limit ?? MOST_ITEMS;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MOST_ITEMS)
    return refuse(40058, 'limit');
  const empty = world.faults.strike('empty-page', 'kf/sync_msg') !== undefined;
  const page = account.journal.page(text(body.cursor), empty ? 0 : limit, world.clock.now());
  if (!page) return refuse(50100);
  return { next_cursor: page.next, has_more: page.more || empty ? 1 : 0, msg_list: page.items };
}

/** The doorbell's token opens the door; without one it opens only now and then. */
function tokenRefused({ world, body }: Call, { openKfId }: Account): Refusal | undefined {
  const token = text(body.token);
  if (token !== '') return world.kf.doorbell.rang(token, openKfId) ? undefined : refuse(95007);
  return world.quotas.kfSync(openKfId, world.clock.now()) ? undefined : refuse(45009, 'without a token');
}
