/** The company around the app: its address book, the groups the app opens, files people send, and what troika doctor finds. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { wecom } from '../../../adapters/wecom/index.js';
import type { Groups } from '../../../src/platform/adapter.js';
import type { Address } from '../../../src/platform/address.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { wecomVariables } from '../../support/wecom-house.js';
import { plainCard, ticketCard } from './cards.js';
import { openWecomDesk, type WecomDesk } from './desk.js';

let desk: WecomDesk;
beforeEach(async () => {
  desk = await openWecomDesk();
});
afterEach(() => desk.stop());

const failureOf = async (asking: Promise<unknown>) => {
  const error = await asking.catch((thrown: unknown) => thrown);
  if (!(error instanceof DeliveryError)) throw error;
  return error.failure;
};

describe('the address book', () => {
  test('E3: is read with departments and direct leaders, whatever case an id is written in', async () => {
    const it = desk.emulator.addDepartment({ name: 'IT 服务台' });
    desk.emulator.addPerson({ name: '李强', userId: 'LiQiang', departments: [it], leaders: ['WangFang'] });
    const entries = (await desk.adapter.directory?.()) ?? [];
    expect(entries.find(({ account }) => account === 'liqiang')).toMatchObject({
      ...{ name: '李强', leader: 'wangfang', departments: ['IT 服务台'], active: true },
    });
    expect(entries.find(({ account }) => account === 'wangfang')).toMatchObject({ leader: null });
  });

  test('without the right to see leaders says of nobody that they have none', async () => {
    expect(await desk.adapter.directory?.()).toMatchObject([{ leader: undefined }]);
  });

  test('that cannot be read is an error, not half a list', async () => {
    desk.emulator.world.faults.switchOn({ kind: '5xx', on: 'user/list' });
    expect(await failureOf(desk.adapter.directory?.() ?? Promise.resolve())).toMatchObject({ kind: 'retry' });
  });

  test('tells the desk when somebody leaves', async () => {
    desk.emulator.addPerson({ name: '李强', userId: 'LiQiang' });
    await desk.emulator.company.leaves('LiQiang');
    expect(desk.directoryMoves()).toBe(1);
  });
});

describe('a group of a ticket', () => {
  let groups: Groups;
  beforeEach(() => {
    if (!desk.adapter.groups) throw new Error('expected WeCom to have groups');
    groups = desk.adapter.groups;
    desk.emulator.addPerson({ name: '李强', userId: 'li' });
  });
  const open = (accounts = ['wangfang', 'li']) => groups.open('7', '#7 三楼打印机卡纸', accounts);
  const placeOf = (address: Address) => address.split('/').at(-1) ?? '';
  const heard = (address: Address) =>
    desk.emulator
      .person('li')
      .sees(placeOf(address))
      .map(({ text }) => text);

  test('is opened once, however often it is asked for and whatever is lost on the way', async () => {
    desk.emulator.world.faults.switchOn({ kind: 'reset', on: 'appchat/create' });
    const address = await open();
    expect(await open()).toBe(address);
    const opened = [...desk.emulator.world.groups.values()];
    expect(opened.map(({ name, members }) => [name, [...members].length])).toEqual([
      ['#7 三楼打印机卡纸', 2],
    ]);
  });

  test('is not lost for somebody whom WeCom does not know, but takes two', async () => {
    const address = await open(['wangfang', 'li', 'nobody']);
    await groups.add(address, ['nobody']);
    expect([...(desk.emulator.world.groups.get(placeOf(address))?.members ?? [])]).toHaveLength(2);
    expect(await failureOf(groups.open('8', '#8', ['li', 'nobody']))).toMatchObject({ kind: 'rejected' });
  });

  test('hears of the ticket in a text that says as of when, and every change below it', async () => {
    const address = await open();
    const delivery = (key: string, state: string) =>
      ({ key, address, card: ticketCard(state), live: true }) as const;
    const { ref } = await desk.adapter.send(delivery('k1', '待接单'));
    expect(await failureOf(desk.adapter.update(delivery('k2', '处理中'), ref))).toMatchObject({
      kind: 'rejected',
    });
    await desk.adapter.send(delivery('k2', '处理中'));
    expect(heard(address)).toEqual([
      expect.stringMatching(/^#7 三楼打印机卡纸 · 待接单\n.*截至/su),
      expect.stringMatching(/^#7 三楼打印机卡纸 · 处理中\n.*截至/su),
    ]);
  });

  test('is not told twice where nobody knows whether it was told: a person decides', async () => {
    const address = await open();
    const send = (key = 'k') => desk.adapter.send({ key, address, card: plainCard('好了') });
    desk.emulator.world.faults.switchOn({ kind: '-1', on: 'appchat/send' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
    await send();
    await send();
    expect(heard(address)).toHaveLength(1);
    desk.emulator.world.faults.switchOn({ kind: 'reset', on: 'appchat/send' });
    expect(await failureOf(send('k2'))).toMatchObject({ kind: 'retry' });
    expect(await failureOf(send('k2'))).toMatchObject({ kind: 'uncertain' });
    expect(heard(address)).toHaveLength(2);
  });
});

describe('a file', () => {
  const PICTURE = Buffer.from('89504e470d0a1a0a', 'hex');

  test('is fetched at once and kept, with the name it had', async () => {
    await desk.wang.sendsFile('file', '身份证.pdf', PICTURE);
    expect(desk.house.received.at(-1)?.content).toMatchObject({
      kind: 'files',
      files: [{ name: '身份证.pdf', size: PICTURE.length }],
    });
  });

  test('that is gone at WeCom is told to whoever sent it', async () => {
    await desk.wang.sends('image', { MediaId: 'nothing-of-the-kind' });
    expect(desk.house.received.at(-1)?.content).toMatchObject({
      kind: 'lost_file',
      file: { why: 'file_unreadable' },
    });
  });

  test('that cannot be fetched at first is fetched a moment later', async () => {
    desk.emulator.world.faults.switchOn({ kind: '5xx', on: 'media/get' });
    await desk.wang.sendsFile('image', '照片.png', PICTURE);
    expect(desk.house.received.at(-1)?.content).toMatchObject({ kind: 'files' });
  });
});

describe('the check-up', () => {
  const checked = (env: Record<string, string>) =>
    configureAdapters([wecom], { ...wecomVariables(desk.emulator), ...env }, null)[0]?.check?.();

  test('finds nothing to do where the app is set up', async () => {
    const found = (await checked({ PUBLIC_URL: 'https://desk.example' })) ?? [];
    expect(found.map(({ todo }) => todo)).toEqual([null, null, null, null]);
  });

  test('says what to mend', async () => {
    const [, , callback] = (await checked({ PUBLIC_URL: 'http://127.0.0.1:3000' })) ?? [];
    expect(callback?.todo).toMatch(/PUBLIC_URL/u);
    const [app] = (await checked({ WECOM_SECRET: 'anotherSecretThanOurs' })) ?? [];
    expect(app?.todo).toMatch(/WECOM_SECRET/u);
  });
});
