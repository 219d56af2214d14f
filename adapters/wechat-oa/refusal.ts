/** The account's refusals, sorted by what can be done about them. https://developers.weixin.qq.com/doc/service/guide/dev/api/ErrorCode.html */
import { DeliveryError, type DeliveryFailure } from '../../src/platform/delivery-error.js';
import { CallRefused, isBusy, isDecided } from '../shared/qyapi/refusal.js';

const CONSENTLESS = 43101;
/** Here it ends, and another way may go on. */
const SHUT: Readonly<Record<number, string>> = {
  40003: 'WeChat does not know this person',
  40037: 'the account has no such template',
  43004: 'they do not follow the account',
  [CONSENTLESS]: 'they have agreed to no notice of this template, or took it back',
  45015: 'they have not written for 48 hours, or follow no more',
  45047: 'as much was said as WeChat allows until they write again',
  47003: 'a place of the template does not take what was to stand in it',
};
/** Keys, rights, trusted addresses, a frozen account: an operator must act. */
const OPERATOR: Readonly<Record<number, string>> = {
  40001: 'WECHAT_OA_SECRET is not accepted',
  40013: 'WECHAT_OA_APP_ID is of no account',
  40125: 'WECHAT_OA_SECRET is not accepted',
  40164: 'the address of this machine is not in IP白名单',
  48001: 'the account has not this right: only a verified 服务号 has',
  50002: 'the account is frozen',
};
/** So many calls a day, and the day is over at midnight: https://developers.weixin.qq.com/doc/service/guide/dev/api/limit.html */
const TOO_OFTEN = 45009;
const LATER_MS = 15 * 60_000;
/** Nobody took the call: nothing was said. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** What is sure not to have been done, and can be tried as if it had never been. */
export const isUndone = (error: unknown): boolean =>
  isDecided(error) || UNREACHED.includes(String((error as { cause?: { code?: unknown } })?.cause?.code));

export const isConsentless = (error: unknown): boolean =>
  error instanceof CallRefused && error.code === CONSENTLESS;

/** For `catch`: whatever came, as the port knows it. What may have been said is not said again by itself. */
export function thrown(error: unknown): never {
  if (error instanceof DeliveryError) throw error;
  throw new DeliveryError(failureOf(error), { cause: error });
}

function failureOf(error: unknown): DeliveryFailure {
  const reason = error instanceof Error ? error.message : String(error);
  if (!isUndone(error)) return { kind: 'uncertain', reason: `whether it arrived is not known: ${reason}` };
  if (!(error instanceof CallRefused)) return { kind: 'retry', reason };
  const { code } = error;
  if (code === TOO_OFTEN) return { kind: 'retry', afterMs: LATER_MS, reason };
  const operator = OPERATOR[code];
  if (operator !== undefined) return { kind: 'unauthorised', reason: `${operator} (${code})` };
  const shut = SHUT[code];
  if (shut !== undefined) return { kind: 'rejected', reason: `${shut} (${code})` };
  return { kind: isBusy(error) ? 'retry' : 'rejected', reason };
}
