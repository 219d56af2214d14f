/** D5: a team that works in turns: who is on gets the work, by day and by night, and everybody can ask who that is. */
import { describe, expect } from '@jest/globals';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';

const serves = (id: string, as: string) => ({
  file: 'desk.yaml',
  from: new RegExp(`(\\n {2}${id}: .*)teams: .registration., roles: .[a-z]+.`, 'u'),
  to: `$1teams: [it], ${as}`,
});
/** 林晓 by day, 周明 by night but not on the second night; whatever is reported is given to somebody. */
const edits = [
  serves('lin', 'roles: [agent]'),
  serves('zhou', 'roles: [agent]'),
  serves('wang', 'roles: [lead]'),
  {
    file: 'desk.yaml',
    from: /\nrouting:\n/u,
    to: `
shifts:
  day: { name: { zh-CN: 白班, en: Day }, team: it, at: ["08:00", "20:00"], who: lin }
  night:
    { name: { zh-CN: 夜班, en: Night }, team: it, at: ["20:00", "08:00"], who: zhou, dates: { "2026-12-02": none } }
routing:
  all: { name: { zh-CN: 全部, en: All }, when: { category: fault }, queue: it, to: round_robin }
`,
  },
];

describe('排班', () => {
  journey(
    'D5：白班夜班各归各的人，跨零点也对；没人在班时先给下一班的人，组长马上知道；「值班表」说谁在班、谁接班',
    async ({ troika, person, clock, settled }) => {
      const lin = await person('lin', '林晓');
      const zhou = await person('zhou', '周明');
      const wang = await person('wang', '王芳');
      const reports = async (account: string, what: string) => {
        const asker = guest(troika, account, account);
        for (const line of ['报修', what, '三楼', '完全无法工作']) await asker.says(line);
        await settled();
        const ticket = await troika.store.prisma.ticket.findFirst({ orderBy: { id: 'desc' } });
        return ticket?.assigneeId;
      };

      // Tuesday at ten.
      expect(await reports('qian', '登录不了')).toBe('lin');
      await lin.sees({ title: '#1', text: '交给了您' });
      await wang.says('值班表');
      await wang.sees({
        title: '值班表',
        text: ['白班', '林晓', '到 今天 20:00', '夜班', '周明', '今天 20:00 起'],
      });
      expect(wang.words()).not.toContain('人在班，先给了');

      await clock.to('2026-12-01T23:30');
      expect(await reports('zheng', '断网')).toBe('zhou');
      await clock.to('2026-12-02T07:30');
      expect(await reports('feng', '打印机卡纸')).toBe('zhou');
      expect(zhou.count({ text: '交给了您' })).toBeGreaterThan(0);

      // The night nobody works.
      await clock.to('2026-12-02T22:00');
      await zhou.says('谁在班');
      await zhou.sees({ title: '值班表', text: ['现在没有人在班', '白班', '林晓', '明天 08:00 起'] });
      expect(await reports('chu', '服务器报警')).toBe('lin');
      await wang.sees({ title: '#4', text: '现在没有能接这张工单的人在班，先给了林晓（明天 08:00 上班）' });
      await wang.says('#4 派单 周明');
      await settled();
      expect((await troika.store.tickets.ticket(4))?.ticket.assigneeId).toBe('zhou');

      // To a customer the roster is nobody's business.
      const asker = guest(troika, 'qian', 'qian');
      await asker.taps('page:0:0:roster');
      expect(JSON.stringify(await asker.cards())).not.toContain('夜班');
    },
    { edits, at: '2026-12-01T10:00' },
  );
});
