/** Which variables turn Feishu on, which way in they choose, and how a wrong one is named. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../adapters/feishu/config.js';

const APP = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 'a secret of the console' };
const KEYS = { FEISHU_ENCRYPT_KEY: 'key', FEISHU_VERIFICATION_TOKEN: 'token' };

describe('the variables of a Feishu app', () => {
  test('without any of them the platform is off', () => {
    expect(readConfig({ PUBLIC_URL: 'http://desk.example', FEISHU_APP_ID: ' ' })).toBeNull();
  });

  test('id and secret alone open a long connection to Feishu itself', () => {
    expect(readConfig(APP)).toEqual({
      appId: APP.FEISHU_APP_ID,
      appSecret: APP.FEISHU_APP_SECRET,
      domain: 'https://open.feishu.cn',
      webhook: null,
    });
  });

  test('with both keys events come by webhook', () => {
    expect(readConfig({ ...APP, ...KEYS })?.webhook).toEqual({
      encryptKey: 'key',
      verificationToken: 'token',
    });
  });

  test('an address loses the slash the SDK would double', () => {
    expect(readConfig({ ...APP, FEISHU_DOMAIN: 'http://127.0.0.1:9000/' })?.domain).toBe(
      'http://127.0.0.1:9000',
    );
  });

  test.each([
    ['FEISHU_APP_ID', { ...APP, FEISHU_APP_ID: 'cli_short' }],
    ['FEISHU_APP_ID', { FEISHU_APP_SECRET: APP.FEISHU_APP_SECRET }],
    ['FEISHU_APP_SECRET', { FEISHU_APP_ID: APP.FEISHU_APP_ID }],
    ['FEISHU_DOMAIN', { ...APP, FEISHU_DOMAIN: 'open.feishu.cn' }],
    ['FEISHU_ENCRYPT_KEY', { ...APP, FEISHU_VERIFICATION_TOKEN: 'token' }],
    ['FEISHU_VERIFICATION_TOKEN', { ...APP, FEISHU_ENCRYPT_KEY: 'key' }],
  ])('a wrong %s stops the start and is named', (name, env) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`feishu: ${name}: expected .+, got .+; .+`, 'u'));
  });

  test('a secret is never shown', () => {
    expect(() => readConfig({ ...APP, FEISHU_APP_SECRET: 'too short' })).toThrow(/got 9 characters/u);
  });
});
