/** Template cards: sent, clicked, changed with a code that is good once and for 72 hours. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WecomEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { VendorApp } from './vendor-app.js';

let emulator: WecomEmulator;
let app: VendorApp;
let wang: Hands;
let li: Hands;
beforeEach(async () => {
  emulator = await WecomEmulator.start();
  app = new VendorApp(emulator);
  await emulator.listensAt(await app.listens());
  wang = emulator.addPerson({ userId: 'WangGong' });
  li = emulator.addPerson({ userId: 'LiSi' });
});
afterEach(async () => {
  app.close();
  await emulator.close();
});

const TICKET = {
  card_type: 'button_interaction',
  main_title: { title: '#1 打印机卡纸', desc: 'P2 · 三楼' },
  horizontal_content_list: [{ keyname: '报单人', value: '李四' }],
  task_id: 'T-1_v1',
  button_list: [
    { text: '接单', style: 1, key: 'claim:1' },
    { text: '看单', type: 1, url: 'https://desk.example/1' },
  ],
};
const VOTE = {
  card_type: 'vote_interaction',
  main_title: { title: '满意吗' },
  task_id: 'vote-1',
  checkbox: {
    question_key: 'score',
    mode: 1,
    option_list: [
      { id: '5', text: '满意' },
      { id: '1', text: '不满意' },
    ],
  },
  submit_button: { text: '提交', key: 'rate:1' },
};
const SELECT = {
  question_key: 'team',
  title: '班组',
  option_list: [
    { id: 'a', text: '一组' },
    { id: 'b', text: '二组' },
  ],
};
const MULTIPLE = {
  card_type: 'multiple_interaction',
  main_title: { title: '转派' },
  task_id: 'multiple-1',
  select_list: [
    { ...SELECT, selected_id: 'a' },
    { ...SELECT, question_key: 'why' },
  ],
  submit_button: { text: '转派', key: 'reassign:1' },
};
const NOTICE = {
  card_type: 'text_notice',
  main_title: { title: '日报' },
  card_action: { type: 1, url: 'https://desk.example' },
};
const NEWS = { ...NOTICE, card_type: 'news_notice', card_image: { url: 'https://desk.example/a.png' } };

const send = (card: object, touser = 'WangGong') => app.says(touser, 'template_card', card);
const update = (response_code: unknown, change: object) =>
  app.calls('message/update_template_card', {
    agentid: emulator.app.agentId,
    response_code,
    atall: 1,
    ...change,
  });
const codesHeard = () => app.fieldsHeard('ResponseCode').map(({ ResponseCode }) => ResponseCode);
const only = (person: Hands) => person.sees()[0] ?? { messageId: '', buttons: [] };

test('a card is sent with a code for its first change, and a click brings another one', async () => {
  const sent = await send(TICKET);
  expect(sent).toMatchObject({ errcode: 0, response_code: expect.any(String) });
  const [card] = wang.sees();
  expect(card).toMatchObject({
    text: '#1 打印机卡纸\nP2 · 三楼\n报单人: 李四',
    buttons: [{ text: '接单', key: 'claim:1', disabled: false }, { url: 'https://desk.example/1' }],
    overlong: [],
  });
  expect(await wang.taps(only(wang).messageId, '接单')).toEqual({ acknowledged: true });
  const names = ['Event', 'EventKey', 'TaskId', 'CardType', 'FromUserName', 'MsgId'];
  expect(app.fieldsHeard(...names)).toEqual([
    {
      Event: 'template_card_event',
      EventKey: 'claim:1',
      TaskId: 'T-1_v1',
      CardType: 'button_interaction',
      FromUserName: 'WangGong',
    },
  ]);
  expect(codesHeard()).not.toContain(sent.response_code);
  expect(await wang.taps(only(wang).messageId, '看单')).toMatchObject({ opened: 'https://desk.example/1' });
  expect(app.heard).toHaveLength(1);
});

test('a code pays for one change, for everybody who has the card or for those who are named', async () => {
  const { response_code: code } = await send(TICKET, 'WangGong|LiSi');
  emulator.addPerson({ userId: 'ZhaoLiu' });
  const named = { atall: 0, userids: ['wanggong', 'ZhaoLiu'], button: { replace_name: '已接单' } };
  expect(await update(code, named)).toEqual({ errcode: 0, errmsg: 'ok', invaliduser: ['zhaoliu'] });
  expect(only(wang)).toMatchObject({ replaced: '已接单', buttons: [{ disabled: true }, { disabled: true }] });
  expect(only(li)).toMatchObject({ buttons: [{ disabled: false }, { disabled: false }] });
  expect(await wang.taps(only(wang).messageId, '接单')).toMatchObject({ acknowledged: false });
  expect(app.heard).toEqual([]);
  expect(await update(code, { button: { replace_name: '再来' } })).toMatchObject({ errcode: 40058 });
  await li.taps(only(li).messageId, '接单');
  const { task_id: _none, ...next } = { ...TICKET, main_title: { title: '#1 处理中' } };
  expect(await update(codesHeard()[0], { template_card: next })).toMatchObject({ errcode: 0 });
  for (const person of [wang, li])
    expect(only(person)).toMatchObject({ text: expect.stringContaining('#1 处理中'), updated: true });
  await wang.taps(only(wang).messageId, '接单');
  expect(app.fieldsHeard('TaskId')).toEqual([{ TaskId: 'T-1_v1' }, { TaskId: 'T-1_v1' }]);
  expect(emulator.counts()).toMatchObject({ updated: 2, refused: { 40058: 1 } });
});

test('a code ends after 72 hours, a refused change does not spend it, and an unknown one pays for nothing', async () => {
  const { response_code: code } = await send(TICKET);
  expect(await update(code, { template_card: { card_type: 'poem' } })).toMatchObject({ errcode: 42031 });
  expect(await update(code, {})).toMatchObject({ errcode: 40058 });
  expect(await update(code, { agentid: 7 })).toMatchObject({ errcode: 42015 });
  expect(await update('invented', { button: { replace_name: 'x' } })).toMatchObject({ errcode: 40058 });
  emulator.clock.advance(72 * 3_600_000);
  const late = new VendorApp(emulator);
  const body = {
    agentid: emulator.app.agentId,
    response_code: code,
    atall: 1,
    button: { replace_name: 'x' },
  };
  expect(await late.calls('message/update_template_card', body)).toMatchObject({ errcode: 42052 });
  expect(only(wang)).toMatchObject({ updated: false });
});

test('a task id is never used twice, though the same request under the duplicate check is the same message', async () => {
  const checked = { enable_duplicate_check: 1 };
  const first = await app.says('WangGong', 'template_card', TICKET, checked);
  expect(await app.says('WangGong', 'template_card', TICKET, checked)).toEqual(first);
  expect(await send({ ...TICKET, main_title: { title: '另一张' } })).toMatchObject({ errcode: 42014 });
  expect(emulator.counts()).toMatchObject({ shown: 1, shownTwice: 0 });
});

test('what was chosen comes with the click, as lists even of one', async () => {
  await send(VOTE);
  await wang.taps(only(wang).messageId, '提交', { score: ['5', '1'] });
  const option = (id: string) => `<OptionId><![CDATA[${id}]]></OptionId>`;
  const item = (key: string, ids: string) =>
    `<SelectedItem><QuestionKey><![CDATA[${key}]]></QuestionKey><OptionIds>${ids}</OptionIds></SelectedItem>`;
  expect(app.heard[0]).toContain(
    `<SelectedItems>${item('score', option('5') + option('1'))}</SelectedItems>`,
  );
  await send(MULTIPLE, 'LiSi');
  await li.taps(only(li).messageId, '转派', { why: ['b'] });
  expect(app.heard[1]).toContain(item('team', option('a')) + item('why', option('b')));
  await expect(li.taps(only(li).messageId, '转派', { why: ['c'] })).rejects.toThrow(
    'expected one of the options',
  );
});

test('a menu in the corner makes a notice answerable: it needs a task id, has a code, and tells of the choice', async () => {
  expect(await send(NOTICE)).not.toHaveProperty('response_code');
  const menu = { action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute' }] } };
  expect(await send({ ...NOTICE, ...menu })).toMatchObject({ errcode: 42014 });
  expect(await send({ ...NOTICE, ...menu, task_id: 'n1' })).toHaveProperty('response_code');
  await wang.choosesAction(wang.sees()[1]?.messageId ?? '', '不再提醒');
  expect(app.fieldsHeard('Event', 'EventKey')).toEqual([
    { Event: 'template_card_menu_event', EventKey: 'mute' },
  ]);
});

test.each([false, true])(
  'a passive answer to a click changes the card only where it is honoured: %s',
  async (honours) => {
    await emulator.close();
    emulator = await WecomEmulator.start({ honoursPassiveCardReply: honours });
    const answering = new VendorApp(emulator);
    await emulator.listensAt(await answering.listens());
    const replaced = '<Button><ReplaceName><![CDATA[好]]></ReplaceName></Button>';
    answering.meets = () => ({
      passive: `<xml><MsgType><![CDATA[update_button]]></MsgType>${replaced}</xml>`,
    });
    const [zhao, qian] = ['ZhaoLiu', 'QianQi'].map((userId) => emulator.addPerson({ userId })) as [
      Hands,
      Hands,
    ];
    await answering.says('ZhaoLiu|QianQi', 'template_card', TICKET);
    await zhao.taps(only(zhao).messageId, '接单');
    answering.close();
    expect([zhao, qian].map((person) => only(person).buttons[0]?.disabled)).toEqual([honours, false]);
  },
);

test('an app without a callback address sends no card that could be answered', async () => {
  const deaf = await WecomEmulator.start();
  deaf.addPerson({ userId: 'WangGong' });
  const mute = new VendorApp(deaf);
  expect(await mute.says('WangGong', 'template_card', TICKET)).toMatchObject({ errcode: 40058 });
  expect(await mute.says('WangGong', 'template_card', NOTICE)).toMatchObject({ errcode: 0 });
  await deaf.close();
});

test('fields longer than their place are taken, and it is told which', async () => {
  await send({ ...TICKET, horizontal_content_list: [{ keyname: '报障的那个人', value: '李四' }] });
  expect(only(wang)).toMatchObject({ overlong: ['horizontal_content_list[0].keyname'] });
});

const many = (count: number, item: (n: number) => object) =>
  Array.from({ length: count }, (_no, n) => item(n));
const line = (n: number) => ({ keyname: `k${n}`, value: 'v' });
const options = (count: number) => many(count, (n) => ({ id: `o${n}`, text: 't' }));
const button = (n: number) => ({ text: `b${n}`, key: `k${n}` });

test.each<[string, object, number]>([
  ['an unknown type', { ...TICKET, card_type: 'poem' }, 42031],
  ['no title', { ...TICKET, main_title: {} }, 42033],
  ['neither title nor text in a notice', { ...NOTICE, main_title: {} }, 42033],
  ['no task id', { ...TICKET, task_id: undefined }, 42014],
  ['a task id of other characters', { ...TICKET, task_id: 'T#1' }, 42014],
  ['a task id of 129 characters', { ...TICKET, task_id: 'a'.repeat(129) }, 42014],
  ['seven lines', { ...TICKET, horizontal_content_list: many(7, line) }, 42035],
  ['a line without a name', { ...TICKET, horizontal_content_list: [{ value: 'v' }] }, 42027],
  ['a line that leads nowhere', { ...TICKET, horizontal_content_list: [{ keyname: 'k', type: 1 }] }, 42028],
  [
    'a line without its attachment',
    { ...TICKET, horizontal_content_list: [{ keyname: 'k', type: 2 }] },
    42029,
  ],
  [
    'a line with somebody unknown',
    { ...TICKET, horizontal_content_list: [{ keyname: 'k', type: 3, userid: 'x' }] },
    42050,
  ],
  ['four links', { ...NOTICE, jump_list: many(4, () => ({ title: 't' })) }, 42042],
  ['a link to a mini program without its id', { ...NOTICE, jump_list: [{ title: 't', type: 2 }] }, 42030],
  ['a notice that leads nowhere', { ...NOTICE, card_action: undefined }, 42045],
  ['a card action that is none, in a notice', { ...NOTICE, card_action: { type: 0 } }, 42045],
  ['news without a picture', { ...NEWS, card_image: undefined }, 42044],
  ['a picture too tall', { ...NEWS, card_image: { url: 'https://a', aspect_ratio: 1.2 } }, 40058],
  ['five vertical lines', { ...NEWS, vertical_content_list: many(5, () => ({ title: 't' })) }, 42036],
  ['no button', { ...TICKET, button_list: [] }, 40058],
  ['seven buttons', { ...TICKET, button_list: many(7, button) }, 40058],
  ['a button without words', { ...TICKET, button_list: [{ key: 'k' }] }, 42038],
  ['a button without a key', { ...TICKET, button_list: [{ text: 't' }] }, 42039],
  ['a key of 1025 bytes', { ...TICKET, button_list: [{ text: 't', key: 'k'.repeat(1025) }] }, 42039],
  ['two buttons with one key', { ...TICKET, button_list: [button(1), button(1)] }, 42039],
  ['a button that leads nowhere', { ...TICKET, button_list: [{ text: 't', type: 1 }] }, 42028],
  ['a drop-down without its key', { ...TICKET, button_selection: { option_list: options(1) } }, 42043],
  [
    'a drop-down of eleven',
    { ...TICKET, button_selection: { question_key: 'q', option_list: options(11) } },
    42037,
  ],
  ['a menu of four', { ...TICKET, action_menu: { action_list: many(4, button) } }, 40058],
  ['a menu with one key twice', { ...TICKET, action_menu: { action_list: [button(1), button(1)] } }, 42051],
  ['a vote on 21', { ...VOTE, checkbox: { question_key: 'q', option_list: options(21) } }, 42037],
  [
    'an option without an id',
    { ...VOTE, checkbox: { question_key: 'q', option_list: [{ text: 't' }] } },
    42040,
  ],
  [
    'an option without words',
    { ...VOTE, checkbox: { question_key: 'q', option_list: [{ id: 'a' }] } },
    42041,
  ],
  ['a vote without its button', { ...VOTE, submit_button: undefined }, 42049],
  ['a button to submit without a key', { ...VOTE, submit_button: { text: 't' } }, 42046],
  ['four selects', { ...MULTIPLE, select_list: many(4, () => SELECT) }, 42047],
])('a card with %s is refused', async (_what, card, code) => {
  expect(await send(card)).toMatchObject({ errcode: code });
  expect(wang.sees()).toEqual([]);
});

test.each<[string, object]>([
  ['a ticket', TICKET],
  [
    'six buttons, six lines and a drop-down of ten',
    {
      ...TICKET,
      button_list: many(6, button),
      horizontal_content_list: many(6, line),
      button_selection: { question_key: 'q', option_list: options(10) },
    },
  ],
  ['a vote on twenty', { ...VOTE, checkbox: { question_key: 'q', option_list: options(20) } }],
  ['selects', MULTIPLE],
  ['a notice', NOTICE],
  ['news', NEWS],
])('a card that is just allowed is taken: %s', async (_what, card) => {
  expect(await send(card)).toMatchObject({ errcode: 0 });
});
