/** Cards as people act on them: buttons, forms, and what the app answers, by the vendor's own dispatcher. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client, WSClient } from '@larksuiteoapi/node-sdk';
import { FeishuEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { clientOf, connect, refusalOf } from './vendor-sdk.js';

interface Action {
  readonly event_id: string;
  readonly token: string;
  readonly operator: { readonly open_id: string };
  readonly action: { readonly tag: string; readonly value?: unknown; readonly form_value?: unknown };
  readonly context: { readonly open_message_id: string; readonly open_chat_id: string };
}

let emulator: FeishuEmulator;
let client: Client;
let socket: WSClient;
let wang: Hands;
let group: string;
let messageId: string;
let acted: Action[];
let answer: (action: Action) => unknown;

const plain = (content: string) => ({ tag: 'plain_text', content });
const cardOf = (title: string, ...elements: object[]) => ({
  schema: '2.0',
  header: { title: plain(title) },
  body: { elements },
});
const claim = {
  tag: 'button',
  text: plain('接单'),
  behaviors: [{ type: 'callback', value: { do: 'claim:1:3' } }],
};
const close = { tag: 'button', text: plain('关闭'), disabled: true, disabled_tips: plain('还没有处理人') };

beforeEach(async () => {
  acted = [];
  answer = () => ({ toast: { type: 'success', content: '已接单' } });
  emulator = await FeishuEmulator.start({ connections: { ackWithinMs: 1000 } });
  client = clientOf(emulator);
  socket = await connect(emulator, {
    'card.action.trigger': (action: Action) => {
      acted.push(action);
      return answer(action);
    },
  });
  wang = emulator.addPerson({ name: '王工' });
  group = emulator.addGroup({ name: '受理组', members: [wang.person.openId] });
  const form = {
    tag: 'form',
    name: 'hand_over',
    elements: [
      { tag: 'input', name: 'why', required: true, label: plain('原因'), max_length: 10 },
      {
        tag: 'select_static',
        name: 'kind',
        initial_option: 'hw',
        options: ['hw', 'sw'].map((value) => ({ text: plain(value), value })),
      },
      { tag: 'select_person', name: 'to', placeholder: plain('转给') },
      { tag: 'date_picker', name: 'on', placeholder: plain('哪天') },
      {
        tag: 'button',
        name: 'hand_over_submit',
        text: plain('转派'),
        form_action_type: 'submit',
        behaviors: [{ type: 'callback', value: { do: 'reassign:1:3' } }],
      },
    ],
  };
  messageId = await send(cardOf('#1', claim, close, form));
});
afterEach(async () => {
  socket.close();
  await emulator.close();
});

async function send(card: object): Promise<string> {
  const data = { receive_id: group, msg_type: 'interactive', content: JSON.stringify(card) };
  const sent = await client.im.message.create({ params: { receive_id_type: 'chat_id' }, data });
  return sent.data?.message_id ?? '';
}

describe('a button', () => {
  test('tells the app who tapped what where, and shows the toast it answers', async () => {
    expect(await wang.taps(messageId, '接单')).toEqual({
      toast: { type: 'success', content: '已接单' },
      changed: false,
    });
    expect(acted).toMatchObject([
      {
        operator: { open_id: wang.person.openId },
        action: { tag: 'button', value: { do: 'claim:1:3' } },
        context: { open_message_id: messageId, open_chat_id: group },
      },
    ]);
  });

  test('shows the card it was answered with in the place of the old one', async () => {
    answer = () => ({ card: { type: 'raw', data: cardOf('#1 处理中') } });
    expect(await wang.taps(messageId, '接单')).toEqual({ changed: true });
    expect(wang.sees(group)).toMatchObject([{ text: '#1 处理中', edited: true }]);
  });

  test('that is greyed reaches nobody and says why', async () => {
    expect(await wang.taps(messageId, '关闭')).toEqual({
      changed: false,
      error: { code: 0, why: 'disabled: 还没有处理人' },
    });
    expect(acted).toEqual([]);
  });

  test('that is not there cannot be tapped, nor one in a chat somebody is not in', async () => {
    await expect(wang.taps(messageId, '归档')).rejects.toThrow('expected a button 归档, got 接单, 关闭');
    const li = emulator.addPerson({ name: '李工' });
    await expect(li.taps(messageId, '接单')).rejects.toThrow('expected a chat they are in');
  });

  test('is told from others of the same words by its place among them', async () => {
    const second = { ...claim, behaviors: [{ type: 'callback', value: { do: 'claim:2:1' } }] };
    const queue = await send(cardOf('待受理', claim, second));
    await wang.taps(queue, '接单', 1);
    expect(acted).toMatchObject([{ action: { value: { do: 'claim:2:1' } } }]);
    await expect(wang.taps(queue, '接单', 2)).rejects.toThrow('expected a button 接单');
  });

  test('that leads somewhere is followed, and tells the app only if it is to', async () => {
    const url = 'https://desk.example/t/1';
    const open = { type: 'open_url', default_url: url };
    const link = { tag: 'button', text: plain('工单页'), behaviors: [open] };
    const both = { tag: 'button', text: plain('接单并打开'), behaviors: [open, ...claim.behaviors] };
    const id = await send(cardOf('#2', link, both));
    expect(await wang.taps(id, '工单页')).toEqual({ changed: false, opened: url });
    expect(acted).toEqual([]);
    expect(await wang.taps(id, '接单并打开')).toMatchObject({ opened: url, toast: { content: '已接单' } });
    expect(acted).toMatchObject([{ action: { value: { do: 'claim:1:3' } } }]);
  });

  test('does nothing after fourteen days', async () => {
    emulator.clock.advance(14 * 86_400_000);
    expect((await wang.taps(messageId, '接单')).error?.why).toContain('14 days');
    expect(acted).toEqual([]);
  });
});

describe('an answer', () => {
  test.each<[string, () => unknown, number]>([
    ['that is late', () => new Promise((resolve) => setTimeout(() => resolve({}), 1200)), 200340],
    ['of a handler that throws', () => Promise.reject(new Error('no')), 200340],
    ['that says nothing', () => undefined, 200340],
    ['with a toast of no kind', () => ({ toast: { type: 'loud', content: 'x' } }), 200671],
    ['with something nobody knows', () => ({ modal: {} }), 200671],
    [
      'with a card that Feishu does not take',
      () => ({ card: { type: 'raw', data: cardOf('#1', { tag: 'marquee' }) } }),
      200672,
    ],
  ])('%s shows an error and changes nothing', async (_what, given, code) => {
    answer = given;
    expect(await wang.taps(messageId, '接单')).toMatchObject({ changed: false, error: { code } });
    expect(wang.sees(group)).toMatchObject([{ edited: false }]);
  });

  test('an empty object is enough', async () => {
    answer = () => ({});
    expect(await wang.taps(messageId, '接单')).toEqual({ changed: false });
  });

  test('a callback is tried once, answered or not', async () => {
    answer = () => Promise.reject(new Error('no'));
    await wang.taps(messageId, '接单');
    emulator.clock.advance(86_400_000);
    expect(emulator.counts()).toMatchObject({ attempts: 1, failed: 1, givenUp: 1 });
  });
});

describe('a form', () => {
  test('comes back as it was filled in, with what was chosen before and nothing for what was left out', async () => {
    await wang.fills(messageId, 'hand_over', { why: '不在班', to: wang.person.openId, on: '2026-11-30' });
    expect(acted).toMatchObject([
      {
        action: {
          tag: 'button',
          name: 'hand_over_submit',
          value: { do: 'reassign:1:3' },
          form_value: { why: '不在班', kind: 'hw', to: wang.person.openId, on: '2026-11-30 +0800' },
        },
      },
    ]);
  });

  test('with a required field left empty reaches nobody', async () => {
    expect((await wang.fills(messageId, 'hand_over', {})).error?.why).toBe('有必填项未填写: why');
    expect(acted).toEqual([]);
  });

  test.each([
    ['a field it does not have', { what: 'x' }, 'got a field what'],
    ['an option it does not offer', { why: 'x', kind: 'fw' }, 'one of hw, sw, got fw'],
    ['more than a field holds', { why: 'x'.repeat(11) }, 'at most 10 characters, got 11'],
    ['a date that is none', { why: 'x', on: 'tomorrow' }, 'a date yyyy-MM-dd, got tomorrow'],
  ])('cannot be filled with %s', async (_what, values, message) => {
    await expect(wang.fills(messageId, 'hand_over', values)).rejects.toThrow(message);
  });

  test('is seen with its fields', () => {
    const [seen] = wang.sees(group);
    expect(seen?.forms).toMatchObject([
      {
        name: 'hand_over',
        fields: [
          { name: 'why', label: '原因', required: true },
          { name: 'kind', value: 'hw', options: [{ value: 'hw' }, { value: 'sw' }] },
          { name: 'to', tag: 'select_person' },
          { name: 'on', tag: 'date_picker' },
        ],
      },
    ]);
    expect(seen?.buttons).toEqual([
      { text: '接单', disabled: false },
      { text: '关闭', disabled: true },
      { text: '转派', name: 'hand_over_submit', disabled: false, form: 'hand_over' },
    ]);
  });
});

describe("a callback's token", () => {
  const update = (title: string) =>
    client.request({
      method: 'POST',
      url: '/open-apis/interactive/v1/card/update',
      data: { token: acted[0]?.token, card: cardOf(title) },
    });

  test('changes the card twice', async () => {
    await wang.taps(messageId, '接单');
    await update('#1 一');
    await update('#1 二');
    expect(await refusalOf(update('#1 三'))).toMatchObject({ code: 200810 });
    expect(wang.sees(group)).toMatchObject([{ text: '#1 二' }]);
  });

  test('is good for half an hour', async () => {
    await wang.taps(messageId, '接单');
    emulator.clock.advance(30 * 60_000);
    expect(await refusalOf(update('#1 一'))).toMatchObject({ code: 200810 });
  });
});

test('a card that Feishu does not take is refused when sent and when changed, and nothing is shown of it', async () => {
  const broken = cardOf('#2', { tag: 'marquee' });
  expect(await refusalOf(send(broken))).toMatchObject({ status: 400, code: 230099 });
  const patch = client.im.message.patch({
    path: { message_id: messageId },
    data: { content: JSON.stringify(broken) },
  });
  expect(await refusalOf(patch)).toMatchObject({ code: 230099, msg: expect.stringContaining('marquee') });
  expect(wang.sees(group)).toMatchObject([{ edited: false }]);
});
