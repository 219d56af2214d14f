/** The company's address book, and what troika doctor finds in the app's set-up. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { feishu } from '../../../adapters/feishu/index.js';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { feishuVariables } from '../../support/feishu-house.js';
import { type FeishuDesk, openFeishuDesk } from './desk.js';

let desk: FeishuDesk;
afterEach(() => desk.stop());

describe('the company', () => {
  beforeEach(async () => {
    desk = await openFeishuDesk('long connection');
  });

  test('is read from its address book, page by page, with its departments and leaders', async () => {
    const { emulator } = desk;
    const it = emulator.addDepartment({ name: 'IT 服务台' });
    for (let n = 0; n < 60; n += 1)
      emulator.addPerson({ name: `同事 ${n}`, openId: `ou_${n}`, departments: [it], leader: 'ou_wang' });
    emulator.world.people.set('ou_59', { ...emulator.person('ou_59').person, resigned: true });
    const entries = (await desk.adapter.directory?.()) ?? [];
    expect(entries).toHaveLength(61);
    expect(entries.find(({ account }) => account === 'ou_wang')).toEqual({
      ...{ account: 'ou_wang', name: '王芳', mobile: '+8613800000001', email: null },
      ...{ leader: null, departments: [], active: true },
    });
    expect(entries.find(({ account }) => account === 'ou_3')).toMatchObject({
      ...{ leader: 'ou_wang', departments: ['IT 服务台'], active: true },
    });
    expect(entries.filter(({ active }) => !active)).toHaveLength(1);
  });

  test('that cannot be read whole is an error, not half a list', async () => {
    desk.emulator.world.faults.switchOn({ kind: '5xx', on: 'findByDepartment' });
    await expect(desk.adapter.directory?.()).rejects.toThrow(/502/u);
  });

  test('tells the desk when somebody leaves', async () => {
    const before = desk.directoryMoves();
    await desk.emulator.company.resigns('ou_wang');
    expect(desk.directoryMoves()).toBe(before + 1);
  });
});

describe('the check-up', () => {
  beforeEach(async () => {
    desk = await openFeishuDesk('webhook');
  });
  const checked = (env: Record<string, string>) =>
    configureAdapters(
      [feishu],
      { ...feishuVariables(desk.emulator, 'long connection'), ...env },
      null,
    )[0]?.check?.();

  test('finds nothing to do where the app is set up', async () => {
    const found = (await checked({})) ?? [];
    expect(found.map(({ what, todo }) => [what, todo])).toEqual([
      ['feishu app', null],
      ['feishu bot', null],
      ['feishu permissions', null],
      ['feishu events', null],
    ]);
  });

  test('says what to mend where the secret is wrong, or Feishu cannot be reached', async () => {
    const wrong = await checked({ FEISHU_APP_SECRET: 'not the secret of it' });
    expect(wrong).toMatchObject([
      {
        what: 'feishu app',
        is: expect.stringContaining('10014'),
        todo: expect.stringContaining('FEISHU_APP_SECRET'),
      },
    ]);
    const away = await checked({ FEISHU_DOMAIN: 'http://127.0.0.1:9' });
    expect(away).toMatchObject([{ todo: expect.stringContaining('FEISHU_DOMAIN') }]);
  });
});
