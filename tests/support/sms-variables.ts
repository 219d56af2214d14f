/** What points the product at an emulated Tencent. */
import type { SmsEmulator } from '../emulators/sms/emulator.js';

export function smsVariables({ account, url }: SmsEmulator): Record<string, string> {
  return {
    ...{ SMS_SECRET_ID: account.secretId, SMS_SECRET_KEY: account.secretKey, SMS_APP_ID: account.appId },
    ...{ SMS_SIGN: account.sign, SMS_ENDPOINT: url },
  };
}
