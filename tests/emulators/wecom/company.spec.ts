/** The company around the app: its address book, its groups and robots, files, and links that log members in. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WecomEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { VendorApp } from './vendor-app.js';

let emulator: WecomEmulator;
let app: VendorApp;
let wang: Hands;
let li: Hands;
let floor: number;
beforeEach(async () => {
  emulator = await WecomEmulator.start({ trustedHost: 'desk.example' });
  app = new VendorApp(emulator);
  await emulator.listensAt(await app.listens());
  floor = emulator.addDepartment({ name: '三楼', leaders: ['WangGong'] });
  wang = emulator.addPerson({
    userId: 'WangGong',
    name: '王工',
    departments: [floor],
    mobile: '13800000001',
  });
  li = emulator.addPerson({ userId: 'LiSi', name: '李四', departments: [1, floor], leaders: ['WangGong'] });
});
afterEach(async () => {
  app.close();
  await emulator.close();
});

test('the address book tells departments, their members and whom these report to', async () => {
  expect(await app.calls('department/list')).toMatchObject({
    department: [
      { id: 1, parentid: 0, name: '公司' },
      { id: floor, parentid: 1, name: '三楼', department_leader: ['WangGong'] },
    ],
  });
  expect(await app.calls('department/simplelist', undefined, { id: String(floor) })).toMatchObject({
    department_id: [{ id: floor, parentid: 1 }],
  });
  const { userlist } = await app.calls('user/list', undefined, { department_id: String(floor) });
  expect(userlist).toMatchObject([
    { userid: 'WangGong', is_leader_in_dept: [1], direct_leader: [], status: 1 },
    { userid: 'LiSi', department: [1, floor], is_leader_in_dept: [0, 0], direct_leader: ['WangGong'] },
  ]);
  expect(await app.calls('user/simplelist', undefined, { department_id: '1' })).toMatchObject({
    userlist: [{ userid: 'LiSi', name: '李四' }],
  });
  const all = { department_id: '1', fetch_child: '1' };
  expect((await app.calls('user/simplelist', undefined, all)).userlist).toHaveLength(2);
  expect(await app.calls('user/list', undefined, { department_id: '99' })).toMatchObject({ errcode: 60003 });
});

test('a member is found by user id in any case, and by mobile, which is told only to old apps', async () => {
  const got = await app.calls('user/get', undefined, { userid: 'wanggong' });
  expect(got).toMatchObject({ errcode: 0, userid: 'WangGong', main_department: floor });
  expect(got).not.toHaveProperty('mobile');
  expect(await app.calls('user/getuserid', { mobile: '13800000001' })).toMatchObject({ userid: 'WangGong' });
  expect(await app.calls('user/getuserid', { mobile: '' })).toMatchObject({ errcode: 46004 });
  emulator.addPerson({ userId: 'Hidden', visible: false });
  expect(await app.calls('user/get', undefined, { userid: 'Hidden' })).toMatchObject({ errcode: 60111 });
});

test('who joins, moves and leaves is told by events, and who has left is not there any more', async () => {
  await emulator.company.joins('LiSi');
  await emulator.company.moves('LiSi', { departments: [1], leaders: [] });
  await emulator.company.leaves('WangGong');
  expect(app.fieldsHeard('Event', 'ChangeType', 'UserID', 'Department')).toEqual([
    { Event: 'change_contact', ChangeType: 'create_user', UserID: 'LiSi', Department: `1,${floor}` },
    { Event: 'change_contact', ChangeType: 'update_user', UserID: 'LiSi', Department: '1' },
    { Event: 'change_contact', ChangeType: 'delete_user', UserID: 'WangGong' },
  ]);
  expect(await app.says('WangGong', 'text', { content: '在吗' })).toMatchObject({ errcode: 81013 });
  await expect(wang.says('再见')).rejects.toThrow('cannot use the client');
});

test('the app makes a group, speaks in it and changes its members', async () => {
  const group = { name: '#1 停电', owner: 'WangGong', userlist: ['WangGong', 'LiSi'], chatid: 'incident1' };
  expect(await app.calls('appchat/create', group)).toMatchObject({ chatid: 'incident1' });
  const say = (said: string) =>
    app.calls('appchat/send', { chatid: 'incident1', msgtype: 'text', text: { content: said } });
  await say('请处理');
  const zhao = emulator.addPerson({ userId: 'ZhaoLiu' });
  const change = { chatid: 'incident1', add_user_list: ['ZhaoLiu'], del_user_list: ['LiSi'] };
  expect(await app.calls('appchat/update', change)).toMatchObject({ errcode: 0 });
  await say('还在停电');
  const seen = [wang, li, zhao].map((person) => person.sees('incident1').map(({ text }) => text));
  expect(seen).toEqual([['请处理', '还在停电'], ['请处理'], ['还在停电']]);
  expect(await app.calls('appchat/get', undefined, { chatid: 'incident1' })).toMatchObject({
    chat_info: { name: '#1 停电', owner: 'WangGong', userlist: ['WangGong', 'ZhaoLiu'] },
  });
  expect(emulator.counts()).toMatchObject({ shown: 2 });
});

test.each([
  ['a group of one', 'appchat/create', { name: 'a', userlist: ['WangGong'] }, 86003],
  ['a member who is none', 'appchat/create', { name: 'a', userlist: ['WangGong', 'Nobody'] }, 40003],
  ['an owner outside', 'appchat/create', { owner: 'Nobody', userlist: ['WangGong', 'LiSi'] }, 86005],
  ['a name of 51', 'appchat/create', { name: '字'.repeat(51), userlist: ['WangGong', 'LiSi'] }, 86004],
  ['an id with other characters', 'appchat/create', { chatid: 'T-1', userlist: ['WangGong', 'LiSi'] }, 86001],
  ['an unknown group', 'appchat/send', { chatid: 'x', msgtype: 'text', text: { content: 'a' } }, 86001],
  [
    'the group of others',
    'appchat/send',
    { chatid: 'theirs', msgtype: 'text', text: { content: 'a' } },
    86008,
  ],
  [
    'a card in a group',
    'appchat/send',
    { chatid: 'ours', msgtype: 'template_card', template_card: {} },
    40008,
  ],
])('%s is refused', async (_what, api, body, code) => {
  emulator.addGroup({ id: 'theirs', name: '他们', members: ['WangGong', 'LiSi'] });
  emulator.addGroup({ id: 'ours', name: '我们', members: ['WangGong', 'LiSi'], byApp: true });
  expect(await app.calls(api, body)).toMatchObject({ errcode: code });
});

test('a robot speaks in its group twenty times a minute to whoever has its key, cards that ask nothing too', async () => {
  const { id, robotKey = '' } = emulator.addGroup({ name: '老群', members: ['WangGong'], withRobot: true });
  const say = (body: object, key = robotKey) => app.calls('webhook/send', body, { key });
  const text = (content: string) => ({ msgtype: 'text', text: { content } });
  const card = {
    card_type: 'text_notice',
    main_title: { title: '日报' },
    card_action: { type: 1, url: 'https://desk.example' },
  };
  expect(await say({ msgtype: 'template_card', template_card: card })).toMatchObject({ errcode: 0 });
  const asking = { ...card, card_type: 'button_interaction' };
  expect(await say({ msgtype: 'template_card', template_card: asking })).toMatchObject({ errcode: 42031 });
  expect(await say(text('a'), 'wrong')).toMatchObject({ errcode: 93000 });
  for (let n = 1; n < 20; n += 1) expect(await say(text(`${n}`))).toMatchObject({ errcode: 0 });
  expect(await say(text('20'))).toMatchObject({ errcode: 45009 });
  expect(wang.sees(id)).toHaveLength(20);
  emulator.clock.advance(60_000);
  expect(await say(text('21'))).toMatchObject({ errcode: 0 });
});

function form(bytes: number, name = '合同.pdf'): FormData {
  const data = new FormData();
  data.set('media', new Blob([Buffer.alloc(bytes, 7)]), name);
  return data;
}

const upload = async (body: FormData, type: string) =>
  (await app.raw('media/upload', body, { type })).json() as Promise<Record<string, unknown>>;

test('a file is kept for three days, whoever sent it', async () => {
  const { media_id: id, ...rest } = await upload(form(64), 'file');
  expect(rest).toMatchObject({ errcode: 0, type: 'file', created_at: expect.stringMatching(/^\d{10}$/) });
  const got = await app.raw('media/get', undefined, { media_id: String(id) });
  expect(got.headers.get('content-disposition')).toContain(encodeURIComponent('合同.pdf'));
  expect(Buffer.from(await got.arrayBuffer())).toEqual(Buffer.alloc(64, 7));
  await wang.sendsFile('image', '现场.jpg', Buffer.from('a picture'));
  const [sent] = app.fieldsHeard('MediaId');
  const picture = await app.raw('media/get', undefined, { media_id: sent?.MediaId ?? '' });
  expect(await picture.text()).toBe('a picture');
  expect(await app.says('WangGong', 'file', { media_id: id })).toMatchObject({ errcode: 0 });
  emulator.clock.advance(3 * 86_400_000);
  await app.token();
  expect(await app.calls('media/get', undefined, { media_id: String(id) })).toMatchObject({ errcode: 40007 });
});

test.each([
  ['of an unknown type', 'poem', 64, 40004],
  ['of four bytes', 'file', 4, 40006],
  ['above 2 MB, when it is a voice', 'voice', 2 * 1024 * 1024 + 1, 40006],
])('a file %s is refused', async (_what, type, bytes, code) => {
  expect(await upload(form(bytes), type)).toMatchObject({ errcode: code });
});

test('a link tells who follows it by a code that is good once and for five minutes', async () => {
  const asked = new URLSearchParams({
    appid: emulator.app.corpId,
    redirect_uri: 'https://desk.example/login?to=1',
    response_type: 'code',
    scope: 'snsapi_base',
    state: 's1',
  });
  const link = (query = asked) =>
    `https://open.weixin.qq.com/connect/oauth2/authorize?${query}#wechat_redirect`;
  const code = () => new URL(wang.opens(link())).searchParams.get('code') ?? '';
  const who = (given: string) => app.calls('auth/getuserinfo', undefined, { code: given });
  expect(wang.opens(link())).toMatch(/^https:\/\/desk\.example\/login\?to=1&code=[\w-]+&state=s1$/);
  const first = code();
  expect(await who(first)).toMatchObject({ errcode: 0, userid: 'WangGong' });
  expect(await who(first)).toMatchObject({ errcode: 42022 });
  expect(await who('invented')).toMatchObject({ errcode: 40029 });
  const late = code();
  emulator.clock.advance(300_000);
  expect(await who(late)).toMatchObject({ errcode: 42003 });
  asked.set('redirect_uri', 'https://elsewhere.example');
  expect(() => wang.opens(link())).toThrow('50001');
  expect(wang.opens('https://desk.example/1')).toBe('https://desk.example/1');
});
