/** Which variables turn the Official Account on, how a wrong one is named, and what the check-up finds. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { readConfig } from '../../../adapters/wechat-oa/config.js';
import { wechatOa } from '../../../adapters/wechat-oa/index.js';
import { WechatOaEmulator } from '../../emulators/wechat-oa/emulator.js';
import { wechatOaVariables } from '../../support/wechat-oa-house.js';
import { ACCOUNT } from './account.js';
import { MESSAGE, NOTICE } from './desk.js';

describe('the variables of an Official Account', () => {
  test('without any of them the platform is off; four turn it on, at WeChat itself', () => {
    expect(readConfig({ PUBLIC_URL: 'http://desk.example', WECHAT_OA_APP_ID: ' ' })).toBeNull();
    expect(readConfig({ ...ACCOUNT, PUBLIC_URL: 'https://desk.example/' })).toMatchObject({
      ...{ appId: ACCOUNT.WECHAT_OA_APP_ID, baseUrl: 'https://api.weixin.qq.com' },
      ...{ publicUrl: 'https://desk.example', templateMessages: [] },
    });
    const ids = readConfig({ ...ACCOUNT, WECHAT_OA_TEMPLATE_MESSAGES: `${MESSAGE} , ${NOTICE}` });
    expect(ids?.templateMessages).toEqual([MESSAGE, NOTICE]);
  });

  test.each([
    ['WECHAT_OA_APP_ID', { ...ACCOUNT, WECHAT_OA_APP_ID: 'gh_1a2b3c4d5e6f' }],
    ['WECHAT_OA_SECRET', { ...ACCOUNT, WECHAT_OA_SECRET: 'short' }],
    ['WECHAT_OA_TOKEN', { ...ACCOUNT, WECHAT_OA_TOKEN: 'with-a-dash' }],
    ['WECHAT_OA_AES_KEY', { ...ACCOUNT, WECHAT_OA_AES_KEY: ACCOUNT.WECHAT_OA_AES_KEY.slice(1) }],
    ['WECHAT_OA_TEMPLATE_MESSAGES', { ...ACCOUNT, WECHAT_OA_TEMPLATE_MESSAGES: '办理进度' }],
    ['WECHAT_OA_BASE_URL', { ...ACCOUNT, WECHAT_OA_BASE_URL: 'api.weixin.qq.com' }],
    ['WECHAT_OA_TOKEN', { WECHAT_OA_APP_ID: ACCOUNT.WECHAT_OA_APP_ID }],
  ])('a wrong %s stops the start and is named', (name, env) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`${name}: expected .+, got .+; .+`, 'u'));
  });

  test.each(['WECHAT_OA_SECRET', 'WECHAT_OA_TOKEN', 'WECHAT_OA_AES_KEY'])('%s is never shown', (name) => {
    const wrong = '密 not to be read';
    const refusal = () => readConfig({ ...ACCOUNT, [name]: wrong });
    expect(refusal).toThrow(`got ${wrong.length} characters (not shown)`);
    expect(refusal).not.toThrow(wrong);
  });
});

describe('the check-up', () => {
  let emulator: WechatOaEmulator;
  beforeAll(async () => {
    emulator = await WechatOaEmulator.start();
  });
  afterAll(() => emulator.close());
  const checked = async (env: Record<string, string> = {}, templates: readonly string[] = []) => {
    const variables = { ...wechatOaVariables(emulator), PUBLIC_URL: 'https://desk.example', ...env };
    return (await configureAdapters([wechatOa], variables, null)[0]?.check?.({ templates })) ?? [];
  };

  test('says what is left to do, and then that nothing is', async () => {
    const before = await checked({ PUBLIC_URL: 'http://127.0.0.1:3000' });
    expect(before.map(({ todo }) => todo !== null)).toEqual([false, true, true, true, false]);
    emulator.world.menu = { button: [] };
    emulator.addTemplate({ id: NOTICE, title: '办理进度', kind: 'notice', fields: ['thing1'] });
    emulator.addTemplate({ id: MESSAGE, title: '到期提醒', kind: 'message', fields: ['thing1'] });
    const after = await checked();
    expect(after.map(({ todo }) => todo)).toEqual([null, null, null, null, null]);
    expect(after.at(-2)?.is).toBe(`办理进度 ${NOTICE} (订阅通知), 到期提醒 ${MESSAGE} (模板消息)`);
    expect(after.at(-1)?.is).toContain('add the domain of https://desk.example to JS接口安全域名');
  });

  test('D10: names the templates that the account has not, wherever they are named', async () => {
    const strange = 'strangeTemplate0123456789';
    const env = { WECHAT_OA_TEMPLATE_MESSAGES: `${MESSAGE},${strange}2` };
    const found = await checked(env, [NOTICE, strange]);
    expect(found.find(({ what }) => what === 'the templates')?.todo).toBe(
      `desk.yaml names ${strange}, which the account has not: choose it there, or mend "reach"; ` +
        `WECHAT_OA_TEMPLATE_MESSAGES names ${strange}2, which the account has not`,
    );
    emulator.world.faults.switchOn({ kind: '-1', on: 'ticket/getticket' });
    expect((await checked()).at(-1)?.todo).toContain('only a verified 服务号');
  });

  test('names what keeps the account out', async () => {
    const [wrong] = await checked({ WECHAT_OA_SECRET: 'f'.repeat(32) });
    expect(wrong).toMatchObject({
      is: expect.stringContaining('40125'),
      todo: expect.stringContaining('SECRET'),
    });
    emulator.world.faults.switchOn({ kind: '40164', on: 'stable_token' });
    const [unlisted] = await checked();
    expect(unlisted?.todo).toContain('IP白名单');
    const [away] = await checked({ WECHAT_OA_BASE_URL: 'http://127.0.0.1:9' });
    expect(away?.todo).toContain('let this machine reach');
  });
});
