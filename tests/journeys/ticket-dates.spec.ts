/** B9 on a date the ticket holds itself: after the trial, before it, moved with it, and not when it is no longer true. */
import { describe, expect } from '@jest/globals';
import { publish } from '../../src/desk/publish.js';
import { contentFiles } from '../support/content.js';
import { journey } from '../support/journey.js';

const TRIAL = `sop: trial
version: 1
title: { zh-CN: 预约试听, en: Trial lesson }
kind: service-request
queue: registration
initial: booked
subject: "{pupil}"
words: [预约试听, book a trial]
fields:
  pupil: { type: text, label: { zh-CN: 学员, en: Pupil }, ask: intake, required: true }
  trial_on: { type: date, label: { zh-CN: 试听日期, en: Trial day }, ask: intake, required: true }
  offer: { type: text, label: { zh-CN: 优惠, en: Offer } }
states:
  booked: { category: open, label: { zh-CN: 已预约, en: Booked }, owner: queue:registration, limit: none }
  done: { category: closed, label: { zh-CN: 已结束, en: Done } }
transitions:
  finish: { label: { zh-CN: 结束, en: Finish }, from: booked, to: done, by: [agent], when: always, do: none }
timers:
  follow: { in: [booked], date: trial_on, after: 1h, at: "14:30", tell: queue, say: trial_follow }
  discount: { in: [booked], date: trial_on, before: 3d, when: { has: [offer] }, tell: requester, say: trial_offer }
`;

const SAY = {
  'zh-CN':
    'say:\n  trial_follow: 「{pupil}」试听结束一小时了，请跟进。\n  trial_offer: 试听前三天优惠：{offer}\n',
  en: 'say:\n  trial_follow: An hour since the trial of {pupil}.\n  trial_offer: "Three days to go: {offer}"\n',
};

describe('B9：试听后一小时跟进，三天前优惠', () => {
  journey(
    '按工单自己的日期：改期就重排，条件不满足就不发，结束了就不提醒',
    async ({ troika, person, clock, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = (await person('lin', '林晓')).in('注册');
      const files = await contentFiles([
        { file: 'sops/trial.v1.yaml', to: TRIAL },
        { file: 'messages/zh-CN/say-trial.yaml', to: SAY['zh-CN'] },
        { file: 'messages/en/say-trial.yaml', to: SAY.en },
      ]);
      expect(await publish(troika.desk.house, files, 'test')).toMatchObject({ kind: 'published' });
      const told = () => lin.count({ text: '请跟进' });
      const status = async (rule: string) =>
        (
          await troika.store.prisma.timer.findMany({
            where: { rule },
            orderBy: [{ ticketId: 'asc' }, { dueAt: 'asc' }],
          })
        ).map((timer) => [timer.ticketId, timer.date, timer.status]);

      for (const [pupil, day] of [
        ['小明', '2026-12-05'],
        ['小红', '2026-12-05'],
      ] as const) {
        await zhang.says('我要预约试听');
        await zhang.says(pupil);
        await zhang.says(day);
        await zhang.sees({ title: pupil, state: '已预约' });
      }
      // The first is put off by two days, and only the first is made an offer.
      await lin.says('#1 填写');
      for (const answer of ['跳过', '2026-12-07', '首月八折']) await lin.says(answer);
      await settled();
      expect(await status('sop:follow')).toEqual([
        [1, '2026-12-05', 'void'],
        [1, '2026-12-07', 'pending'],
        [2, '2026-12-05', 'pending'],
      ]);

      await clock.to('2026-12-04T08:59:45');
      expect(zhang.count({ text: '首月八折' })).toBe(0);
      await clock.to('2026-12-04T09:00:00');
      await zhang.sees({ text: '试听前三天优惠：首月八折' });
      expect(await status('sop:discount')).toEqual([
        [1, '2026-12-05', 'void'],
        [1, '2026-12-07', 'fired'],
        [2, '2026-12-05', 'void'],
      ]);

      await clock.to('2026-12-05T15:29:45');
      expect(told()).toBe(0);
      await clock.to('2026-12-05T15:30:00');
      await lin.sees({ text: '「小红」试听结束一小时了' });
      expect(lin.count({ text: '小明」试听结束' })).toBe(0);

      await lin.says('#1 结束');
      await lin.sees({ title: '#1', state: '已结束' });
      await clock.to('2026-12-08T12:00');
      expect(told()).toBe(1);
    },
  );
});
