/** 进度 without a number: what waits for the customer on top, and what can be done where there is nothing. */
import { describe, expect, test } from '@jest/globals';
import type { TicketRow } from '../../src/cards/ticket-row.js';
import { nothingUnderwayCard, underwayCard } from '../../src/cards/underway.js';

import { HOUR, START, sopCalled } from '../support/given.js';
import { readAloud, shipped, wordingAt } from './words.js';

const zh = wordingAt();
const en = wordingAt(START, 'en');
const sopOf = () => sopCalled('company-registration');

function row(id: number, state: string, hours: number): TicketRow {
  return {
    ...{ id, title: `第${id}家公司`, sop: 'company-registration', content: 'c1', requesterName: '韩梅梅' },
    ...{ state, category: 'open', assigneeId: null, enteredAt: START - hours * HOUR, dueAt: null },
    ...{ lateAt: null, queue: 'registration', held: false, targets: [] },
  };
}

describe('several open tickets', () => {
  const rows = [
    row(1, 'review', 3),
    row(2, 'assigned', 1),
    row(3, 'awaiting_payment', 2),
    row(4, 'registered', 9),
  ];
  const asks = new Map([
    [3, '请在下单页面付款'],
    [4, '已经办好，请您确认'],
  ]);

  test('the one that has waited longest for them comes first, then what moved last', () => {
    const card = underwayCard({ rows, sopOf, asks }, zh);
    expect(card.tone).toBe('warning');
    expect(readAloud(card)).toEqual([
      '您有 4 张工单在办理',
      '#4 第4家公司',
      '注册完成，今天 00:00 起',
      '等您：已经办好，请您确认',
      '#3 第3家公司',
      '待付款，今天 07:00 起',
      '等您：请在下单页面付款',
      '#2 第2家公司',
      '办理中，今天 08:00 起',
      '#1 第1家公司',
      '资料审核中，今天 06:00 起',
      '看某一张，点下面的按钮，或者回复「进度 #4」这样的编号。',
      ...[4, 3, 2, 1].map((id) => `[打开 #${id}]`),
    ]);
  });

  test('in English, and what does not fit is counted', () => {
    const many = Array.from({ length: 10 }, (_, n) => row(n + 1, 'review', n + 1));
    const lines = readAloud(underwayCard({ rows: many, sopOf, asks: new Map() }, en), 'en');
    expect(lines.slice(0, 3)).toEqual([
      'You have 10 tickets under way',
      '#1 第1家公司',
      'We are checking your documents, since today 08:00',
    ]);
    expect(lines).toContain('2 more are not listed.');
  });
});

describe('no open ticket', () => {
  const services = { sops: Object.values(shipped.latest), categories: shipped.categories };

  test('says so, names the last one, and offers what the desk can do', () => {
    const last = row(7, 'closed', 1);
    const lines = readAloud(nothingUnderwayCard({ last, sopOf, ...services }, zh));
    expect(lines.slice(0, 5)).toEqual([
      '我的工单',
      '您现在没有在办理的工单。',
      '最近一张是 #7 第7家公司：已关闭（今天 08:00）。',
      '要办什么，点下面的业务，或者直接用一句话告诉我。',
      '[打开 #7]',
    ]);
    expect(lines).toContain('[公司注册]');
  });

  test('to whoever never had one nothing is named', () => {
    const lines = readAloud(nothingUnderwayCard({ last: null, sopOf, ...services }, zh));
    expect(lines.slice(0, 3)).toEqual([
      '我的工单',
      '您现在没有在办理的工单。',
      '要办什么，点下面的业务，或者直接用一句话告诉我。',
    ]);
    expect(lines.join()).not.toContain('打开');
  });
});
