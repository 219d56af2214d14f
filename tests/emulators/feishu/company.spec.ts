/** The company as the app reads it and changes it: people, departments, groups, files. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '@larksuiteoapi/node-sdk';
import { FeishuEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { clientOf, connect, refusalOf } from './vendor-sdk.js';

let emulator: FeishuEmulator;
let client: Client;
let chen: Hands;
let wang: Hands;
let it: string;

beforeEach(async () => {
  emulator = await FeishuEmulator.start();
  client = clientOf(emulator);
  chen = emulator.addPerson({ name: '陈静', email: 'chen@example.com' });
  it = emulator.addDepartment({ name: 'IT 部', leader: chen.person.openId });
  wang = emulator.addPerson({
    name: '王工',
    mobile: '+8613800000001',
    departments: [it],
    leader: chen.person.openId,
  });
});
afterEach(() => emulator.close());

describe('the address book', () => {
  test('a department lists its people page by page, each with who leads them', async () => {
    for (let n = 0; n < 12; n += 1) emulator.addPerson({ name: `员工 ${n}`, departments: [it] });
    const names: string[] = [];
    let page_token: string | undefined;
    let pages = 0;
    do {
      const params = { department_id: it, page_size: 5, ...(page_token !== undefined && { page_token }) };
      const { data } = await client.contact.user.findByDepartment({ params });
      names.push(...(data?.items ?? []).map(({ name }) => name ?? ''));
      page_token = data?.has_more ? data.page_token : undefined;
      pages += 1;
    } while (page_token !== undefined);
    expect([names.length, new Set(names).size, pages]).toEqual([13, 13, 3]);
    const { data } = await client.contact.user.get({
      path: { user_id: wang.person.openId },
      params: { user_id_type: 'open_id' },
    });
    expect(data?.user).toMatchObject({
      name: '王工',
      leader_user_id: chen.person.openId,
      department_ids: [it],
    });
  });

  test('departments are found below one another, with their leader in the kind of id that was asked for', async () => {
    const desk = emulator.addDepartment({ name: '桌面组', parent: it });
    const below = async (fetch_child: boolean) => {
      const { data } = await client.contact.department.children({
        path: { department_id: '0' },
        params: { fetch_child, user_id_type: 'user_id' },
      });
      return data?.items;
    };
    expect(await below(false)).toMatchObject([
      { name: 'IT 部', leader_user_id: chen.person.userId, member_count: 1 },
    ]);
    expect(await below(true)).toMatchObject([
      { name: 'IT 部' },
      { name: '桌面组', open_department_id: desk },
    ]);
    const { data } = await client.contact.department.get({ path: { department_id: it } });
    expect(data?.department).toMatchObject({ name: 'IT 部', leader_user_id: chen.person.openId });
  });

  test('people are looked up by mail and number; who is not found has no id', async () => {
    const { data } = await client.contact.user.batchGetId({
      params: { user_id_type: 'open_id' },
      data: { emails: ['chen@example.com', 'nobody@example.com'], mobiles: ['+8613800000001'] },
    });
    expect(data?.user_list).toMatchObject([
      { email: 'chen@example.com', user_id: chen.person.openId },
      { email: 'nobody@example.com' },
      { mobile: '+8613800000001', user_id: wang.person.openId },
    ]);
    expect(data?.user_list?.[1]).not.toHaveProperty('user_id');
  });

  test('who resigned is in no department and no group, and an event says so', async () => {
    const gone: unknown[] = [];
    const socket = await connect(emulator, {
      'contact.user.deleted_v3': (event: never) => void gone.push(event),
    });
    const group = emulator.addGroup({ name: '受理组', members: [wang.person.openId, chen.person.openId] });
    await emulator.company.resigns(wang.person.openId);
    socket.close();
    const there = await client.contact.user.findByDepartment({ params: { department_id: it } });
    expect(there.data?.items).toEqual([]);
    const { data } = await client.contact.user.get({ path: { user_id: wang.person.openId } });
    expect(data?.user?.status).toMatchObject({ is_resigned: true, is_activated: false });
    expect(() => wang.sees(group)).toThrow('expected a chat they are in');
    expect(gone).toMatchObject([{ object: { open_id: wang.person.openId } }]);
  });

  test('a department and a person nobody knows are refused', async () => {
    const nowhere = client.contact.user.findByDepartment({ params: { department_id: 'od-nowhere' } });
    expect(await refusalOf(nowhere)).toMatchObject({ code: 43005 });
    const nobody = client.contact.user.get({ path: { user_id: 'ou_nobody' } });
    expect(await refusalOf(nobody)).toMatchObject({ code: 99992351 });
  });
});

describe('groups', () => {
  const open = (uuid: string, ids = [wang.person.openId]) =>
    client.im.chat.create({
      params: { user_id_type: 'open_id', uuid },
      data: { name: '故障 #7', user_id_list: ids },
    });

  test('the bot opens a group for an incident once, brings somebody in and dissolves it', async () => {
    const { data } = await open('incident-7');
    const chat_id = data?.chat_id ?? '';
    expect((await open('incident-7')).data?.chat_id).toBe(chat_id);
    const brought = await client.im.chatMembers.create({
      path: { chat_id },
      params: { member_id_type: 'open_id' },
      data: { id_list: [chen.person.openId, 'ou_nobody'] },
    });
    expect(brought.data).toMatchObject({ not_existed_id_list: ['ou_nobody'] });
    const members = await client.im.chatMembers.get({ path: { chat_id } });
    expect(members.data?.items?.map(({ name }) => name)).toEqual(['王工', '陈静']);
    expect((await client.im.chat.list()).data?.items).toMatchObject([{ chat_id, name: '故障 #7' }]);
    await client.im.chat.delete({ path: { chat_id } });
    expect((await client.im.chat.list()).data?.items).toEqual([]);
    expect(await refusalOf(client.im.chat.delete({ path: { chat_id } }))).toMatchObject({ code: 232009 });
  });

  test('a group of somebody who does not exist is not made', async () => {
    expect(await refusalOf(open('incident-8', ['ou_nobody']))).toMatchObject({ code: 230001 });
    expect(emulator.world.chats.size).toBe(0);
  });

  test('the private chat is entered and the menu is used', async () => {
    const heard: string[] = [];
    const hears = (event: { event_type?: string }) => void heard.push(event.event_type ?? '');
    const socket = await connect(emulator, {
      'im.chat.access_event.bot_p2p_chat_entered_v1': hears,
      'application.bot.menu_v6': hears,
    });
    await wang.opens();
    await wang.choosesMenu('new_ticket');
    socket.close();
    expect(heard).toEqual(['im.chat.access_event.bot_p2p_chat_entered_v1', 'application.bot.menu_v6']);
  });
});

describe('files', () => {
  const upload = (bytes: Buffer) => client.im.image.create({ data: { image_type: 'message', image: bytes } });
  const send = (msg_type: string, content: object) =>
    client.im.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: wang.person.openId, msg_type, content: JSON.stringify(content) },
    });

  test('a picture and a file are uploaded, sent and come down again as they were', async () => {
    const bytes = Buffer.from([0, 1, 2, 253, 254, 255, 13, 10]);
    const image = await upload(bytes);
    const file = await client.im.file.create({
      data: { file_type: 'pdf', file_name: '合同.pdf', file: bytes },
    });
    await send('image', { image_key: image?.image_key });
    await send('file', { file_key: file?.file_key });
    expect(wang.sees(wang.direct).map(({ type }) => type)).toEqual(['image', 'file']);
    expect(emulator.world.media.get(file?.file_key ?? '')).toMatchObject({ name: '合同.pdf', bytes });
    const down = await client.im.image.get({ path: { image_key: image?.image_key ?? '' } });
    const parts: Buffer[] = [];
    for await (const part of down.getReadableStream()) parts.push(part as Buffer);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  });

  test('a key of another kind, or of nobody, cannot be sent', async () => {
    const image = await upload(Buffer.from('x'));
    expect(await refusalOf(send('file', { file_key: image?.image_key }))).toMatchObject({ code: 230055 });
    expect(await refusalOf(send('image', { image_key: 'img_v3_nothing' }))).toMatchObject({ code: 230017 });
  });

  test('an empty picture and one above 10 MB are refused', async () => {
    expect(await refusalOf(upload(Buffer.alloc(0)))).toMatchObject({ code: 234010 });
    expect(await refusalOf(upload(Buffer.alloc(10 * 1024 * 1024 + 1)))).toMatchObject({ code: 234006 });
  });
});
