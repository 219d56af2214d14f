/** Which variables turn customer service on, what it takes over from the WeCom app, and how a wrong one is named. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../adapters/wechat-kf/config.js';
import { APP } from '../wecom/app.js';

const KF = {
  WECHAT_KF_ID: 'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q',
  WECHAT_KF_SECRET: 'aSecretOfTheOther',
  WECHAT_KF_TOKEN: 'tokenOfTheDoorbell',
  WECHAT_KF_AES_KEY: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg',
};

describe('the variables of a customer service account', () => {
  test('without any of its own it is off, whatever WeCom has', () => {
    expect(readConfig({ ...APP, PUBLIC_URL: 'https://desk.example' })).toBeNull();
  });

  test('beside a WeCom app its id is enough', () => {
    expect(
      readConfig({ ...APP, WECHAT_KF_ID: KF.WECHAT_KF_ID, PUBLIC_URL: 'https://desk.example/' }),
    ).toEqual({
      ...{ kfId: KF.WECHAT_KF_ID, corpId: APP.WECOM_CORP_ID, secret: APP.WECOM_SECRET },
      ...{ baseUrl: 'https://qyapi.weixin.qq.com', publicUrl: 'https://desk.example' },
      keys: {
        ...{ token: APP.WECOM_TOKEN, aesKey: APP.WECOM_AES_KEY, receiver: APP.WECOM_CORP_ID },
        named: { token: 'WECOM_TOKEN', aesKey: 'WECOM_AES_KEY', receiver: 'WECOM_CORP_ID' },
      },
    });
  });

  test('with keys of its own it needs no WeCom app, only the company', () => {
    expect(readConfig({ ...KF, WECOM_CORP_ID: APP.WECOM_CORP_ID })).toMatchObject({
      secret: KF.WECHAT_KF_SECRET,
      keys: { token: KF.WECHAT_KF_TOKEN, named: { token: 'WECHAT_KF_TOKEN' } },
    });
  });

  test.each([
    ['WECHAT_KF_ID', { ...APP, WECHAT_KF_ID: 'kf' }],
    ['WECHAT_KF_ID', { ...APP, WECHAT_KF_SECRET: KF.WECHAT_KF_SECRET }],
    ['WECHAT_KF_SECRET', { WECHAT_KF_ID: KF.WECHAT_KF_ID, WECOM_CORP_ID: APP.WECOM_CORP_ID }],
    ['WECHAT_KF_TOKEN', { ...APP, ...KF, WECHAT_KF_TOKEN: 'with-a-dash' }],
    ['WECHAT_KF_AES_KEY', { ...APP, ...KF, WECHAT_KF_AES_KEY: 'short' }],
    ['WECOM_CORP_ID', KF],
  ])('a wrong %s stops the start and is named', (name, env) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`${name}: expected .+, got .+; .+`, 'u'));
  });

  test.each(['WECHAT_KF_SECRET', 'WECHAT_KF_TOKEN', 'WECHAT_KF_AES_KEY'])('%s is never shown', (name) => {
    const wrong = '密 not to be read';
    const refusal = () => readConfig({ ...APP, ...KF, [name]: wrong });
    expect(refusal).toThrow(`got ${wrong.length} characters (not shown)`);
    expect(refusal).not.toThrow(wrong);
  });
});
