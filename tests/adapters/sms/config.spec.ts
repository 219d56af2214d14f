/** Which variables turn SMS on, how a wrong one is named, how numbers are written, and what troika doctor finds. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { e164 } from '../../../adapters/shared/e164.js';
import { readConfig } from '../../../adapters/sms/config.js';
import { openSmsDesk, type SmsDesk } from './desk.js';

const GOOD = {
  ...{ SMS_SECRET_ID: 'AKIDabcdefgh', SMS_SECRET_KEY: 'aSecretKey00' },
  ...{ SMS_APP_ID: '1400006666', SMS_SIGN: '三驾马车' },
};

describe('the variables', () => {
  test('without any of them the platform is off', () => {
    expect(readConfig({ PUBLIC_URL: 'http://desk.example', SMS_SIGN: ' ' })).toBeNull();
  });

  test('four turn it on, at Tencent itself, with the door closed', () => {
    expect(readConfig(GOOD)).toMatchObject({
      endpoint: { protocol: 'https://', host: 'sms.tencentcloudapi.com' },
      callbackKey: null,
      valueChars: 12,
    });
  });

  test.each([
    ['SMS_SECRET_ID', 'short'],
    ['SMS_SECRET_KEY', 'short'],
    ['SMS_APP_ID', 'app'],
    ['SMS_SIGN', '【三驾马车】'],
    ['SMS_ENDPOINT', 'sms.tencentcloudapi.com'],
    ['SMS_CALLBACK_KEY', 'guessed'],
    ['SMS_VALUE_CHARS', '5'],
  ])('a wrong %s stops the start and is named', (name, value) => {
    expect(() => readConfig({ ...GOOD, [name]: value })).toThrow(
      new RegExp(`${name}: expected .+, got .+; .+`, 'u'),
    );
  });

  test.each(['SMS_SECRET_KEY', 'SMS_CALLBACK_KEY'])('%s is never shown', (name) => {
    const refusal = () => readConfig({ ...GOOD, [name]: '密 xy' });
    expect(refusal).toThrow('got 4 characters (not shown)');
    expect(refusal).not.toThrow('密 xy');
  });
});

test.each([
  ['13800138000', '+8613800138000'],
  ['+86 138 0013 8000', '+8613800138000'],
  ['0086-13800138000', '+8613800138000'],
  ['８６１３８００１３８０００', '+8613800138000'],
  ['+1 (415) 555-0100', '+14155550100'],
  ['0044 20 7946 0018', '+442079460018'],
  ['010-62345678', null],
  ['+86 10 6234 5678', null],
  ['138001380', null],
  ['', null],
])('the number %s is the account %s', (said, account) => {
  expect(e164(said)).toBe(account);
});

describe('the doctor', () => {
  let desk: SmsDesk;
  afterEach(() => desk.stop());
  const found = async () => (await desk.adapter.check?.()) ?? [];

  test('finds the sign, the texts and the addresses', async () => {
    desk = await openSmsDesk();
    desk.emulator.addTemplate({ id: '1002', content: '好了', status: 'refused' });
    expect(await found()).toEqual([
      { what: 'the sign', is: '三驾马车 is approved', todo: null },
      { what: 'the texts', is: '1 of 2 approved: 1001', todo: null },
      expect.objectContaining({ what: 'the text 1002', todo: expect.stringContaining('apply again') }),
      {
        what: 'receipts and answers',
        is: 'pushed to https://desk.example/sms/receipts/<SMS_CALLBACK_KEY> and /sms/replies/<SMS_CALLBACK_KEY>',
        todo: null,
      },
    ]);
  });

  test('says what is missing: a sign nobody has approved, keys that are wrong', async () => {
    desk = await openSmsDesk({ env: { SMS_SIGN: '别家公司' } });
    expect((await found())[0]).toMatchObject({
      is: 'the account has no sign 别家公司',
      todo: expect.any(String),
    });
    await desk.stop();
    desk = await openSmsDesk({ env: { SMS_SECRET_KEY: 'another-secret-key' } });
    expect((await found())[0]).toMatchObject({ todo: expect.stringContaining('compare SMS_SECRET_ID') });
  });
});
