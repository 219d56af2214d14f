/** The back door: everything that people, time and bad luck do, over HTTP. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { controlDoor } from '../kit/control-door.js';
import { wecomVerbs } from './control.js';
import { WecomEmulator } from './emulator.js';
import { VendorApp } from './vendor-app.js';

let emulator: WecomEmulator;
let app: VendorApp;
beforeEach(async () => {
  emulator = await WecomEmulator.start({ routes: (started) => [controlDoor(wecomVerbs(started))] });
  app = new VendorApp(emulator);
});
afterEach(async () => {
  app.close();
  await emulator.close();
});

async function does(verb: string, given: object = {}): Promise<Record<string, unknown>> {
  const init = { method: 'POST', body: JSON.stringify(given) };
  const answer = await fetch(`${emulator.url}/__emulator/${verb}`, init);
  return (await answer.json()) as Record<string, unknown>;
}

const CARD = {
  card_type: 'button_interaction',
  main_title: { title: '#1' },
  task_id: 'T-1',
  action_menu: { action_list: [{ text: '不再提醒', key: 'mute' }] },
  button_list: [{ text: '接单', key: 'claim:1' }],
};

test('people are hired, speak to the app, see its card and answer it', async () => {
  expect(await does('callback', { url: await app.listens() })).toMatchObject({ acknowledged: true });
  const { id } = await does('departments', { name: '三楼' });
  expect(await does('people', { userId: 'WangGong', name: '王工', departments: [id] })).toEqual({
    userId: 'WangGong',
  });
  await does('joins', { person: '王工' });
  await does('moves', { person: '王工', departments: [1] });
  await does('enters', { person: '王工' });
  await does('says', { person: '王工', text: '报障' });
  await does('menu', { person: '王工', key: 'MINE' });
  await does('files', { person: '王工', name: 'a.jpg', base64: 'AAAAAAAA', kind: 'image' });
  await app.says('WangGong', 'template_card', CARD);
  const { messages } = await does('sees', { person: '王工' });
  const [{ messageId: message } = {}] = messages as { messageId?: string }[];
  expect(await does('taps', { person: '王工', message, button: '接单' })).toEqual({ acknowledged: true });
  await does('action', { person: '王工', message, action: '不再提醒' });
  await does('sends', { event: 'inactive_alert' });
  await does('leaves', { person: '王工' });
  expect(app.fieldsHeard('MsgType', 'Event').map(({ MsgType, Event }) => Event ?? MsgType)).toEqual([
    'change_contact',
    'change_contact',
    'enter_agent',
    'text',
    'click',
    'image',
    'template_card_event',
    'template_card_menu_event',
    'inactive_alert',
    'change_contact',
  ]);
});

test('the bot is asked in a group that has it, and is not there', async () => {
  await does('people', { userId: 'WangGong' });
  const { chatId: group } = await does('groups', { name: '群', members: ['WangGong'], withBot: true });
  const away = { acknowledged: false, why: 'the bot is not connected' };
  expect(await does('asks', { person: 'WangGong', text: '在吗', group })).toMatchObject(away);
  expect(await does('enters-bot', { person: 'WangGong' })).toMatchObject(away);
  for (const verb of ['kicks-bot', 'drops-bot', 'silences-bot']) expect(await does(verb)).toEqual({});
  const rated = await does('rates', { person: 'WangGong', message: 'x', rating: 'splendid' });
  expect(rated).toEqual({ error: 'expected rating, one of good, bad, cancel, got splendid' });
});

test('time is moved, tokens end, faults are switched on, and the counts tell of it', async () => {
  await app.token();
  await does('expires-tokens');
  expect(await app.calls('getcallbackip')).toMatchObject({ errcode: 42001 });
  const { now } = await does('clock');
  expect(Number((await does('clock', { advanceMs: 1000 })).now)).toBeGreaterThanOrEqual(Number(now) + 1000);
  await does('faults', { kind: '45033', on: 'gettoken', times: 2 });
  expect(await app.token()).toMatchObject({ errcode: 45033 });
  await does('faults', { clear: true });
  expect(await app.token()).toMatchObject({ errcode: 0 });
  expect(await does('counts')).toMatchObject({
    requests: { gettoken: 3, getcallbackip: 1 },
    refused: { 42001: 1, 45033: 1 },
    faults: { 45033: 1 },
  });
});

test('a link is followed, and what is missing is asked for', async () => {
  await does('people', { userId: 'WangGong' });
  const link = 'https://desk.example/1';
  expect(await does('opens', { person: 'WangGong', link })).toEqual({ at: link });
  expect(await does('says', { person: 'WangGong' })).toEqual({
    error: 'expected text, a text, got undefined',
  });
  const file = { person: 'WangGong', name: 'a', base64: 'AAAA', kind: 'poem' };
  expect(await does('files', file)).toMatchObject({ error: expect.stringContaining('expected kind') });
});
