/** The accounts, who answers for them, and links that lead to them. https://developer.work.weixin.qq.com/document/path/94661 */
import { type Api, text } from '../../api/call.js';
import { isRefusal, refuse } from '../../refusal.js';
import { accountOf } from '../account.js';

const MOST_ACCOUNTS = 100;

export const accountApis: readonly Api[] = [
  {
    name: 'kf/account/list',
    method: 'POST',
    act({ world, body }) {
      const { offset = 0, limit = MOST_ACCOUNTS } = body;
      if (!isCount(offset, Infinity) || !isCount(limit, MOST_ACCOUNTS))
        return refuse(40058, 'offset or limit');
      const listed = [...world.kf.accounts.values()].slice(offset, offset + limit);
      const account_list = listed.map(({ openKfId, name }) => ({
        open_kfid: openKfId,
        name,
        avatar: 'https://wework.qpic.cn/wwpic/emulated/0',
        manage_privilege: true,
      }));
      return { account_list };
    },
  },
  {
    name: 'kf/servicer/list',
    method: 'GET',
    act({ world, query }) {
      const account = accountOf(world, query.get('open_kfid'));
      if (isRefusal(account)) return account;
      const servicer_list = [...account.servicers.values()].map(({ userId, receives }) => ({
        userid: userId,
        status: receives ? 0 : 1,
        ...(!receives && { stop_type: 0 }),
      }));
      return { servicer_list };
    },
  },
  {
    name: 'kf/add_contact_way',
    method: 'POST',
    act({ world, body }) {
      const account = accountOf(world, body.open_kfid);
      if (isRefusal(account)) return account;
      const scene = text(body.scene);
      if (!/^[0-9A-Za-z_-]{0,32}$/.test(scene)) return refuse(40058, 'scene');
      return { url: world.kf.links.make(account, scene) };
    },
  },
];

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}
