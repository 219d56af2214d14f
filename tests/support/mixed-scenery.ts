/** Half of the house at our page with sessions of their own, the customer and the others at Feishu: one desk, the same cards. */
import { companyAtFeishu, feishuAt, groupsOf } from './feishu-scenery.js';
import { logIn } from './logged-in.js';
import { sit } from './page-person.js';
import type { Person } from './person.js';
import type { Scenery } from './scenery.js';

const AT_THE_PAGE = ['lin', 'chen'];

export const mixed: Scenery<Person> = {
  name: '网页和飞书',
  async raise(now) {
    const emulator = await companyAtFeishu(now);
    const there = feishuAt(emulator, 'webhook');
    return {
      ...there,
      edits: [
        {
          file: 'desk.yaml',
          from: new RegExp(`identities: \\{ web: (?!${AT_THE_PAGE.join('|')})(\\w+) \\}`, 'gu'),
          to: 'identities: { feishu: ou_$1 }',
        },
        {
          file: 'desk.yaml',
          from: /"web:desk:(\w+)"/gu,
          to: `"web:desk:$1", "${groupsOf(emulator)}"`,
        },
      ],
      async person(troika, account, name) {
        if (!AT_THE_PAGE.includes(account)) return there.person(troika, account, name);
        return sit(troika.url, await logIn(troika, account), account, name);
      },
    };
  },
};
