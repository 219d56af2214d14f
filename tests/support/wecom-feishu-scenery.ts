/** The customer and the manager at WeCom, everybody else and the groups at Feishu: one desk, the same tickets. */
import { companyAtFeishu, feishuAt, groupsOf } from './feishu-scenery.js';
import type { Person } from './person.js';
import type { Scenery } from './scenery.js';
import { companyAtWecom, wecomAt } from './wecom-scenery.js';

const AT_WECOM = ['zhang', 'chen'];

export const wecomAndFeishu: Scenery<Person> = {
  name: '企业微信和飞书',
  async raise(now) {
    const feishu = await companyAtFeishu(now);
    const wecom = await companyAtWecom(now);
    const [there, here] = [feishuAt(feishu, 'webhook'), wecomAt(wecom)];
    return {
      environment: { ...there.environment, ...here.environment },
      edits: [
        {
          file: 'desk.yaml',
          from: new RegExp(`identities: \\{ web: (?!${AT_WECOM.join('|')})(\\w+) \\}`, 'gu'),
          to: 'identities: { feishu: ou_$1 }',
        },
        { file: 'desk.yaml', from: /identities: \{ web: (\w+) \}/gu, to: 'identities: { wecom: $1 }' },
        { file: 'desk.yaml', from: /"web:desk:(\w+)"/gu, to: `"${groupsOf(feishu)}"` },
      ],
      async opens(troika) {
        await there.opens(troika);
        await here.opens(troika);
      },
      person: (troika, account, name) =>
        (AT_WECOM.includes(account) ? here : there).person(troika, account, name),
      moves(ms) {
        there.moves(ms);
        here.moves(ms);
      },
      judge() {
        there.judge();
        here.judge();
      },
      async strike() {
        await there.strike();
        await here.strike();
      },
    };
  },
};
