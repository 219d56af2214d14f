/** The live card of a ticket, as each pair of eyes reads it. */
import { describe, expect, test } from '@jest/globals';
import { progressCard } from '../../src/cards/progress.js';
import { ticketCard } from '../../src/cards/ticket.js';
import type { Text } from '../../src/people/people.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import {
  by,
  factsFor,
  type History,
  HOUR,
  MINUTE,
  registrationUpTo,
  replay,
  START,
} from '../support/given.js';
import { readAloud, wordingAt } from './words.js';

const ticketOf = (history: History): Ticket => replay(history) as Ticket;
const past = (ms: number) => START + ms;

const memberCard = (
  history: History,
  actor: keyof typeof by,
  now = START,
  locale: 'zh-CN' | 'en' = 'zh-CN',
) =>
  ticketCard(
    { ticket: ticketOf(history), facts: factsFor(by[actor], { now }), reader: 'member' },
    wordingAt(now, locale),
  );
const groupCard = (history: History, now = START) =>
  ticketCard(
    { ticket: ticketOf(history), facts: factsFor(by.system, { now }), reader: 'group' },
    wordingAt(now),
  );
const customerCard = (history: History, now = START, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  progressCard({ ticket: ticketOf(history), facts: factsFor(by.customer, { now }) }, wordingAt(now, locale));

describe('a member reads', () => {
  test('what presses first, then what is known, then what may be done', () => {
    expect(readAloud(memberCard(registrationUpTo.review(), 'lin', past(90 * MINUTE)))).toEqual([
      '#7 杭州青禾科技 【资料审核】',
      '时限：还剩 2 小时 30 分钟，今天 14:30 前完成',
      '确认事项（0/2）',
      '☐ 公司名称与申请一致',
      '☐ 证件清晰可读',
      '处理人：还没有人接',
      '报单人：韩梅梅',
      '队列：公司注册',
      '优先级：P3',
      '公司名称：杭州青禾科技',
      '联系电话：138****8000',
      '支付单号：P-1',
      '📎 f1.jpg',
      '✓ 待付款（韩梅梅）',
      '✓ 待提交资料（韩梅梅）',
      '▶ 资料审核（注册组）',
      '○ 已指派（注册组）',
      '○ 注册完成（韩梅梅）',
      '○ 已关闭',
      '[勾选] 公司名称与申请一致',
      '[勾选] 证件清晰可读',
      '(审核通过并指派) 「审核通过并指派」之前还要确认：公司名称与申请一致、证件清晰可读。由林晓、周明勾选。',
      '[驳回]',
      '[接单]',
      '(派单) 这件事要由王芳、处理人来做。',
      '[回复]',
      '[快捷回复]',
      '[备注]',
      '[填写]',
      '[定级]',
      '[挂起]',
      '[关注]',
    ]);
  });

  test('whose matter it is and of which tier, right below who asked', () => {
    const ticket = ticketOf(registrationUpTo.review());
    const card = (reader: 'member' | 'group', tier: Text | string | null, locale: 'zh-CN' | 'en' = 'zh-CN') =>
      readAloud(
        ticketCard(
          { ticket, facts: factsFor(by.lin), reader, customer: { name: '青禾集团', tier } },
          wordingAt(START, locale),
        ),
        locale,
      );
    const vip = { 'zh-CN': '重点客户', en: 'Key account' };
    for (const reader of ['member', 'group'] as const) {
      const lines = card(reader, vip);
      expect(lines[lines.indexOf('报单人：韩梅梅') + 1]).toBe('客户：青禾集团（重点客户）');
    }
    expect(card('member', vip, 'en')).toContain('Customer: 青禾集团 (Key account)');
    expect(card('member', null)).toContain('客户：青禾集团');
    expect(card('member', 'gone')).toContain('客户：青禾集团（gone）');
  });

  test('that it is late, by how much working time, and that a reason will be asked', () => {
    const card = memberCard(registrationUpTo.checked(), 'lin', past(9 * HOUR + 30 * MINUTE));
    expect(card.tone).toBe('bad');
    expect(readAloud(card).slice(0, 3)).toEqual([
      '#7 杭州青禾科技 【资料审核】',
      // 14:30 to 18:00, when the office closes: half an hour after closing does not count.
      '时限：已超时 3 小时 30 分钟，应于今天 14:30 完成',
      '已超时，下一步要写明超时原因。',
    ]);
  });

  test('that the warning time has come', () => {
    const card = memberCard(registrationUpTo.review(), 'lin', Date.UTC(2026, 2, 2, 6, 10));
    expect(card.tone).toBe('warning');
    expect(readAloud(card)[1]).toBe('时限：还剩 20 分钟，今天 14:30 前完成');
  });

  test('a proposal with what its checker puts their name to; its maker is told who that is', () => {
    const lines = readAloud(memberCard(registrationUpTo.proposed(), 'lin'));
    expect(lines).toContain('林晓提议「审核通过并指派」，等另一位同事确认。今天 09:00 提出。');
    expect(lines).toContain('处理人：周明');
    expect(lines).toContain('(确认) 「审核通过并指派」是您提议的，要由另一位同事确认：王芳、周明。');
    expect(lines).toContain('[不同意]');
    expect(readAloud(memberCard(registrationUpTo.proposed(), 'wang'))).toContain('[确认]');
  });

  test('the same in English', () => {
    expect(readAloud(memberCard(registrationUpTo.review(), 'lin', START, 'en'), 'en').slice(0, 8)).toEqual([
      '#7 杭州青禾科技 【Review】',
      'Limit: 4 h left, due today 14:30',
      'To confirm (0/2)',
      '☐ The company name matches the application',
      '☐ The ID scan is readable',
      'Assignee: nobody yet',
      'Requester: 韩梅梅',
      'Queue: Company registration',
    ]);
  });
});

describe('a group reads', () => {
  test.each(Object.entries(registrationUpTo))('no personal field: %s', (_, history) => {
    const shown = JSON.stringify(groupCard(history()));
    expect(shown).not.toContain('13800138000');
    expect(shown).not.toContain('f1.jpg');
    expect(shown).not.toContain('联系电话');
  });

  test('what somebody there may do, and nothing that is only typed', () => {
    expect(
      groupCard(registrationUpTo.proposed()).buttons.map(({ text, disabledReason }) => [
        text,
        disabledReason,
      ]),
    ).toEqual([
      ['确认', undefined],
      ['不同意', undefined],
      ['驳回', undefined],
      ['接单', undefined],
      ['派单', undefined],
    ]);
  });
});

describe('a requester reads', () => {
  test('done, now, next and with whom, and when to expect it', () => {
    expect(readAloud(customerCard(registrationUpTo.assigned()))).toEqual([
      '#7 杭州青禾科技 【办理中】',
      '办理业务：公司注册',
      '服务人员：周明',
      '这一步：今天 09:00 起',
      '下一步：注册完成（您）',
      '预计：3月4日周三 18:00 前',
      '✓ 待付款（您）',
      '✓ 待提交资料（您）',
      '✓ 资料审核中（注册组）',
      '▶ 办理中（周明）',
      '○ 注册完成（您）',
      '○ 已关闭',
      '[催办]',
    ]);
  });

  test('what they have to do, with the button for it', () => {
    const card = customerCard(registrationUpTo.awaitingDocuments());
    expect(card.tone).toBe('warning');
    expect(readAloud(card)[1]).toBe(
      '请把法定代表人身份证正反面（照片或 PDF）直接发到这里，发完回复「提交资料」。',
    );
    expect(card.buttons.map(({ text }) => text)).toEqual(['提交资料', '填写']);
  });

  test('that it is done, and how to say yes or no', () => {
    const card = customerCard(registrationUpTo.registered());
    expect(readAloud(card)[1]).toBe('已经办好，请您确认；有问题可以重新打开。');
    expect(card.buttons.map(({ text }) => text)).toEqual(['确认并关闭', '重新打开', '填写']);
  });

  test('nothing of how we work: no checklist, no limit we missed, no names of ours for a step', () => {
    for (const history of Object.values(registrationUpTo)) {
      const late = START + 40 * 24 * HOUR;
      const shown = readAloud(customerCard(history(), late)).join('\n');
      expect(shown).not.toMatch(/确认事项|超时|时限|备注|驳回|审核通过|提议|优先级|P3/u);
      expect(shown).not.toMatch(/(?:✓|▶|○) (?:资料审核|已指派)(?:（|$)/mu);
    }
  });

  test('the same in English', () => {
    expect(readAloud(customerCard(registrationUpTo.review(), START, 'en'), 'en').slice(0, 6)).toEqual([
      '#7 杭州青禾科技 【We are checking your documents】',
      'Service: Company registration',
      'Your contact: Registration',
      'This step: since today 09:00',
      'Next: We are registering your company (Registration)',
      'Expected: by today 14:30',
    ]);
  });
});

test('every view carries the ticket and the version it shows', () => {
  expect(groupCard(registrationUpTo.review())).toMatchObject({ ticketId: 7, version: 3 });
  expect(customerCard(registrationUpTo.review())).toMatchObject({ ticketId: 7, version: 3 });
});
