/** What troika doctor says of a customer service account. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { wechatKf } from '../../../adapters/wechat-kf/index.js';
import { until } from '../../scheduler/until.js';
import { kfVariables } from '../../support/wecom-house.js';
import { type KfDesk, openKfDesk } from './desk.js';

let desk: KfDesk;
beforeAll(async () => {
  desk = await openKfDesk();
});
afterAll(() => desk.stop());

const SOON_MS = 8_000;
const configured = (env: Record<string, string> = {}) =>
  configureAdapters(
    [wechatKf],
    { ...kfVariables(desk.emulator), PUBLIC_URL: 'https://desk.example', ...env },
    null,
  )[0];

test('an account that is listed and a desk that does not run: nothing to do', async () => {
  const found = (await configured()?.check?.()) ?? [];
  expect(found.map(({ is, todo }) => [is, todo])).toEqual([
    [`三驾马车客服 (${desk.emulator.kf.app.openKfId})`, null],
    ['https://desk.example/wechat/kf', null],
    ['none: customers are answered from their tickets', null],
  ]);
});

test('colleagues who take customers over are named, and that none of them is there', async () => {
  desk.emulator.addPerson({ userId: 'LiQiang' });
  const li = desk.emulator.kf.addServicer('LiQiang');
  const found = async () => (await configured()?.check?.())?.[2];
  expect(await found()).toMatchObject({ is: 'LiQiang; 1 of them receive now', todo: null });
  await li.receives(false);
  expect((await found())?.todo).toMatch(/接待中/u);
});

test.each([
  ['another id', { WECHAT_KF_ID: 'wkOfNobodyAtAll0' }, 0, /WECHAT_KF_ID/u],
  ['another secret', { WECHAT_KF_SECRET: 'anotherSecretThanOurs' }, 0, /WECHAT_KF_SECRET/u],
  ['an address that nobody reaches', { PUBLIC_URL: 'http://127.0.0.1:3000' }, 1, /PUBLIC_URL/u],
  ['no way to WeCom', { WECOM_BASE_URL: 'http://127.0.0.1:9' }, 0, /let this machine reach/u],
] as const)('%s is named with what to do', async (_what, env, which, todo) => {
  const found = (await configured(env)?.check?.()) ?? [];
  expect(found[which]?.todo).toMatch(todo);
});

test('a running desk says when the doorbell last rang', async () => {
  const running = configured();
  await running?.start(desk.house.context);
  const bell = async () => (await running?.check?.())?.[1];
  await desk.zhang.says('在吗');
  await until(async () => (await bell())?.is.includes('last heard') ?? false, SOON_MS);
  expect((await bell())?.todo).toBeNull();
  await running?.stop();
});
