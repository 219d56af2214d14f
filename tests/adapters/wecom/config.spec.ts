/** Which variables turn WeCom on, and how a wrong one is named. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../adapters/wecom/config.js';
import { APP } from './app.js';

describe('the variables of a WeCom app', () => {
  test('without any of them the platform is off', () => {
    expect(readConfig({ PUBLIC_URL: 'http://desk.example', WECOM_CORP_ID: ' ' })).toBeNull();
  });

  test('with those alone that customers in WeChat need it is off', () => {
    const ours = { WECOM_CORP_ID: APP.WECOM_CORP_ID, WECOM_BASE_URL: 'http://127.0.0.1:9' };
    expect(readConfig({ ...ours, WECHAT_KF_ID: 'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q' })).toBeNull();
    expect(() => readConfig(ours)).toThrow('WECOM_SECRET: expected');
  });

  test('five of them turn it on, at WeCom itself', () => {
    expect(readConfig({ ...APP, PUBLIC_URL: 'https://desk.example/', TZ_DESK: 'Asia/Tokyo' })).toMatchObject({
      corpId: APP.WECOM_CORP_ID,
      agentId: 1000002,
      baseUrl: 'https://qyapi.weixin.qq.com',
      zone: 'Asia/Tokyo',
      publicUrl: 'https://desk.example',
    });
  });

  test('two more turn the bot on beside it, one of them alone does not', () => {
    const bot = { WECOM_BOT_ID: 'aib1A2b3C4', WECOM_BOT_SECRET: 'aSecretOfTheBot0' };
    expect(readConfig(APP)?.bot).toBeNull();
    expect(readConfig({ ...APP, ...bot })?.bot).toEqual({ id: 'aib1A2b3C4', secret: 'aSecretOfTheBot0' });
    expect(() => readConfig(bot)).toThrow('WECOM_CORP_ID: expected');
  });

  test('groups have robots by the names we give them', () => {
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';
    expect(readConfig(APP)?.robots.size).toBe(0);
    expect([...(readConfig({ ...APP, WECOM_ROBOT_SHOP_1: url })?.robots ?? [])]).toEqual([['shop_1', url]]);
    expect(() => readConfig({ WECOM_ROBOT_SHOP: url })).toThrow('WECOM_CORP_ID: expected');
    const wrong = { ...APP, WECOM_ROBOT_SHOP: 'https://evil.example/send?key=693a91f6' };
    expect(() => readConfig(wrong)).toThrow(/WECOM_ROBOT_SHOP: expected the address that.*\(not shown\)/u);
  });

  test.each([
    ['WECOM_BOT_SECRET', { ...APP, WECOM_BOT_ID: 'aib1A2b3C4' }],
    ['WECOM_BOT_WS_URL', { ...APP, WECOM_BOT_WS_URL: 'https://openws.work.weixin.qq.com' }],
    ['WECOM_CORP_ID', { ...APP, WECOM_CORP_ID: 'corp' }],
    ['WECOM_AGENT_ID', { ...APP, WECOM_AGENT_ID: 'agent' }],
    ['WECOM_SECRET', { ...APP, WECOM_SECRET: 'short' }],
    ['WECOM_TOKEN', { ...APP, WECOM_TOKEN: 'with-a-dash' }],
    ['WECOM_AES_KEY', { ...APP, WECOM_AES_KEY: APP.WECOM_AES_KEY.slice(1) }],
    ['WECOM_BASE_URL', { ...APP, WECOM_BASE_URL: 'qyapi.weixin.qq.com' }],
    ['WECOM_TOKEN', { WECOM_CORP_ID: APP.WECOM_CORP_ID }],
  ])('a wrong %s stops the start and is named', (name, env) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`${name}: expected .+, got .+; .+`, 'u'));
  });

  test.each(['WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY', 'WECOM_BOT_SECRET'])(
    '%s is never shown',
    (name) => {
      const wrong = '密 not to be read';
      const refusal = () => readConfig({ ...APP, WECOM_BOT_ID: 'aib1', [name]: wrong });
      expect(refusal).toThrow(`got ${wrong.length} characters (not shown)`);
      expect(refusal).not.toThrow(wrong);
    },
  );
});
