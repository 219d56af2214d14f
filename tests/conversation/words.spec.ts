/** What people say, and what it is taken for. */
import { describe, expect, test } from '@jest/globals';
import { shippedContent } from '../sop/shipped.js';
import { about, asMember, says, saysInGroup } from './talk.js';

const query = (kind: string, more: object = {}) => ({ kind: 'query', query: { kind, ...more } });

describe('pages', () => {
  test('why is asked of the ticket at hand; in a group only when the desk is meant', () => {
    const here = { ...asMember(), ...about('review') };
    expect(says('为什么', here)).toEqual(query('why', { ticketId: 7 }));
    expect(saysInGroup('为什么', here)).toEqual({ kind: 'nothing' });
    expect(saysInGroup('@Troika 为什么', here)).toEqual(query('why', { ticketId: 7 }));
    expect(saysInGroup('#12 为什么', here)).toEqual(query('why', { ticketId: 12 }));
  });

  test.each([
    ['帮助', query('help')],
    ['？', query('help')],
    ['/help', query('help')],
    ['ＨＥＬＰ', query('help')],
    ['帮助！', query('help')],
    ['我的工单', query('mine')],
    ['进度', query('ticket', { ticketId: null })],
    ['到哪了', query('ticket', { ticketId: null })],
    ['什么时候好？', query('ticket', { ticketId: null })],
    ['#12 到哪了', query('ticket', { ticketId: 12 })],
    ['进度怎么样？', query('ticket', { ticketId: null })],
    ['流程', query('sop', { sop: null })],
    ['#12', query('ticket', { ticketId: 12 })],
    ['＃１２', query('ticket', { ticketId: 12 })],
    ['查 #12', query('ticket', { ticketId: 12 })],
    ['查12', query('ticket', { ticketId: 12 })],
    ['12号', query('ticket', { ticketId: 12 })],
    ['工单 12', query('ticket', { ticketId: 12 })],
    ['#12 进度', query('ticket', { ticketId: 12 })],
    ['#12 材料', query('materials', { ticketId: 12 })],
    ['为什么？', query('why', { ticketId: null })],
    ['为什么 #12', query('why', { ticketId: 12 })],
    ['#12 为什么', query('why', { ticketId: 12 })],
    ['你好', query('welcome')],
    ['开单', query('welcome')],
  ])('a requester says %s', (text, intent) => {
    expect(says(text)).toEqual(intent);
  });

  test.each([
    ['待办', query('queue')],
    ['queue', query('queue')],
    ['@Troika 待办', query('queue')],
    ['公司注册', query('sop', { sop: 'company-registration' })],
    ['客户旅程', query('journey')],
    ['查 青禾科技', query('customers', { said: '青禾科技' })],
    ['查青禾科技', query('customers', { said: '青禾科技' })],
    ['查客户：Blue Sky Ltd.', query('customers', { said: 'Blue Sky Ltd.' })],
    ['find Blue Sky', query('customers', { said: 'Blue Sky' })],
    ['查', query('customers', { said: '' })],
    ['查 12', query('ticket', { ticketId: 12 })],
    ['查进度', query('ticket', { ticketId: null })],
  ])('a member says %s', (text, intent) => {
    expect(says(text, asMember())).toEqual(intent);
  });

  test('customers are found and counted by members; what a requester says of one is no search', () => {
    for (const said of ['查 青禾科技', 'find Blue Sky', '客户旅程'])
      expect(says(said)).not.toMatchObject({ query: { kind: expect.stringMatching(/customer|journey/u) } });
    // Colleagues say 查一下 to each other all day.
    expect(saysInGroup('查一下这个客户', asMember())).toEqual({ kind: 'nothing' });
  });

  test('a mention of us and nothing else asks for help', () => {
    expect(saysInGroup('@Troika ', asMember())).toEqual(query('help'));
  });
});

describe('numbers for managers', () => {
  test.each([
    ['数据', 'overview', 'this_week'],
    ['本周数据', 'overview', 'this_week'],
    ['今日数据', 'overview', 'today'],
    ['昨天的数据', 'overview', 'yesterday'],
    ['上月报表', 'overview', 'last_month'],
    ['数据 上周', 'overview', 'last_week'],
    ['data last week', 'overview', 'last_week'],
    ['本月步骤用时', 'steps', 'this_month'],
    ['工时', 'effort', 'this_week'],
    ['上月工时', 'effort', 'last_month'],
  ])('%s', (text, report, period) => {
    expect(says(text, asMember('wang'))).toEqual(query('report', { report, period }));
  });

  test('a requester who says so is not understood as one', () => {
    expect(says('本周数据')).not.toMatchObject({ query: { kind: 'report' } });
  });
});

describe('work on a ticket', () => {
  const command = (type: string, input: object, ticketId = 7) => ({
    kind: 'command',
    type,
    ticketId,
    input,
    endsDialogue: false,
  });

  test.each([
    ['接单', command('claim', {})],
    ['接单 #12', command('claim', {}, 12)],
    ['#12 接单', command('claim', {}, 12)],
    ['备注 客户很急，请尽快', command('note', { text: '客户很急，请尽快' })],
    ['#12 备注：ABC Ltd.', command('note', { text: 'ABC Ltd.' }, 12)],
    ['备注 #12 客户很急', command('note', { text: '客户很急' }, 12)],
    ['转派 #12 周明', command('assign', { to: '周明' }, 12)],
    ['关联 #12 号', command('link', { ticket: '#12 号' })],
    ['工时 30分钟 沟通', command('log_effort', { spent: '30分钟', kind: '沟通' })],
    ['工时 #12 30分钟 沟通 核对', command('log_effort', { spent: '30分钟', kind: '沟通', text: '核对' }, 12)],
    ['工时 #12', command('log_effort', {}, 12)],
    ['转派 周明', command('assign', { to: '周明' })],
    ['勾选 证件清晰可读', command('tick', { item: '证件清晰可读' })],
    ['填写 营业执照号 91330100X', command('fill', { licence_no: '91330100X' })],
    ['驳回', command('advance', { transition: 'reject' })],
    ['驳回 证件不清晰', command('advance', { transition: 'reject', reason: '证件不清晰' })],
    ['审核通过', command('advance', { transition: 'assign' })],
    ['审核通过 周明', command('advance', { transition: 'assign', to: '周明' })],
  ])('a member says %s', (text, intent) => {
    expect(says(text, { ...asMember(), ...about('review') })).toEqual(intent);
  });

  test('a step of another ticket is left to the rules of that ticket', () => {
    expect(says('#12 办完了', { ...asMember(), ...about('review') })).toEqual(
      command('advance', { transition: '办完了' }, 12),
    );
  });

  test('without a ticket in sight the number is asked for', () => {
    expect(says('接单', asMember())).toMatchObject({
      kind: 'refused',
      refusal: { refused: 'which_ticket', params: { word: '接单' } },
    });
  });

  test('what is missing is left to the rules to ask for', () => {
    const here = { ...asMember(), ...about('review') };
    expect(says('备注', here)).toEqual(command('note', {}));
    expect(says('填写 营业执照号', here)).toEqual(command('fill', { field: 'licence_no' }));
  });

  test('a requester takes their own step by its word', () => {
    expect(says('确认完成', about('registered'))).toEqual(command('advance', { transition: 'close' }));
  });

  test("a requester's word for a step of ours goes to whoever handles the ticket", () => {
    expect(says('驳回', about('review'))).toEqual(command('reply', { text: '驳回' }));
  });
});

describe('free text', () => {
  test('starts the intake of the service it names', () => {
    expect(says('我要注册公司')).toMatchObject({ kind: 'ask', dialogue: { sop: 'company-registration' } });
    expect(says('你好，我想注册公司，怎么弄')).toMatchObject({
      kind: 'ask',
      dialogue: { sop: 'company-registration' },
    });
    expect(says('I want to register a company')).toMatchObject({ kind: 'ask' });
  });

  test('the words after a service answer its first question', () => {
    expect(says('报修 三楼打印机卡纸')).toMatchObject({
      kind: 'ask',
      dialogue: { answers: { problem: '三楼打印机卡纸' }, asking: 'place' },
    });
  });

  test('with an open ticket, a sentence about it is a reply and never lost', () => {
    const reply = { kind: 'command', type: 'reply', ticketId: 7, endsDialogue: false };
    expect(says('公司注册还要几天？', { openTickets: [7] })).toEqual({
      ...reply,
      input: { text: '公司注册还要几天？' },
    });
    expect(says('好的', { openTickets: [7, 3] })).toEqual({ ...reply, input: { text: '好的' } });
    expect(says('#3 补充一下：地址变了', { openTickets: [7, 3] })).toEqual({
      ...reply,
      ticketId: 3,
      input: { text: '补充一下：地址变了' },
    });
  });

  test('while their ticket waits for an answer, plain words are the answer; when it is done, a thank-you is not', () => {
    const sop = shippedContent().latest['it-helpdesk'];
    if (!sop) throw new Error('expected the shipped IT procedure');
    const at = (state: string) => ({
      ticket: { id: 7, version: 3, queue: 'it', state, sop },
      place: { team: null, ticketId: 7 },
      openTickets: [7],
    });
    expect(says('左边那台', at('waiting'))).toMatchObject({
      type: 'advance',
      input: { transition: 'answer', answer: '左边那台' },
    });
    expect(says('#7 左边那台', at('waiting'))).toMatchObject({ type: 'advance' });
    for (const state of ['new', 'open', 'resolved'])
      expect(says('谢谢', at(state))).toMatchObject({ type: 'reply', input: { text: '谢谢' } });
    // What this step takes is a file: words beside it are only words.
    expect(says('马上发', { ...about('awaiting_documents'), openTickets: [7] })).toMatchObject({
      type: 'reply',
    });
  });

  test('with an open ticket, something new has to be wanted', () => {
    expect(says('我还要注册公司', { openTickets: [7] })).toMatchObject({ kind: 'ask' });
  });

  test('without a ticket, a slip of the finger is met with the nearest word', () => {
    expect(says('我的公单')).toEqual({
      kind: 'unknown',
      draft: '我的公单',
      said: '我的公单',
      suggestions: ['我的', '我的工单'],
    });
  });

  test('without a ticket, anything else is shown what there is', () => {
    expect(says('今天天气不错')).toEqual({ ...query('welcome'), draft: '今天天气不错' });
  });

  test('a member alone with us is met with the nearest words', () => {
    expect(says('待半', asMember())).toMatchObject({ kind: 'unknown', suggestions: ['待办'] });
  });

  test('a text over the bound is refused with what was expected and what came', () => {
    expect(says('长'.repeat(4001))).toMatchObject({
      refusal: { refused: 'text_too_long', params: { max: 4000, got: 4001 } },
    });
    expect(says('长'.repeat(4000))).not.toMatchObject({ kind: 'refused' });
  });
});

describe('in a group', () => {
  test.each(['大家早', '这个公司注册的客户挺难缠', '12', '1', '取消', '确认一下时间', '长'.repeat(5000)])(
    'colleagues talking to each other are left alone: %s',
    (text) => {
      expect(saysInGroup(text, { ...asMember(), place: { team: 'registration', ticketId: null } })).toEqual({
        kind: 'nothing',
      });
    },
  );

  test('a word of ours is answered', () => {
    expect(saysInGroup('待办', asMember())).toEqual(query('queue'));
  });

  test('a word for a ticket counts with its number, or when it is said to us', () => {
    const group = { ...asMember(), ...about('review'), place: { team: 'registration', ticketId: 7 } };
    expect(saysInGroup('确认', group)).toEqual({ kind: 'nothing' });
    expect(saysInGroup('#7 确认', group)).toMatchObject({ type: 'confirm', ticketId: 7 });
    expect(saysInGroup('@Troika 确认', group)).toMatchObject({ type: 'confirm', ticketId: 7 });
    expect(saysInGroup('/接单', group)).toMatchObject({ type: 'claim', ticketId: 7 });
  });

  test('in the thread of a ticket the thread says which', () => {
    const thread = { ...asMember(), ...about('review') };
    expect(saysInGroup('接单', thread)).toMatchObject({ type: 'claim', ticketId: 7 });
  });

  test('whoever speaks to us is answered', () => {
    expect(saysInGroup('@Troika 待半', asMember())).toMatchObject({ kind: 'unknown', suggestions: ['待办'] });
  });
});
