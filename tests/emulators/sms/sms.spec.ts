/** The emulated SMS platform, proved by the vendor's own package: what it takes, what it refuses, and what it tells afterwards. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import tencentcloud from 'tencentcloud-sdk-nodejs-sms';
import { SmsEmulator } from './emulator.js';

const { Client } = tencentcloud.sms.v20210111;
const WANG = '+8613800138000';

let emulator: SmsEmulator;
beforeEach(async () => {
  emulator = await SmsEmulator.start();
  emulator.addTemplate({ id: '1001', content: '您的工单{1}已{2}，回T退订' });
});
afterEach(() => emulator.close());

const client = (secretKey = emulator.account.secretKey, secretId = emulator.account.secretId) =>
  new Client({
    credential: { secretId, secretKey },
    region: 'ap-guangzhou',
    profile: { httpProfile: { endpoint: new URL(emulator.url).host, protocol: 'http://', reqTimeout: 1 } },
  });
const asked = (more: object = {}) => ({
  PhoneNumberSet: [WANG],
  SmsSdkAppId: emulator.account.appId,
  SignName: emulator.account.sign,
  TemplateId: '1001',
  TemplateParamSet: ['12', '受理'],
  ...more,
});
const sent = async (more: object = {}) => (await client().SendSms(asked(more))).SendStatusSet ?? [];
const codes = async (more: object = {}) => (await sent(more)).map(({ Code }) => Code);
const refusalOf = async (sending: Promise<unknown>) => {
  const error = await sending.then(
    () => ({ code: 'taken' }),
    (thrown: { code?: string; httpCode?: number; message: string }) => thrown,
  );
  return error.code || ('httpCode' in error && error.httpCode) || (error as Error).message;
};

describe('a message', () => {
  test('of an approved template arrives as its reader reads it', async () => {
    const wang = emulator.phone(WANG);
    const [status] = await sent();
    expect(status).toMatchObject({ Code: 'Ok', PhoneNumber: WANG, Fee: 1 });
    expect(wang.sees()).toEqual([
      { serialNo: status?.SerialNo, text: '【三驾马车】您的工单12已受理，回T退订', at: expect.any(Number) },
    ]);
  });

  test('to several numbers has a fate at each, inside one success', async () => {
    emulator.phone(WANG);
    expect(await codes({ PhoneNumberSet: [WANG, '12', '13900139000'] })).toEqual([
      'Ok',
      'InvalidParameterValue.IncorrectPhoneNumber',
      'Ok',
    ]);
  });

  test.each([
    [{ SignName: '别人' }, 'FailedOperation.SignatureIncorrectOrUnapproved'],
    [{ TemplateId: '9' }, 'FailedOperation.TemplateIncorrectOrUnapproved'],
    [{ TemplateParamSet: ['12'] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
    [
      { TemplateParamSet: ['12', '一二三四五六七八九十一二三'] },
      'InvalidParameterValue.TemplateParameterLengthLimit',
    ],
    [{ TemplateParamSet: ['12', 'a.com'] }, 'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter'],
  ])('%j is refused at its number', async (more, code) => {
    expect(await codes(more)).toEqual([code]);
  });

  test('of a template that is not approved yet is refused', async () => {
    emulator.addTemplate({ id: '1002', content: '好了', status: 'pending' });
    expect(await codes({ TemplateId: '1002', TemplateParamSet: [] })).toEqual([
      'FailedOperation.TemplateIncorrectOrUnapproved',
    ]);
  });

  test('comes to one number once in 30 seconds, five times an hour, and ten times a day with the same words', async () => {
    const after = async (ms: number) => {
      emulator.clock.advance(ms);
      return (await codes())[0];
    };
    expect(await codes()).toEqual(['Ok']);
    expect(await after(29_000)).toBe('LimitExceeded.PhoneNumberThirtySecondLimit');
    for (let n = 0; n < 4; n += 1) expect(await after(60_000)).toBe('Ok');
    expect(await after(60_000)).toBe('LimitExceeded.PhoneNumberOneHourLimit');
    for (let n = 0; n < 5; n += 1) expect(await after(3_600_000)).toBe('Ok');
    expect(await after(3_600_000)).toBe('LimitExceeded.PhoneNumberSameContentDailyLimit');
    expect(await codes({ TemplateParamSet: ['12', '办结'] })).toEqual(['Ok']);
  });
});

describe('a call', () => {
  test('with another key, another id or an application of others is refused', async () => {
    expect(await refusalOf(client('wrong').SendSms(asked()))).toBe('AuthFailure.SignatureFailure');
    expect(await refusalOf(client(undefined, 'AKIDother').SendSms(asked()))).toBe(
      'AuthFailure.SecretIdNotFound',
    );
    expect(await refusalOf(client().SendSms(asked({ SmsSdkAppId: '1' })))).toBe(
      'UnauthorizedOperation.SmsSdkAppIdVerifyFail',
    );
  });

  test('that is not signed is refused', async () => {
    const headers = {
      'content-type': 'application/json',
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
    };
    const answer = await fetch(emulator.url, { method: 'POST', headers, body: '{}' });
    expect(await answer.json()).toMatchObject({
      Response: { Error: { Code: 'AuthFailure.InvalidAuthorization' } },
    });
  });

  test('has its bad days: throttled, broken, cut off or late after the message went out', async () => {
    const wang = emulator.phone(WANG);
    const { faults } = emulator.world;
    faults.switchOn({ kind: 'RequestLimitExceeded', on: 'SendSms' });
    expect(await refusalOf(sent())).toBe('RequestLimitExceeded');
    faults.switchOn({ kind: '5xx', on: 'SendSms' });
    expect(await refusalOf(sent())).toBe(502);
    expect(wang.sees()).toHaveLength(0);
    faults.switchOn({ kind: 'reset', on: 'SendSms' });
    expect(await refusalOf(sent())).toMatch(/socket hang up/u);
    emulator.clock.advance(30_000);
    faults.switchOn({ kind: 'slow', on: 'SendSms', ms: 3000 });
    expect(await refusalOf(sent())).toMatch(/timeout/u);
    expect(wang.sees()).toHaveLength(2);
  });
});

describe('what happens afterwards', () => {
  test('is pulled once where nothing is pushed', async () => {
    emulator.phone(WANG);
    await sent({ PhoneNumberSet: [WANG, '+8613900139000'] });
    await emulator.phone(WANG).says('好的');
    emulator.clock.advance(2000);
    const { appId } = emulator.account;
    const pull = { Limit: 100, SmsSdkAppId: appId };
    const { PullSmsSendStatusSet: fates } = await client().PullSmsSendStatus(pull);
    expect(fates?.map(({ PhoneNumber, ReportStatus }) => [PhoneNumber, ReportStatus])).toEqual([
      [WANG, 'SUCCESS'],
      ['+8613900139000', 'FAIL'],
    ]);
    expect((await client().PullSmsSendStatus(pull)).PullSmsSendStatusSet).toEqual([]);
    const { PullSmsReplyStatusSet: replies } = await client().PullSmsReplyStatus(pull);
    expect(replies).toMatchObject([{ PhoneNumber: WANG, ReplyContent: '好的' }]);
  });

  test('whoever answers T gets nothing more until they are taken back', async () => {
    const wang = emulator.phone(WANG);
    await wang.says('t');
    expect(await codes()).toEqual(['FailedOperation.PhoneNumberInBlacklist']);
    wang.wantsAgain();
    expect(await codes()).toEqual(['Ok']);
  });

  test('templates and the sign can be looked at', async () => {
    const page = { International: 0, Limit: 100, Offset: 0 };
    const { DescribeTemplateStatusSet: templates } = await client().DescribeSmsTemplateList(page);
    expect(templates).toMatchObject([{ TemplateId: 1001, StatusCode: 0 }]);
    const { DescribeSignListStatusSet: signs } = await client().DescribeSmsSignList(page);
    expect(signs).toMatchObject([{ SignName: '三驾马车', StatusCode: 0 }]);
  });
});
