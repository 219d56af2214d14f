/** Roles of the house's own: named in the desk, used by an SOP, worded like ours. */
import { readFile } from 'node:fs/promises';
import { describe, expect } from '@jest/globals';
import { publish } from '../../src/desk/publish.js';
import { contentFiles } from '../support/content.js';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';

describe('自己的角色', () => {
  journey('C7: 只有出纳能确认收款，组长也不行；拒绝时说清楚该找谁', async ({ person, troika }) => {
    const registration = await readFile('prompts/sops/company-registration.v1.yaml', 'utf8');
    const files = await contentFiles([
      {
        file: 'desk.yaml',
        from: '\nroles:\n',
        to: '\nroles:\n  cashier: { zh-CN: 出纳, en: Cashier }\n',
      },
      { file: 'desk.yaml', from: /(zhou: .*?)roles: \[agent\]/u, to: '$1roles: [agent, cashier]' },
      {
        file: 'sops/company-registration.v2.yaml',
        to: registration
          .replace('version: 1', 'version: 2')
          .replace('by: [source:payment, lead]', 'by: [source:payment, cashier]'),
      },
    ]);
    expect(await publish(troika.desk.house, files, 'test')).toMatchObject({ kind: 'published' });
    const zhang = await person('zhang', '张三');
    const ticket = await orders(zhang, '甲公司');
    const wang = (await person('wang', '王芳')).in('注册');
    const zhou = (await person('zhou', '周明')).in('注册');
    const on = { title: `#${ticket}`, state: '待付款' };
    expect((await wang.taps('确认付款', on))?.toast?.text).toContain('周明');
    await zhou.fills('确认付款', { 支付单号: 'P-1' }, on);
    await zhang.sees({ title: `#${ticket}`, state: '待提交资料' });
    expect(
      troika.desk.house.library
        .cached((await troika.store.content.live())?.id ?? '')
        ?.messages.t('zh-CN', 'role.cashier'),
    ).toBe('出纳');
  });
});
