/** The customer at an Official Account with WeChat's limits, everybody else and the groups at Feishu or at WeCom: one desk, the same tickets. */
import { WechatOaEmulator } from '../emulators/wechat-oa/emulator.js';
import { companyAtFeishu, feishuAt, groupsOf } from './feishu-scenery.js';
import type { Person } from './person.js';
import type { Raised, Scenery } from './scenery.js';
import { wechatOaVariables } from './wechat-oa-house.js';
import { atWechatOa } from './wechat-oa-person.js';
import { companyAtWecom, wecomInGroupsAt } from './wecom-scenery.js';

const CUSTOMER = 'zhang';
/** The clock was moved past a token's two hours: the desk learns it by being told. */
const TOKEN_OVER = '42001';

export const wechatOaAndFeishu: Scenery<Person> = {
  name: '公众号和飞书',
  async raise(now) {
    const feishu = await companyAtFeishu(now);
    return withAccount(now, {
      ...feishuAt(feishu, 'webhook'),
      edits: [
        { file: 'desk.yaml', from: /identities: \{ web: (\w+) \}/gu, to: 'identities: { feishu: ou_$1 }' },
        { file: 'desk.yaml', from: /"web:desk:(\w+)"/gu, to: `"${groupsOf(feishu)}"` },
      ],
    });
  },
};

export const wechatOaAndWecom: Scenery<Person> = {
  name: '公众号和企业微信',
  raise: async (now) => withAccount(now, wecomInGroupsAt(await companyAtWecom(now))),
};

/** `there`: where everybody else is. */
async function withAccount(now: number, there: Raised<Person>): Promise<Raised<Person>> {
  const wechat = await WechatOaEmulator.start({ origin: now });
  return {
    ...there,
    environment: { ...there.environment, ...wechatOaVariables(wechat) },
    async opens(troika) {
      await there.opens(troika);
      const verified = await wechat.listensAt(`${troika.url}/wechat/oa`);
      if (!verified.acknowledged) throw new Error(`WeChat does not take our address: ${verified.why}`);
    },
    async person(troika, account, name) {
      if (account !== CUSTOMER) return there.person(troika, account, name);
      if (![...wechat.world.followers.values()].some((follower) => follower.name === name))
        wechat.addPerson({ name });
      return atWechatOa(wechat, troika, name);
    },
    moves(ms) {
      there.moves(ms);
      wechat.clock.advance(ms);
    },
    judge() {
      there.judge();
      const { [TOKEN_OVER]: _, ...refused } = wechat.counts().refused;
      if (Object.keys(refused).length > 0)
        throw new Error(`WeChat refused, by code: ${JSON.stringify(refused)}`);
    },
    async strike() {
      await there.strike();
      await wechat.close();
    },
  };
}
