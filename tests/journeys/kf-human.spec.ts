/** A customer in WeChat talks to a colleague in WeCom's own client, and the desk only listens: there, and back. */
import { describe, expect } from '@jest/globals';
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import { until } from '../scheduler/until.js';
import { theatre } from '../support/journey.js';
import { kfAndWecomWith } from '../support/kf-scenery.js';
import { saidOn } from '../support/said-on.js';
import type { TestTroika } from '../support/troika.js';

/** Somebody of the demo serves the IT desk, where advice is given. */
const edits = [{ file: 'desk.yaml', from: /(\n {2}lin: .*)teams: \[registration\]/u, to: '$1teams: [it]' }];

let wecom: WecomEmulator;
const { journey } = theatre(
  kfAndWecomWith((emulator) => {
    wecom = emulator;
    emulator.kf.addServicer('lin');
  }),
);
const servicer = () => wecom.kf.servicer('lin');
const customer = () => [...wecom.world.kf.customers.values()][0]?.externalUserId ?? '';
const state = () => wecom.world.kf.accounts.get(wecom.kf.app.openKfId)?.chats.get(customer())?.state;

/** The doorbell rings, and what rang is fetched. */
const TOLD_MS = 20_000;
const withWhom = async ({ store }: TestTroika) => (await store.tickets.ticket(1))?.ticket.conversation?.with;

describe('转人工到微信客服的同事，再回来', () => {
  journey(
    'B13：客户要人工，会话进接待池；同事在企业微信里接入、答复、结束；两边的话都在工单上；期间要通知的等结束时一起说',
    async ({ troika, person, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      await zhang.says('转人工 钱还没到');
      await until(() => zhang.count({ title: '#1', text: '现在是服务时间' }) === 1, TOLD_MS);
      await until(() => state() === 2, TOLD_MS);
      await servicer().takes('张三');
      await until(async () => (await withWhom(troika)) === 'lin', TOLD_MS);
      await lin.says('#1');
      await lin.sees({ title: '#1 钱还没到', text: '人工接待中：林晓' });

      await servicer().says('张三', '我是林晓，马上查');
      await zhang.says('好的，单号 42');
      await servicer().sendsFile('张三', 'file', '回单.txt', Buffer.from('paid'));
      await until(async () => (await saidOn(troika, 1)).length === 4, TOLD_MS);
      await settled();
      const heard = zhang.heard();
      await lin.says('#1 接单');
      await settled();
      expect(zhang.heard()).toBe(heard);

      await servicer().ends('张三');
      await until(() => zhang.heard() > heard, TOLD_MS);
      await zhang.sees({ title: '#1', text: ['人工接待已结束', '林晓'] });
      expect(await saidOn(troika, 1)).toEqual([
        ['requester', '钱还没到'],
        ['member:lin', '我是林晓，马上查'],
        ['requester', '好的，单号 42'],
        ['member:lin', '📎 回单.txt'],
      ]);
      await zhang.says('进度');
      await zhang.sees({ title: '#1' });
    },
    { edits },
  );

  journey(
    '转给处理人本人：他们说「结束人工」，或办完了，机器人接着办；客户自己也能结束',
    async ({ troika, person, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      await zhang.says('转人工 钱还没到');
      await until(async () => (await withWhom(troika)) === null, TOLD_MS);
      await lin.says('#1 接单');
      await until(() => state() === 3, TOLD_MS);
      await until(async () => (await withWhom(troika)) === 'lin', TOLD_MS);
      await settled();
      await lin.says('#1 回复 到账后再告诉您');
      await settled();
      expect(zhang.count({ text: '到账后再告诉您' })).toBe(0);
      await lin.says('#1 结束人工');
      await until(() => zhang.count({ text: ['到账后再告诉您', '人工接待已结束'] }) === 1, TOLD_MS);
      expect(state()).toBe(4);
      expect(await withWhom(troika)).toBeUndefined();

      await zhang.says('转人工');
      await until(() => state() === 3, TOLD_MS);
      await zhang.says('结束人工');
      await until(() => zhang.count({ text: '人工接待已结束' }) === 2, TOLD_MS);
      expect(state()).toBe(4);

      await zhang.says('人工');
      await until(() => state() === 3, TOLD_MS);
      await settled();
      await lin.says('#1 解答 已退回原卡');
      await until(() => zhang.count({ text: '已退回原卡', buttons: ['确认并关闭'] }) === 1, TOLD_MS);
      expect(state()).toBe(4);
      await zhang.taps('确认并关闭', { text: '已退回原卡' });
      await until(async () => (await troika.store.tickets.ticket(1))?.ticket.category === 'closed', TOLD_MS);
    },
    { edits },
  );

  journey(
    '没有同事能接：客户听到接下来怎样，处理人听到原因，工单还在原处，回复照样到客户手里',
    async ({ troika, person, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      await servicer().receives(false);
      await zhang.says('你好');
      await zhang.sees({ text: '也可以直接回复：试听课、我的工单、转人工' });
      await zhang.says('转人工 钱还没到');
      await zhang.sees({ title: '#1', text: '现在没有同事能马上接进这个对话' });
      await settled();
      expect(state()).toBeLessThan(2);
      await lin.says('#1 回复 三个工作日内到账');
      await zhang.sees({ title: '#1', text: '三个工作日内到账' });
      expect((await troika.store.tickets.ticket(1))?.ticket.conversation).toBeNull();
    },
    { edits },
  );
});
