/** The company's own address book at Feishu: taken over with one look, one person on two platforms, and who leaves is gone at once. */
import { describe, expect } from '@jest/globals';
import type { FeishuEmulator } from '../emulators/feishu/emulator.js';
import { companyAtFeishu, feishuAt } from '../support/feishu-scenery.js';
import { theatre } from '../support/journey.js';
import { orders, submits } from '../support/orders.js';
import type { Person } from '../support/person.js';
import type { Scenery } from '../support/scenery.js';
import { describeCard } from '../support/seen.js';

let feishu: FeishuEmulator;

/** Only 陈静 is known there yet, and administers the desk; the others are known by their accounts at the page. */
const onlyTheAdmin: Scenery<Person> = {
  name: '飞书，刚接通',
  async raise(now) {
    feishu = await companyAtFeishu(now);
    const registration = feishu.addDepartment({ name: '注册组', leader: 'ou_wang' });
    const is = (openId: string, what: object) => Object.assign(feishu.world.people.get(openId) ?? {}, what);
    for (const { openId } of feishu.world.people.values()) is(openId, { departmentIds: [registration] });
    is('ou_lin', { mobile: '+8613800138000', leader: 'ou_wang' });
    is('ou_zhang', { departmentIds: ['0'] });
    feishu.addPerson({
      name: '韩梅',
      openId: 'ou_han',
      email: 'han@qinghe.example',
      departments: [registration],
      leader: 'ou_lin',
    });
    return {
      ...feishuAt(feishu, 'webhook'),
      edits: [
        {
          file: 'desk.yaml',
          from: 'roles: [manager], identities: { web: chen }',
          to: 'roles: [manager, admin], identities: { feishu: ou_chen }',
        },
        {
          file: 'desk.yaml',
          from: '"web:desk:registration"',
          to: `"feishu:${feishu.app.appId}:oc_registration"`,
        },
      ],
    };
  },
};

const { journey } = theatre(onlyTheAdmin);

describe('飞书通讯录', () => {
  journey(
    'D19, E2: 同步前先看变化；按手机号认出同一个人，不按名字；飞书里离职，这里马上停用并交接',
    async (stage) => {
      const { troika, settled, pays } = stage;
      // As a list with the column 手机 leaves it.
      await troika.store.prisma.identity.create({
        data: { platform: 'sms', account: '13800138000', memberId: 'lin' },
      });
      const chen = await stage.person('chen', '陈静');
      await chen.says('同步通讯录');
      const shown = describeCard(await chen.sees({ title: '导入后的变化' }));
      expect(shown).toContain('韩梅（han）');
      expect(shown).toContain('lin · feishu ou_lin');
      expect(shown).toMatch(/周明和周明（zhou）同名/u);
      expect(shown).toContain('1 人没有部门，不加入，仍是报单人');
      await chen.taps('确认同步');
      await settled();
      const { members } = await troika.store.people.directory();
      expect(members.get('han')).toMatchObject({ name: '韩梅', teams: ['registration'], leader: 'lin' });
      expect(await troika.store.people.person('feishu', 'ou_lin')).toEqual({ kind: 'member', id: 'lin' });

      // The same member at Feishu as on the page: tickets are theirs there.
      const zhang = await stage.person('zhang', '张三');
      const lin = await stage.person('lin', '林晓');
      const ticket = await orders(zhang, '杭州青禾科技有限公司');
      await pays(ticket);
      await submits(zhang, '杭州青禾科技有限公司');
      await lin.in('注册').taps('接单', { title: `#${ticket}`, state: '资料审核' });
      await settled();
      expect((await troika.store.tickets.ticket(ticket))?.ticket.assigneeId).toBe('lin');

      await feishu.company.resigns('ou_lin');
      await settled();
      await chen.sees({ text: '林晓已在飞书离职' });
      expect((await troika.store.people.directory()).members.get('lin')?.active).toBe(false);
      await settled();
      expect((await troika.store.tickets.ticket(ticket))?.ticket.assigneeId).toBe('wang');
    },
  );

  journey('E2: 飞书一时读不到，什么都不变，说清楚为什么', async ({ troika, person }) => {
    const chen = await person('chen', '陈静');
    const before = await troika.store.people.directory();
    feishu.world.faults.switchOn({ kind: '5xx', on: 'contact.', times: 20 });
    await chen.says('同步通讯录');
    await chen.sees({ title: '读不到飞书的通讯录' });
    expect((await troika.store.people.directory()).version).toBe(before.version);
  });
});
