/** Lists, help and the other pages, read aloud. */
import { describe, expect, test } from '@jest/globals';
import { formOf } from '../../src/cards/form.js';
import { helpCard } from '../../src/cards/help.js';
import { mineCard } from '../../src/cards/mine.js';
import { noticeCard } from '../../src/cards/notice.js';
import { questionCard } from '../../src/cards/question.js';
import { queueCard } from '../../src/cards/queue.js';
import { refusalCard, refusalToast } from '../../src/cards/refusal.js';
import { sopCard } from '../../src/cards/sop.js';
import type { TicketRow } from '../../src/cards/ticket-row.js';
import { unknownCard } from '../../src/cards/unknown.js';
import { welcomeCard } from '../../src/cards/welcome.js';
import { reports } from '../../src/reports/index.js';
import { actions } from '../../src/tickets/actions/index.js';
import { refuse } from '../../src/tickets/refusal.js';
import { directoryOf, HOUR, office, registration, START, sopCalled } from '../support/given.js';
import { readAloud, shipped, wordingAt } from './words.js';

const zh = wordingAt();
const en = wordingAt(START, 'en');
const sops = Object.values(shipped.latest);
const list = { sopOf: () => registration, hoursOf: () => office };

function row(id: number, changes: Partial<TicketRow> = {}): TicketRow {
  const names = {
    id,
    title: `第${id}家公司`,
    sop: 'company-registration',
    content: 'c1',
    requesterName: '韩梅梅',
  };
  const now = {
    state: 'review',
    category: 'open',
    assigneeId: null,
    enteredAt: START - HOUR,
    dueAt: START + HOUR,
    lateAt: null,
    ...{ queue: 'registration', held: false, targets: [] },
  } as const;
  return { ...names, ...now, ...changes };
}

describe('the queue', () => {
  test('late ones first, then what is due soonest', () => {
    const rows = [
      row(1, { dueAt: START + 2 * HOUR }),
      row(2, { assigneeId: 'lin' }),
      row(3, { dueAt: START - HOUR, lateAt: START - HOUR }),
    ];
    const card = queueCard({ rows, ...list }, zh);
    expect(card.tone).toBe('bad');
    expect(readAloud(card)).toEqual([
      '待办工单 【3 张】',
      '#3 第3家公司 · 资料审核 · 还没有人接 · 已超时（应于今天 08:00）',
      '#2 第2家公司 · 资料审核 · 林晓 · 剩 1 小时（工作时间）',
      '#1 第1家公司 · 资料审核 · 还没有人接 · 剩 2 小时（工作时间）',
      '[打开 #3]',
      '[打开 #2]',
      '[打开 #1]',
    ]);
  });

  test('more than fits is counted', () => {
    const rows = Array.from({ length: 10 }, (_, index) => row(index + 1));
    expect(readAloud(queueCard({ rows, ...list }, zh))).toContain('还有 2 张没有列出。');
    expect(readAloud(queueCard({ rows: rows.slice(0, 9), ...list }, en), 'en')).toContain(
      '1 more is not listed.',
    );
  });

  test('empty is good news', () => {
    expect(readAloud(queueCard({ rows: [], ...list }, zh))).toEqual([
      '待办工单',
      '现在没有等待处理的工单，都处理完了。',
      '[我的工单]',
    ]);
  });
});

describe("one's own tickets", () => {
  test('a requester reads public names and no deadline of ours', () => {
    const card = mineCard(
      { reader: 'requester', rows: [row(1), row(2, { lateAt: START, dueAt: START })], ...list },
      zh,
    );
    expect(card.tone).toBe('info');
    expect(readAloud(card)).toEqual([
      '我的工单 【2 张】',
      '#2 第2家公司 · 资料审核中 · 今天 08:00 起',
      '#1 第1家公司 · 资料审核中 · 今天 08:00 起',
      '[打开 #2]',
      '[打开 #1]',
    ]);
  });

  test('none yet leads on', () => {
    expect(readAloud(mineCard({ reader: 'requester', rows: [], ...list }, zh))).toEqual([
      '我的工单',
      '您还没有工单。',
      '[看看能办什么]',
    ]);
    expect(readAloud(mineCard({ reader: 'staff', rows: [], ...list }, zh)).at(-1)).toBe('[待办工单]');
  });
});

describe('an SOP', () => {
  test('all its steps in order, with who holds each and how long it may take', () => {
    expect(readAloud(sopCard({ sop: registration, directory: directoryOf(), reader: 'staff' }, zh))).toEqual([
      '公司注册 【共 6 步】',
      '○ 1. 待付款（等报单人）',
      '○ 2. 待提交资料（等报单人）',
      '○ 3. 资料审核（公司注册队列、限 4 小时工作时间）',
      '○ 4. 已指派（处理人、限 3 个工作日）',
      '○ 5. 注册完成（等报单人）',
      '○ 6. 已关闭',
      '版本 1',
    ]);
  });

  test('steps off the main line are listed too', () => {
    const lines = readAloud(
      sopCard({ sop: sopCalled('it-helpdesk'), directory: directoryOf(), reader: 'staff' }, zh),
    );
    expect(lines).toContain('主线以外的情况：');
    expect(lines).toContain('○ 5. 等待报单人（等报单人）');
  });

  test('a requester reads no limits and may start', () => {
    const lines = readAloud(
      sopCard({ sop: registration, directory: directoryOf(), reader: 'requester' }, zh),
    );
    expect(lines).toContain('○ 3. 资料审核中（我们办理）');
    expect(lines.join()).not.toContain('限');
    expect(lines.at(-1)).toBe('[现在办理]');
  });
});

describe('what one can say', () => {
  const sayable = Object.values(actions).filter(({ words }) => words['zh-CN'].length > 0);
  const help = (reader: 'requester' | 'agent' | 'lead', wording = zh) =>
    readAloud(helpCard({ reader, sops, actions: sayable, errands: [], reports }, wording));

  test('a requester: services, progress, and that they can simply type', () => {
    expect(help('requester').slice(0, 4)).toEqual([
      '可以这样说',
      '办理业务：「售后」、「差评」、「注册公司」、「信息变更」、「技术咨询」、「报障」、「服务请求」、「入职」、「采购」、「活动报名」、「报名试听」',
      '看进度：「进度」；所有工单：「我的工单」；某一张：「#12」；要交和交过的材料：「材料」，换一份：「重传」。',
      '补充说明或提问：直接打字，会转给服务人员；照片和文件直接发；着急就说「催办」，要找人就说「转人工」。',
    ]);
    expect(help('requester', en)[1]).toBe(
      'Ask for: “after sales”, “bad review”, “register a company”, “change of records”, “technical advice”, “report a fault”, “service request”, “onboarding”, “purchase request”, “join a campaign”, “try a lesson”',
    );
  });

  test('only a lead is told of the numbers', () => {
    expect(help('agent').join()).not.toContain('数据');
    expect(help('lead')).toContain(
      '看数据：数据、步骤用时、工时、NPS，前面加上时间，例如「上周数据」「今日数据」。',
    );
  });

  test('a requester is not told what only staff can do', () => {
    expect(help('requester').join()).not.toMatch(/接单|备注|待办/u);
  });

  test('welcome offers what can be started by a requester', () => {
    const card = welcomeCard(
      { name: '韩梅梅', reader: 'requester', sops, setUp: false, categories: shipped.categories },
      zh,
    );
    expect(card.buttons.map(({ text, value }) => [text, value])).toEqual([
      ['故障报修', 'choose:0:0:fault'],
      ['服务请求', 'choose:0:0:request'],
      ['技术咨询', 'choose:0:0:consult'],
      ['信息变更', 'choose:0:0:change'],
      ['售后', 'start:0:0:after-sales'],
      ['差评处理', 'start:0:0:bad-review'],
      ['公司注册', 'start:0:0:company-registration'],
      ['新员工入职', 'start:0:0:onboarding'],
      ['采购申请', 'start:0:0:procurement'],
      ['活动报名', 'start:0:0:promotion'],
      ['试听课', 'start:0:0:trial-lesson'],
      ['我的工单', 'page:0:0:mine'],
    ]);
  });

  test('the nearest words can be pressed', () => {
    const card = unknownCard({ said: '待半', suggestions: ['待办'] }, zh);
    expect(readAloud(card)).toEqual([
      '没看懂您的意思',
      '没看懂「待半」。您要找的是不是「待办」？',
      '[待办]',
      '[帮助]',
    ]);
    expect(card.buttons[0]?.value).toBe('say:0:0:待办');
  });
});

describe('a question', () => {
  const urgency = sopCalled('it-helpdesk').fields.urgency;
  const phone = registration.fields.phone;
  if (!urgency || !phone) throw new Error('expected the fields of the shipped SOPs');

  test('with buttons: its choices and the ways out', () => {
    const card = questionCard(
      { field: urgency, step: 3, of: 3, answered: 2, title: '故障报修', buttons: true },
      zh,
    );
    expect(readAloud(card)).toEqual([
      '故障报修（3/3）',
      '请选择紧急程度。',
      '可以回复「上一步」、「重新开始」、「取消」。',
      '[完全无法工作]',
      '[能工作但受影响]',
      '[不急，有空再看]',
      '[上一步]',
      '[重新开始]',
      '[取消]',
    ]);
    expect(card.buttons[1]?.value).toBe('answer:0:0:urgency=hindered');
  });

  test('without buttons: numbers for the choices only, so that a digit is always an answer', () => {
    const card = questionCard(
      { field: urgency, step: 3, of: 3, answered: 2, title: '故障报修', buttons: false },
      zh,
    );
    expect(card.buttons).toEqual([]);
    expect(readAloud(card).slice(2, 6)).toEqual([
      '请回复编号：',
      '1. 完全无法工作',
      '2. 能工作但受影响',
      '3. 不急，有空再看',
    ]);
  });

  test('asked again says what was wrong first', () => {
    const error = refuse('wrong_phone', { field: { text: phone.label }, got: '123' });
    const card = questionCard(
      { field: phone, step: 2, of: 2, answered: 1, error, title: '公司注册', buttons: false },
      zh,
    );
    expect(readAloud(card)).toEqual([
      '公司注册（2/2）',
      '联系电话不对：「123」。请填手机号或带区号的座机，例如 13800138000。',
      '请填写联系电话。',
      '手机号或带区号的座机',
      '可以回复「上一步」、「重新开始」、「取消」。',
    ]);
  });

  test('as a form', () => {
    const form = formOf(
      { id: 'start:0:0:it-helpdesk', title: '故障报修', asks: [urgency, phone], late: true, members: [] },
      zh,
    );
    expect(form).toMatchObject({
      submit: '提交',
      text: '这一步已经超时，请说明原因再继续。',
      inputs: [
        {
          key: 'urgency',
          type: 'choice',
          required: true,
          options: [{ value: 'blocked', text: '完全无法工作' }, {}, {}],
        },
        { key: 'phone', type: 'phone', label: '联系电话' },
      ],
    });
  });
});

describe('a refusal', () => {
  test('says what is missing and who holds it', () => {
    const refusal = refuse('checklist_open', {
      step: { text: { 'zh-CN': '审核通过', en: 'Approve' } },
      items: [{ text: { 'zh-CN': '证件清晰可读', en: 'The ID scan is readable' } }],
      holder: [
        { person: 'member:lin' },
        {
          message: 'holder.role',
          params: {
            role: { message: 'role.lead' },
            team: { text: { 'zh-CN': '注册组', en: 'Registration' } },
          },
        },
      ],
    });
    expect(refusalToast(refusal, zh)).toEqual({
      tone: 'warning',
      text: '「审核通过」之前还要确认：证件清晰可读。由林晓、注册组的组长勾选。',
    });
    expect(refusalToast(refusal, en).text).toBe(
      'Before “Approve” these are still to be confirmed: The ID scan is readable. Ticked by: 林晓, a lead of Registration.',
    );
  });

  test('of an old button says what changed, by whom and when', () => {
    const refusal = refuse('stale', {
      by: { person: 'member:zhou' },
      what: { message: 'event.ticketMoved' },
      at: { at: START },
      state: { text: { 'zh-CN': '已指派', en: 'Assigned' } },
    });
    expect(readAloud(refusalCard(refusal, zh))).toEqual([
      '暂时不能这样做',
      '这张卡片已经过期：周明在今天 09:00 推进了流程，现在是「已指派」。请看最新的卡片。',
    ]);
  });

  test('of one wrong input is that input’s, of several a list', () => {
    const field = { text: { 'zh-CN': '公司名称', en: 'Company name' } };
    const one = { ...refuse('invalid_input'), fields: { a: refuse('value_missing', { field }) } };
    expect(refusalToast(one, zh).text).toBe('请填写公司名称。');
    const two = { ...one, fields: { ...one.fields, b: refuse('too_small', { field, min: 1, got: 0 }) } };
    expect(refusalToast(two, zh).text).toBe(
      '有内容需要修改：\n· 请填写公司名称。\n· 公司名称不能小于 1，收到 0。',
    );
  });
});

test('a notice is its text under the ticket’s name, with what it leads to', () => {
  const card = noticeCard(
    {
      say: 'notice.limit_passed',
      params: { state: '资料审核', due: { at: START }, assignee: { person: 'member:lin' } },
      tone: 'bad',
      ticket: { id: 7, version: 3, title: '杭州青禾科技' },
      buttons: [],
    },
    zh,
  );
  expect(readAloud(card)).toEqual([
    '#7 杭州青禾科技',
    '「资料审核」已超时，应于今天 09:00 完成。处理人：林晓',
    '[查看工单]',
  ]);
});
