/** Every refusal there is, reached through the gate: none is dead, and each says what its comment promises. */
import { describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/people/people.js';
import type { Transition } from '../../src/sop/sop.js';
import { isRefusal, type Refusal } from '../../src/tickets/refusal.js';
import { type RefusalCode, refusalCodes } from '../../src/tickets/refusal-codes.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import {
  by,
  DAY,
  directoryOf,
  further,
  given,
  type History,
  HOUR,
  type Line,
  MINUTE,
  type Outcome,
  registration,
  replay,
  START,
  scan,
  staff,
  story,
  TICKET_ID,
  registrationUpTo as upTo,
} from '../support/given.js';
import { asking } from './agreeing.js';
import { aroundRefusals } from './around.js';
import { divisionRefusals } from './divided.js';
import { handedIn } from './handed-in.js';
import { ladderRefusals } from './hot-ladder.js';
import { joining, newcomers } from './newcomers.js';
import { rich } from './rich-sop.js';
import { effortRefusals } from './spent.js';

const text = (zh: string) => ({ text: { 'zh-CN': zh, en: expect.any(String) } });
const person = (id: string) => ({ person: `member:${id}` });
const MB = 1024 * 1024;

const fill = (field: string, value: unknown): Outcome =>
  given(upTo.review()).when('fill', { [field]: value }, by.lin, { sop: rich });

const soon = {
  ...registration,
  transitions: {
    ...registration.transitions,
    reject: {
      ...(registration.transitions.reject as Transition),
      when: [{ guard: 'within' as const, duration: { days: 0, ms: HOUR } }],
    },
  },
};
const both = asking({ quorum: 'all' });
const inTurn = asking({ quorum: 'all', inTurn: true });
const countersigned = story([{ type: 'confirm', actor: by.wang }], { sop: both }, upTo.proposed());
const inReview = (...lines: readonly Line[]) => further(upTo.review(), lines);
const held = inReview({ type: 'hold', input: { reason: '等执照' }, actor: by.lin });
const watched = inReview({ type: 'watch', actor: by.zhou });
/** Another ticket of the same kind, as it is in review. */
const otherOne = (over: Partial<Ticket> = {}): Ticket => ({
  ...(replay(upTo.review()) as Ticket),
  id: 8,
  ...over,
});
const about = (type: string, ticket: number, other: Ticket = otherOne()) =>
  given(upTo.review()).when(type, { ticket }, by.lin, { other });
const linked = [...upTo.review(), about('link', 8).happened().events];
const merged = [...upTo.review(), about('merge', 8).happened().events];
const hold = (history: History, input: object = {}) =>
  given(history).when('hold', { reason: '等执照', ...input }, by.lin);

const extend = (input: object, actor: Actor = by.zhou) =>
  given(upTo.assigned()).when('extend', { reason: '等执照', ...input }, actor);
const asked = (who: Actor) => [...upTo.assigned(), extend({ for: '9h' }, who).happened().events];
const lonely = directoryOf(staff.filter(({ id }) => id === 'lin'));
const zhouAway = directoryOf(
  staff.map((one) =>
    one.id === 'zhou'
      ? { ...one, preferences: { leave: { from: '2026-03-01', until: '2026-03-04', delegate: 'lin' } } }
      : one,
  ),
);
const many = Array.from({ length: 21 }, (_, index) => scan(`f${index}`));
const twins = directoryOf([...staff, { ...(staff[0] as (typeof staff)[0]), id: 'lin2' }]);

/** `try_again` is the desk's: all its saves were overtaken. */
const reached: Record<Exclude<RefusalCode, 'try_again'>, () => [Outcome, object]> = {
  not_allowed: () => [
    given(upTo.review()).when('advance', { transition: 'reject', reason: '证件不清' }, by.wang),
    { holder: [person('lin'), person('zhou')] },
  ],
  inactive_member: () => [given(upTo.review()).when('claim', {}, by.old), { person: person('old') }],
  auditor_only_reads: () => [
    given(upTo.review()).when('note', { text: '看一看' }, by.audrey),
    { person: person('audrey') },
  ],
  unknown_member: () => [
    given(upTo.review()).when('claim', {}, { kind: 'member', id: 'nobody' }),
    { person: person('nobody') },
  ],
  other_team: () => [
    given(upTo.review()).when('claim', {}, by.li),
    { team: text('注册组'), holder: [person('lin'), person('wang'), person('zhou')] },
  ],
  not_yours: () => [given([]).when('open', { sop: registration.key, requesterId: 'r1' }, by.stranger), {}],
  maker_not_checker: () => [
    given(upTo.proposed()).when('confirm', {}, by.lin),
    { step: text('审核通过并指派'), holder: [person('wang'), person('zhou')] },
  ],
  unknown_action: () => [given(upTo.review()).when('delete', {}, by.root), { action: 'delete' }],
  unknown_ticket: () => [given([]).when('claim', {}, by.lin), { ticket: 7 }],
  unknown_sop: () => [given([]).when('open', { sop: 'tea' }, by.customer), { sop: 'tea' }],
  unknown_category: () => [
    given([]).when('open', { sop: registration.key, categoryPath: 'fault.printr' }, by.customer),
    { category: 'fault.printr', near: text('故障报修') },
  ],
  unknown_requester: () => [
    given([]).when('open', { sop: registration.key }, by.lin, {
      requester: { id: '', name: '', locale: 'en', address: null, quiet: null, customerId: null },
    }),
    {},
  ],
  invalid_input: () => [given(upTo.review()).when('note', { text: 3 }, by.lin), {}],
  unknown_input: () => [given(upTo.review()).when('claim', { now: true }, by.lin), { input: 'now' }],
  wrong_type: () => [
    given(upTo.review()).when('note', { text: 3 }, by.lin),
    { input: 'text', expected: { message: 'expected.string' }, got: { message: 'expected.number' } },
  ],
  nothing_to_do: () => [given(upTo.review()).when('fill', { company_name: '杭州青禾科技' }, by.lin), {}],
  stale: () => [
    given(upTo.checked()).when('advance', { transition: 'assign' }, by.zhou, { seen: 3 }),
    { by: person('lin'), what: { message: 'event.itemTicked' }, at: { at: START }, state: text('资料审核') },
  ],
  stale_to_requester: () => [
    given(upTo.awaitingDocuments()).when('fill', { company_name: '乙公司' }, by.customer, { seen: 1 }),
    { state: text('待提交资料') },
  ],
  value_missing: () => [fill('company_name', '\u0007'), { field: text('公司名称') }],
  too_long: () => [fill('company_name', '长'.repeat(61)), { field: text('公司名称'), max: 60, got: 61 }],
  wrong_phone: () => [fill('phone', '12345'), { field: text('联系电话'), got: '12345' }],
  wrong_number: () => [fill('count', 'many'), { field: text('count'), got: 'many' }],
  too_small: () => [fill('count', 0), { min: 1, got: 0 }],
  too_large: () => [fill('count', '10'), { max: 9, got: 10 }],
  wrong_money: () => [fill('fee', '1.005'), { got: '1.005' }],
  wrong_date: () => [fill('due', '2026-02-30'), { got: '2026-02-30' }],
  wrong_choice: () => [fill('size', 'XL'), { choices: [text('小')], got: 'XL' }],
  unknown_person: () => [fill('helper', '无名'), { got: '无名', team: text('注册组') }],
  ambiguous_person: () => [
    given(upTo.review()).when('fill', { helper: '林晓' }, by.zhou, { sop: rich, directory: twins }),
    { got: '林晓', people: [person('lin'), person('lin2')] },
  ],
  inactive_person: () => [fill('helper', 'old'), { person: person('old') }],
  not_in_team: () => [fill('helper', '@li'), { person: person('li'), team: text('注册组') }],
  absent_person: () => [
    given(upTo.review()).when('assign', { to: '周明' }, by.wang, { directory: zhouAway }),
    { field: text('处理人'), person: person('zhou') },
  ],
  wrong_file: () => [fill('id_scan', 'f1'), { got: 'f1' }],
  file_type_refused: () => [
    fill('id_scan', [{ ...scan(), type: 'text/html' }]),
    { expected: [{ message: 'file_kind.image' }, 'PDF'], got: scan().name },
  ],
  file_too_large: () => [fill('id_scan', [{ ...scan(), size: 20 * MB + 1 }]), { expected: 20, got: 20.1 }],
  too_many_files: () => [fill('id_scan', many), { max: 20, got: 21 }],
  image_unreadable: () => [fill('poster', [scan()]), { field: text('poster'), got: 'f1.jpg' }],
  image_too_narrow: () => [
    fill('poster', [{ ...scan(), width: 799, height: 600 }]),
    { field: text('poster'), got: 'f1.jpg', width: 799, height: 600, min: 800 },
  ],
  image_too_low: () => [fill('poster', [{ ...scan(), width: 800, height: 599 }]), { height: 599, min: 600 }],
  image_wrong_ratio: () => [
    fill('poster', [{ ...scan(), width: 1200, height: 1200 }]),
    { width: 1200, height: 1200, expected: '4:3' },
  ],
  no_such_row: () => [fill('part', '扇'), { field: text('part'), got: '扇', rows: ['A-1 灯', 'A-2 灯罩'] }],
  several_rows: () => [fill('part', 'A-'), { got: 'A-', rows: ['A-1 灯', 'A-2 灯罩'] }],
  below_red_line: () => [fill('price', '99'), { field: text('price'), line: 100, got: 99 }],
  override_unexplained: () => [
    given(upTo.review()).when(
      'prioritise',
      { impact: 'person', urgency: 'hindered', priority: 'P1' },
      by.lin,
    ),
    { priority: 'P1', graded: 'P3' },
  ],
  unknown_step: () => [
    given(upTo.review()).when('advance', { transition: '起飞' }, by.lin),
    { said: '起飞', state: text('资料审核'), possible: [text('驳回'), text('审核通过并指派')] },
  ],
  ambiguous_step: () => [
    given(upTo.registered()).when('advance', { transition: '好' }, by.customer, {
      sop: {
        ...registration,
        transitions: Object.fromEntries(
          Object.entries(registration.transitions).map(([key, step]) => [key, { ...step, words: ['好'] }]),
        ),
      },
    }),
    { said: '好', steps: [text('确认并关闭'), text('重新打开')] },
  ],
  not_from_here: () => [
    given(upTo.awaitingPayment()).when('advance', { transition: '已指派' }, by.lin),
    { step: text('审核通过并指派'), state: text('待付款'), from: [text('资料审核'), text('注册完成')] },
  ],
  checklist_open: () => [
    given(upTo.review()).when('advance', { transition: 'assign', to: 'zhou' }, by.lin),
    { items: [text('公司名称与申请一致'), text('证件清晰可读')], holder: [person('lin'), person('zhou')] },
  ],
  children_open: () => [
    given(joining(), newcomers).when('advance', { transition: 'computers_done' }, by.system),
    { step: text('IT 好了，转行政'), children: [{ message: 'child.unopened' }] },
  ],
  not_its_check: () => [
    given(upTo.review()).when('answer_check', { item: 'names_match', ok: true }, by.payment),
    { item: text('公司名称与申请一致') },
  ],
  fields_missing: () => [
    given(upTo.awaitingPayment()).when('advance', { transition: 'pay' }, by.payment),
    {
      step: text('确认付款'),
      fields: [text('支付单号')],
      holder: [{ person: 'requester:r1' }, person('lin'), person('zhou')],
    },
  ],
  step_expired: () => [
    given(upTo.review()).when('advance', { transition: 'reject', reason: '证件不清' }, by.lin, {
      sop: soon,
      now: START + 2 * HOUR,
    }),
    { step: text('驳回'), until: { at: START + HOUR } },
  ],
  reopen_expired: () => [
    given(upTo.registered()).when('advance', { transition: 'reopen', reason: '有误' }, by.customer, {
      now: START + 7 * DAY + 1,
    }),
    { step: text('重新打开'), until: { at: START + 7 * DAY }, ticket: TICKET_ID },
  ],
  already_proposed: () => [
    given(upTo.proposed()).when('advance', { transition: 'assign', to: 'lin' }, by.zhou),
    { step: text('审核通过并指派'), maker: person('lin'), holder: [person('wang'), person('zhou')] },
  ],
  no_checker: () => [
    given(upTo.checked()).when('advance', { transition: 'assign', to: 'lin' }, by.lin, { directory: lonely }),
    {
      step: text('审核通过并指派'),
      roles: [{ message: 'role.lead' }, { message: 'role.agent' }],
      team: text('注册组'),
    },
  ],
  already_agreed: () => [
    given(countersigned, { sop: both }).when('confirm', {}, by.wang),
    { step: text('审核通过并指派'), holder: [person('zhou')] },
  ],
  not_your_turn: () => [
    given(upTo.proposed(), { sop: inTurn }).when('confirm', {}, by.zhou),
    { step: text('审核通过并指派'), holder: [person('wang')] },
  ],
  nothing_proposed: () => [given(upTo.review()).when('confirm', {}, by.wang), { state: text('资料审核') }],
  ticket_closed: () => [
    given(upTo.closed()).when('reply', { text: '谢谢' }, by.customer),
    { state: text('已关闭'), ticket: TICKET_ID },
  ],
  wrong_span: () => [extend({ for: '一会儿' }), { got: '一会儿' }],
  nothing_runs: () => [given(upTo.awaitingPayment()).when('extend', {}, by.wang), {}],
  extension_pending: () => [given(asked(by.zhou)).when('extend', {}, by.zhou), { holder: [person('wang')] }],
  no_extension_asked: () => [given(upTo.assigned()).when('grant', {}, by.wang), {}],
  own_extension: () => [given(asked(by.wang)).when('grant', {}, by.wang), { holder: [] }],
  already_held: () => [hold(held), { person: person('lin'), reason: '等执照' }],
  not_holdable: () => [hold(upTo.registered()), { state: text('注册完成') }],
  not_held: () => [given(upTo.review()).when('resume', {}, by.lin), { state: text('资料审核') }],
  wrong_until: () => [hold(upTo.review(), { until: '改天' }), { got: '改天' }],
  until_past: () => [hold(upTo.review(), { until: '2026-03-01' }), { got: '2026-03-01' }],
  already_watching: () => [given(watched).when('watch', {}, by.zhou), { person: person('zhou') }],
  not_watching: () => [given(upTo.review()).when('unwatch', {}, by.zhou), {}],
  nudged_lately: () => [
    given(inReview({ type: 'nudge', actor: by.customer })).when('nudge', {}, by.wang, {
      now: START + 29 * MINUTE,
    }),
    { at: { at: START }, count: 1, next: { at: START + 30 * MINUTE } },
  ],
  nothing_to_hurry: () => [
    given(upTo.awaitingDocuments()).when('nudge', {}, by.customer),
    { state: text('待提交资料'), holder: [{ person: 'requester:r1' }] },
  ],
  ...ladderRefusals,
  same_ticket: () => [about('link', TICKET_ID), { ticket: TICKET_ID }],
  already_linked: () => [
    given(linked).when('link', { ticket: '#8' }, by.lin, { other: otherOne() }),
    { ticket: 8 },
  ],
  not_linked: () => [given(upTo.review()).when('unlink', { ticket: '8' }, by.lin), { ticket: 8 }],
  merged: () => [given(merged).when('reply', { text: '在吗' }, by.customer), { ticket: 8 }],
  survivor_closed: () => [
    about('merge', 8, otherOne({ category: 'closed', state: 'closed' })),
    { ticket: 8, state: text('已关闭') },
  ],
  other_kind: () => [about('merge', 8, otherOne({ sop: 'tax-setup' })), { ticket: 8, sop: text('公司注册') }],
  other_customer: () => [about('merge', 8, otherOne({ requesterId: 'r2' })), { ticket: 8 }],
  not_over: () => [given(upTo.review()).when('renew', {}, by.customer), { ticket: TICKET_ID }],
  not_undoable: () => [
    given(inReview({ type: 'note', input: { text: '客户很急' }, actor: by.lin })).when('undo', {}, by.lin),
    { what: { message: 'event.noteAdded' } },
  ],
  nothing_to_undo: () => [given(upTo.review()).when('undo', {}, by.lin), {}],
  undo_late: () => [given(held).when('undo', {}, by.lin, { now: START + MINUTE + 1 }), { at: { at: START } }],
  undo_rested: () => [
    given(
      inReview(
        { type: 'tick', input: { item: 'names_match' }, actor: by.lin },
        { type: 'untick', input: { item: 'names_match' }, actor: by.zhou },
      ),
    ).when('undo', {}, by.lin),
    { by: person('zhou'), what: { message: 'event.itemUnticked' } },
  ],
  unknown_item: () => [
    given(upTo.awaitingDocuments()).when('tick', { item: 'names_match' }, by.lin),
    { said: 'names_match', items: { message: 'word.none' } },
  ],
  already_ticked: () => [
    given(upTo.checked()).when('tick', { item: '证件清晰可读' }, by.zhou),
    { item: text('证件清晰可读'), person: person('lin'), at: { at: START } },
  ],
  not_ticked: () => [
    given(upTo.review()).when('untick', { item: 'names_match' }, by.zhou),
    { item: text('公司名称与申请一致') },
  ],
  no_canned_reply: () => [
    given(upTo.awaitingPayment()).when('canned', {}, by.lin),
    { state: text('待付款') },
  ],
  reply_unfilled: () => [
    given(upTo.review()).when('canned', { reply: 'review_pass' }, by.lin, {
      replies: {
        review_pass: {
          title: { 'zh-CN': '通过', en: 'Passed' },
          text: { 'zh-CN': '执照号 {licence_no}', en: 'Licence {licence_no}' },
        },
      },
    }),
    { reply: text('通过'), fields: [text('营业执照号')], holder: [person('lin'), person('zhou')] },
  ],
  already_claimed: () => [given(upTo.assigned()).when('claim', {}, by.lin), { person: person('zhou') }],
  already_yours: () => [given(upTo.assigned()).when('claim', {}, by.zhou), {}],
  already_assigned: () => [
    given(upTo.assigned()).when('assign', { to: 'zhou' }, by.wang),
    { person: person('zhou') },
  ],
  not_claimable: () => [
    given(upTo.awaitingPayment()).when('claim', {}, by.lin),
    { state: text('待付款'), holder: [{ person: 'requester:r1' }] },
  ],
  on_leave: () => [
    given(upTo.review()).when('claim', {}, by.zhou, { directory: zhouAway }),
    { until: { date: '2026-03-04' } },
  ],
  not_fillable: () => [
    given(upTo.review()).when('fill', { licence_no: 'X' }, by.customer),
    { field: text('营业执照号'), holder: [text('注册组')] },
  ],
  ...handedIn,
  no_file_wanted: () => [
    given(upTo.review()).when('attach', { files: [scan()] }, by.customer),
    { state: text('资料审核中') },
  ],
  which_file: () => [
    given(upTo.review()).when('attach', { files: [scan()] }, by.lin, { sop: rich }),
    { fields: [text('身份证件'), text('contract'), text('poster')] },
  ],
  timer_over: () => [
    given(upTo.awaitingDocuments()).when('remind', { rule: 'unpaid', visit: 1, occurrence: 1 }, by.system),
    { rule: 'unpaid' },
  ],
  not_due: () => [
    given(upTo.review()).when('expire', { visit: 3 }, by.system),
    { rule: 'limit', due: { at: START + 5.5 * HOUR } },
  ],
  ...aroundRefusals,
  ...divisionRefusals,
  ...effortRefusals,
};

/** The refusal itself, or the one of these a form shows beside its input. */
function refusals({ decision }: Outcome): Refusal[] {
  return isRefusal(decision) ? [decision, ...Object.values(decision.fields ?? {})] : [];
}

describe('every expected no', () => {
  test.each(Object.entries(reached))('%s is reached, and says what is missing', (code, reach) => {
    const [outcome, params] = reach();
    const found = refusals(outcome).find(({ refused }) => refused === code);
    expect(found ?? outcome.decision).toMatchObject({ refused: code, params });
  });

  test('no code is listed twice', () => {
    expect(new Set(refusalCodes).size).toBe(refusalCodes.length);
  });
});
