/** A customer's card and the journey, as each pair of eyes reads them. */
import { describe, expect, test } from '@jest/globals';
import { type CustomerFacts, customerCard } from '../../src/cards/customer.js';
import { customersCard } from '../../src/cards/customers.js';
import { journeyCard, stageCard } from '../../src/cards/journey.js';
import { registration, START } from '../support/given.js';
import { readAloud, shipped, wordingAt } from './words.js';

const zh = wordingAt(START);
const { customers: form } = shipped;

const facts: CustomerFacts = {
  customer: {
    ...{ id: 'C-1', kind: 'company', name: '青禾科技', tier: 'vip', stage: 'served', stageAt: START },
    ...{ fields: { credit_code: '9133', finance_phone: '057187654321', gone: 'x' } },
    dates: { licence_expiry: '2026-03-02', contract_end: '2026-06-30' },
  },
  contacts: [
    { id: 'r-韩梅梅', name: '韩梅梅', phone: '13800138000' },
    { id: 'r-李雷', name: '李雷', phone: null },
  ],
  orders: [
    { ref: 'PO-2', amount: null, paidAt: null },
    { ref: 'PO-1', amount: 1999.5, paidAt: START },
  ],
  tickets: Array.from({ length: 9 }, (_, n) => ({
    ...{ id: 9 - n, title: '青禾', sop: registration.key, content: 'c', state: 'review', category: 'open' },
    ...{
      assigneeId: n === 0 ? 'lin' : null,
      requesterName: '韩梅梅',
      enteredAt: START,
      dueAt: null,
      lateAt: null,
      queue: 'registration',
      held: false,
      targets: [],
    },
  })) as CustomerFacts['tickets'],
  sopOf: () => registration,
  form,
  reader: 'member',
  full: true,
  today: '2026-03-02',
};

describe('a customer', () => {
  test('with all that is kept of it, its people, orders and tickets', () => {
    const card = customerCard(facts, zh);
    expect(card.tone).toBe('warning');
    expect(readAloud(card).slice(0, 15)).toEqual([
      '青禾科技 【重点客户】',
      '编号：C-1',
      '类型：公司',
      '阶段：服务中（今天 09:00 起）',
      '统一社会信用代码：9133',
      '财务电话：057187654321',
      '执照到期：2026年3月2日（就是今天）',
      '合同到期：2026年6月30日（还有 120 天）',
      '联系人（2 位）',
      '韩梅梅 · 13800138000',
      '李雷',
      '订单（2 个）',
      'PO-2 · 未付款',
      'PO-1 · 1999.50 元 · 今天 09:00 已付款',
      '工单（9 张，您的班组）',
    ]);
    expect(readAloud(card)).toContain('#9 青禾 · 资料审核 · 林晓');
    expect(readAloud(card)).toContain('还有 1 条没有列出。');
    expect(card.buttons.filter(({ value }) => value.startsWith('show:'))).toHaveLength(8);
    expect(card.buttons.map(({ text }) => text)).toContain('替韩梅梅建单');
  });

  test('in a group without any personal value', () => {
    const shown = JSON.stringify(customerCard({ ...facts, reader: 'group' }, zh));
    for (const personal of ['13800138000', '057187654321', '财务电话']) expect(shown).not.toContain(personal);
    expect(shown).toContain('韩梅梅');
  });

  test('of whom nothing is known but the name; what desk.yaml no longer names is shown by its key', () => {
    const bare = {
      ...facts.customer,
      tier: 'gold',
      stage: null,
      fields: {},
      dates: {},
      kind: 'person' as const,
    };
    const card = customerCard({ ...facts, customer: bare, contacts: [], orders: [], tickets: [] }, zh);
    expect(card.tone).toBe('info');
    expect(readAloud(card)).toEqual([
      '青禾科技 【gold】',
      '编号：C-1',
      '类型：个人',
      '还没有联系人。',
      '还没有订单。',
      '您的班组还没有这位客户的工单。',
    ]);
  });

  test('in English counts one day as one', () => {
    const dates = { licence_expiry: '2026-03-03', contract_end: '2026-02-28' };
    const lines = readAloud(
      customerCard({ ...facts, customer: { ...facts.customer, dates } }, wordingAt(START, 'en')),
      'en',
    );
    expect(lines).toContain('Licence expiry: 3 March 2026 (1 day left)');
    expect(lines).toContain('Contract end: 28 February 2026 (2 days ago)');
  });

  test('among several has a button each, as many as one reads', () => {
    const matches = Array.from({ length: 12 }, (_, n) => ({ id: `C-${n}`, name: `青禾${n}`, tier: null }));
    const card = customersCard({ said: '青禾', matches, near: [], tiers: form.tiers }, zh);
    expect(readAloud(card)).toContain('还有更多，请多写几个字。');
    expect(card.buttons.map(({ value }) => value)).toEqual(
      matches.slice(0, 8).map(({ id }) => `page:0:0:customer.${id}`),
    );
  });
});

describe('the journey', () => {
  const rows = [
    { stage: 'served', customers: '12', open: '3' },
    { stage: 'trial_once', customers: 2, open: 0 },
    { stage: null, customers: 1, open: 0 },
  ];

  test('counts every customer once, in the order of the stages, those of no stage last', () => {
    const card = journeyCard({ stages: form.stages, rows }, zh);
    expect(readAloud(card).slice(0, 9)).toEqual([
      '客户旅程 【15 位客户】',
      ...['意向：0 位，未完成工单 0 张', '注册中：0 位，未完成工单 0 张', '服务中：12 位，未完成工单 3 张'],
      ...[
        '待续约：0 位，未完成工单 0 张',
        '已离开：0 位，未完成工单 0 张',
        'trial_once：2 位，未完成工单 0 张',
      ],
      '未分阶段：1 位，未完成工单 0 张',
      '口径：此刻处于各阶段的全部客户；未完成工单只算您负责的班组。',
    ]);
    expect(card.buttons.map(({ value }) => value)).toEqual([
      ...['page:0:0:stage.served', 'page:0:0:stage.trial_once', 'page:0:0:stage.'],
    ]);
  });

  test('of a stage names those who stand there, and how many more do', () => {
    const some = [{ id: 'C-1', name: '青禾', tier: 'vip', stageAt: START, open: 2 }];
    const shown = { stage: 'served', stages: form.stages, tiers: form.tiers };
    expect(readAloud(stageCard({ ...shown, total: 3, rows: some }, zh))).toEqual([
      '客户旅程：服务中 【3 位客户】',
      '青禾 · 重点客户 · 今天 09:00 · 2',
      '还有 2 位没有列出。',
      '[青禾]',
      '[客户旅程]',
    ]);
    expect(readAloud(stageCard({ ...shown, total: 0, rows: [] }, zh))).toContain('这个阶段现在没有客户。');
  });
});
