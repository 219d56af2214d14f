/** The customer service's refusals: those of a call, and those that come after it. In words, for whoever reads what became of a message. */
import { DeliveryError } from '../../src/platform/delivery-error.js';
import { CallRefused, thrown } from '../shared/qyapi/refusal.js';

/** https://developer.work.weixin.qq.com/document/path/94670#消息发送失败事件 : what was taken, and did not arrive. */
const FAILURES: Readonly<Record<number, string>> = {
  1: 'the customer service account was deleted',
  2: 'the customer service is closed',
  4: '48 hours have passed since the customer last wrote',
  5: 'the conversation has ended',
  6: 'five messages were sent since the customer last wrote',
  8: 'the company is not verified',
  10: 'the customer refuses messages',
  11: 'nobody of the company has logged in to WeCom',
  12: 'this kind of message is not allowed',
};
export const REFUSED_BY_CUSTOMER = 10;

export const failureIn = (type: number): string =>
  FAILURES[type] ?? `WeChat did not deliver it and does not say why (${type})`;

/** https://developer.work.weixin.qq.com/document/path/90313 : there it ends, and another way may go on. */
const SHUT: Readonly<Record<number, string>> = {
  95001: FAILURES[6] ?? '',
  95002: FAILURES[4] ?? '',
  95013: FAILURES[5] ?? '',
  95014: 'this colleague takes no customers over: 微信客服 → 客服账号 → 接待人员',
  95019: 'this colleague has stopped taking customers over',
  95016: 'the conversation is not in a state in which this can be done',
  95018: 'a colleague has the conversation in WeCom, or it has ended: only they can write there',
  40003: 'WeChat does not know this customer',
  40096: 'WeChat does not know this customer',
  41050: 'the moment in which this could be said has passed',
};
/** Account, rights: an operator must act. */
const OPERATOR: Readonly<Record<number, string>> = {
  95000: 'WECHAT_KF_ID names no account',
  95004: 'WECHAT_KF_ID names no account',
  95017: 'the account is not managed by API: 微信客服 → 可调用接口的应用',
};

export function refused(error: unknown): never {
  if (!(error instanceof CallRefused)) return thrown(error);
  const shut = SHUT[error.code];
  if (shut !== undefined)
    throw new DeliveryError({ kind: 'rejected', reason: `${shut} (${error.code})` }, { cause: error });
  const operator = OPERATOR[error.code];
  if (operator !== undefined)
    throw new DeliveryError(
      { kind: 'unauthorised', reason: `${operator} (${error.code})` },
      { cause: error },
    );
  return thrown(error);
}

/** Somebody else could be asked. */
const OTHER_SERVICER = [95014, 95019];
export const isOtherServicer = (error: unknown) =>
  error instanceof CallRefused && OTHER_SERVICER.includes(error.code);
/** What a code was for is over: there may be another way to say it. */
const DEAD_CODE = [41050, 95018];
export const isDeadCode = (error: unknown) => error instanceof CallRefused && DEAD_CODE.includes(error.code);

/** The callback's token was used up: https://developer.work.weixin.qq.com/document/path/94670 */
const DEAD_RING = 95007;
export const isDeadRing = (error: unknown) => error instanceof CallRefused && error.code === DEAD_RING;
/** Cursors that are too old are forgotten. */
const DEAD_CURSOR = 50100;
export const isDeadCursor = (error: unknown) => error instanceof CallRefused && error.code === DEAD_CURSOR;

/** A parameter is not as it should be; of a message that was tried before, its id: it was taken then. */
const BAD_PARAMETER = 40058;
export const saysBefore = (error: unknown) => error instanceof CallRefused && error.code === BAD_PARAMETER;

const BUSY = -1;
/** The platform did not do it, for certain: it can be tried as if for the first time. */
export const isUndone = (error: unknown) =>
  error instanceof CallRefused && error.status < 500 && error.code !== BUSY;
