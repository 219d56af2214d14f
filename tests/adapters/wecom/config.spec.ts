/** Which variables turn WeCom on, and how a wrong one is named. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../adapters/wecom/config.js';
import { APP } from './app.js';

describe('the variables of a WeCom app', () => {
  test('without any of them the platform is off', () => {
    expect(readConfig({ PUBLIC_URL: 'http://desk.example', WECOM_CORP_ID: ' ' })).toBeNull();
    expect(readConfig({ WECOM_BOT_ID: 'another surface of WeCom' })).toBeNull();
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

  test.each([
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

  test.each(['WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'])('%s is never shown', (name) => {
    const wrong = '密 not to be read';
    const refusal = () => readConfig({ ...APP, [name]: wrong });
    expect(refusal).toThrow(`got ${wrong.length} characters (not shown)`);
    expect(refusal).not.toThrow(wrong);
  });
});
