/** Who the customers are. https://developer.work.weixin.qq.com/document/path/95159 */
import { type Api, texts } from '../../api/call.js';
import { refuse } from '../../refusal.js';
import type { Customer } from '../customer.js';

const MOST_CUSTOMERS = 100;

export const customerApis: readonly Api[] = [
  {
    name: 'kf/customer/batchget',
    method: 'POST',
    act({ world, body }) {
      const ids = texts(body.external_userid_list);
      if (ids.length < 1 || ids.length > MOST_CUSTOMERS) return refuse(40058, 'external_userid_list');
      const found = ids.flatMap((id) => world.kf.customers.get(id) ?? []);
      const invalid_external_userid = ids.filter((id) => !world.kf.customers.has(id));
      return { customer_list: found.map(customerJson), invalid_external_userid };
    },
  },
];

function customerJson({ externalUserId, nickname, gender, unionId }: Customer): object {
  return {
    external_userid: externalUserId,
    nickname,
    avatar: 'https://wx.qlogo.cn/emulated/0',
    gender,
    ...(unionId !== undefined && { unionid: unionId }),
  };
}
