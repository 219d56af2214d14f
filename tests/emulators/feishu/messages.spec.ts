/** Sending, replying, changing and reading messages, by the vendor's own client. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '@larksuiteoapi/node-sdk';
import { FeishuEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { clientOf, refusalOf } from './vendor-sdk.js';

let emulator: FeishuEmulator;
let client: Client;
let wang: Hands;
let group: string;

beforeEach(async () => {
  emulator = await FeishuEmulator.start();
  client = clientOf(emulator);
  wang = emulator.addPerson({ name: '王工' });
  group = emulator.addGroup({ name: '受理组', members: [wang.person.openId] });
});
afterEach(() => emulator.close());

const DAY_MS = 86_400_000;
const card = (title: string, elements: object[] = []) =>
  JSON.stringify({
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: title } },
    body: { elements },
  });

function send(content: string, more: { uuid?: string; type?: string; to?: string } = {}) {
  const { uuid, type = 'interactive', to = group } = more;
  return client.im.message.create({
    params: { receive_id_type: to.startsWith('ou_') ? 'open_id' : 'chat_id' },
    data: { receive_id: to, msg_type: type, content, ...(uuid !== undefined && { uuid }) },
  });
}
const sent = async (content: string) => (await send(content)).data?.message_id ?? '';
const patch = (id: string, content: string) =>
  client.im.message.patch({ path: { message_id: id }, data: { content } });
const text = (said: string) => JSON.stringify({ text: said });

describe('messages', () => {
  test('what the bot sends to a group stands there, and what it changes has changed', async () => {
    const id = await sent(card('#1 三楼打印机卡纸'));
    expect(wang.sees(group)).toMatchObject([{ from: 'bot', text: '#1 三楼打印机卡纸', edited: false }]);
    await patch(id, card('#1 处理中', [{ tag: 'markdown', content: '处理人 **王工**' }]));
    expect(wang.sees(group)).toMatchObject([{ messageId: id, text: '#1 处理中\n处理人 王工', edited: true }]);
    expect(emulator.counts()).toMatchObject({ shown: 1, shownTwice: 0, updated: 1 });
  });

  test('a message to a person opens the private chat with the bot', async () => {
    await send(text('您好'), { type: 'text', to: wang.person.openId });
    expect(wang.sees(wang.direct)).toMatchObject([{ from: 'bot', type: 'text', text: '您好' }]);
    expect(wang.sees(group)).toEqual([]);
  });

  test('a reply stands in the thread of what it answers', async () => {
    const id = await sent(card('#1'));
    const reply = await client.im.message.reply({
      path: { message_id: id },
      data: { msg_type: 'text', content: text('已派单'), reply_in_thread: true },
    });
    expect(reply.data).toMatchObject({ root_id: id, parent_id: id });
    const [first, second] = wang.sees(group);
    expect(second).toMatchObject({ replyTo: id, threadId: first?.threadId });
    const got = await client.im.message.get({ path: { message_id: id } });
    expect(got.data?.items).toMatchObject([
      { message_id: id, thread_id: first?.threadId, msg_type: 'interactive' },
    ]);
  });

  test('the same uuid sends once within the hour, and again after it', async () => {
    const first = await send(card('#1'), { uuid: 'outbox-7' });
    const again = await send(card('#1'), { uuid: 'outbox-7' });
    expect(again.data?.message_id).toBe(first.data?.message_id);
    emulator.clock.advance(3_600_001);
    const later = await send(card('#1'), { uuid: 'outbox-7' });
    expect(later.data?.message_id).not.toBe(first.data?.message_id);
    expect(emulator.counts()).toMatchObject({ shown: 2, shownTwice: 1 });
  });

  test('what the bot recalls is gone, and can be neither answered nor changed', async () => {
    const id = await sent(card('#1'));
    await client.im.message.delete({ path: { message_id: id } });
    expect(wang.sees(group)).toMatchObject([{ recalled: true, text: '' }]);
    expect(await refusalOf(patch(id, card('#2')))).toMatchObject({ status: 400, code: 230011 });
    const reply = client.im.message.reply({
      path: { message_id: id },
      data: { msg_type: 'text', content: text('?') },
    });
    expect(await refusalOf(reply)).toMatchObject({ code: 230011 });
  });

  test('加急 reaches members only, and is read by looking', async () => {
    const id = await sent(card('#1 首次响应已超时'));
    const urgent = await client.im.message.urgentApp({
      path: { message_id: id },
      params: { user_id_type: 'open_id' },
      data: { user_id_list: [wang.person.openId, 'ou_nobody'] },
    });
    expect(urgent.data?.invalid_user_id_list).toEqual(['ou_nobody']);
    expect(wang.sees(group)).toMatchObject([{ urgent: true }]);
    expect(wang.sees(group)).toMatchObject([{ urgent: false }]);
  });
});

describe('limits', () => {
  test('five a second to one chat, whoever hears it; another chat is not slowed', async () => {
    const other = emulator.addGroup({ name: '另一组', members: [wang.person.openId] });
    for (let n = 0; n < 5; n += 1) await send(card(`#${n}`));
    expect(await refusalOf(send(card('#6')))).toMatchObject({ status: 400, code: 230020 });
    expect(await refusalOf(send(card('#6'), { to: other }))).toBeNull();
    emulator.clock.advance(1000);
    expect(await refusalOf(send(card('#6')))).toBeNull();
    expect(emulator.counts().refused).toEqual({ 230020: 1 });
  });

  test('five changes a second to one message', async () => {
    const id = await sent(card('#1'));
    for (let n = 0; n < 5; n += 1) await patch(id, card(`#1 ${n}`));
    expect(await refusalOf(patch(id, card('#1 last')))).toMatchObject({ code: 230020 });
    expect(wang.sees(group)).toMatchObject([{ text: '#1 4' }]);
  });

  test('fifty calls a second to one API, then 429 and how long to wait', async () => {
    const id = await sent(card('#1'));
    const calls = Array.from({ length: 51 }, () => client.im.message.get({ path: { message_id: id } }));
    const refusals = (await Promise.all(calls.map(refusalOf))).filter((refusal) => refusal !== null);
    expect(refusals).toMatchObject([
      {
        status: 429,
        code: 99991400,
        headers: { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' },
      },
    ]);
  });

  test('a thousand calls a minute to one API, then the minute has to pass', async () => {
    const id = await sent(card('#1'));
    const read = () => refusalOf(client.im.message.get({ path: { message_id: id } }));
    const spend = () => emulator.world.limits.api('im.message.get', emulator.clock.now());
    for (let second = 0; second < 20; second += 1) {
      for (let n = 0; n < 50; n += 1) expect(spend().wait).toBe(0);
      emulator.clock.advance(1000);
    }
    const refusal = await read();
    expect(refusal).toMatchObject({ status: 429, headers: { 'x-ogw-ratelimit-limit': '1000' } });
    expect(Number(refusal?.headers['x-ogw-ratelimit-reset'])).toBeGreaterThan(30);
    emulator.clock.advance(60_000);
    expect(await read()).toBeNull();
  });

  test('a card can be changed for fourteen days', async () => {
    const id = await sent(card('#1'));
    emulator.clock.advance(14 * DAY_MS - 60_000);
    client = clientOf(emulator); // the old one keeps a token that has run out
    expect(await refusalOf(patch(id, card('#1 on time')))).toBeNull();
    emulator.clock.advance(60_000);
    expect(await refusalOf(patch(id, card('#1 too late')))).toMatchObject({ code: 230031 });
    expect(wang.sees(group)).toMatchObject([{ text: '#1 on time' }]);
  });

  test('a card holds 30 KB, a text 150 KB', async () => {
    const of = (bytes: number) =>
      card('', [
        { tag: 'markdown', content: 'x'.repeat(bytes - card('', [{ tag: 'markdown', content: '' }]).length) },
      ]);
    expect(await refusalOf(send(of(30 * 1024)))).toBeNull();
    expect(await refusalOf(send(of(30 * 1024 + 1)))).toMatchObject({ code: 230025 });
    expect(await refusalOf(send(text('x'.repeat(100_000)), { type: 'text' }))).toBeNull();
    expect(await refusalOf(send(text('x'.repeat(160_000)), { type: 'text' }))).toMatchObject({
      code: 230025,
    });
  });

  test('200 urgent messages that nobody looked at are enough', async () => {
    const id = await sent(card('#1'));
    const urgent = () =>
      client.im.message.urgentApp({
        path: { message_id: id },
        params: { user_id_type: 'open_id' },
        data: { user_id_list: [wang.person.openId] },
      });
    for (let n = 0; n < 200; n += 1) wang.person.unreadUrgents.add(`om_${n}`);
    expect(await refusalOf(urgent())).toMatchObject({ code: 230023 });
    wang.person.unreadUrgents.delete('om_7');
    expect(await refusalOf(urgent())).toBeNull();
  });

  test('a text can be edited twenty times', async () => {
    const { data } = await send(text('0'), { type: 'text' });
    const edit = (said: string) =>
      refusalOf(
        client.im.message.update({
          path: { message_id: data?.message_id ?? '' },
          data: { msg_type: 'text', content: text(said) },
        }),
      );
    for (let n = 1; n <= 20; n += 1) {
      expect(await edit(String(n))).toBeNull();
      emulator.clock.advance(1000);
    }
    expect(await edit('21')).toMatchObject({ code: 230072 });
    expect(wang.sees(group)).toMatchObject([{ text: '20' }]);
  });

  test('an uuid is at most fifty characters', async () => {
    expect(await refusalOf(send(card('#1'), { uuid: 'u'.repeat(51) }))).toMatchObject({ code: 230001 });
  });
});

describe('what is not asked as it should be', () => {
  const asked = (body: string, query = '?receive_id_type=chat_id') => {
    const { token } = emulator.world.tokens.issue(emulator.clock.now());
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(`${emulator.url}/open-apis/im/v1/messages${query}`, { method: 'POST', headers, body });
  };
  const whole = () => ({ receive_id: group, msg_type: 'text', content: text('x') });

  test.each([
    ['a body that is no JSON', () => asked('{"receive_id":'), 9499],
    ['a body that is no object', () => asked('[]'), 9499],
    ['no receiver', () => asked(JSON.stringify({ ...whole(), receive_id: undefined })), 99992402],
    ['no content', () => asked(JSON.stringify({ ...whole(), content: 7 })), 99992402],
    ['no kind of receiver', () => asked(JSON.stringify(whole()), ''), 99992402],
    [
      'a kind of message nobody knows',
      () => asked(JSON.stringify({ ...whole(), msg_type: 'hologram' })),
      230001,
    ],
    ['content that is no JSON', () => asked(JSON.stringify({ ...whole(), content: 'x' })), 230001],
  ])('%s', async (_what, call, code) => {
    const answer = await call();
    expect([answer.status, ((await answer.json()) as { code: number }).code]).toEqual([400, code]);
    expect(wang.sees(group)).toEqual([]);
  });
});

describe('what is gone', () => {
  test('a group that removed the bot hears nothing from it and lets nothing be changed', async () => {
    const id = await sent(card('#1'));
    await emulator.company.removesBot(group);
    expect(await refusalOf(send(card('#2')))).toMatchObject({ code: 230002 });
    expect(await refusalOf(patch(id, card('#2')))).toMatchObject({ code: 230002 });
  });

  test('a dissolved group refuses with 232009', async () => {
    await emulator.company.dissolves(group);
    expect(await refusalOf(send(card('#1')))).toMatchObject({ code: 232009 });
  });

  test('somebody who resigned or is outside the availability cannot be reached', async () => {
    const guest = emulator.addPerson({ name: '客人', available: false });
    expect(await refusalOf(send(card('#1'), { to: guest.person.openId }))).toMatchObject({ code: 230013 });
    await emulator.company.resigns(wang.person.openId);
    expect(await refusalOf(send(card('#1'), { to: wang.person.openId }))).toMatchObject({ code: 230029 });
  });

  test.each([
    ['a chat nobody knows', 'oc_nowhere', 230001],
    ['a person nobody knows', 'ou_nobody', 230001],
  ])('%s is refused', async (_what, to, code) => {
    expect(await refusalOf(send(card('#1'), { to }))).toMatchObject({ status: 400, code });
  });

  test('a message nobody knows, and one of somebody else, cannot be changed', async () => {
    expect(await refusalOf(patch('om_nothing', card('#1')))).toMatchObject({ code: 231003 });
    const [said] = await wang.says(group, '你好');
    expect(await refusalOf(patch(said?.messageId ?? '', card('#1')))).toMatchObject({ code: 230012 });
  });
});
