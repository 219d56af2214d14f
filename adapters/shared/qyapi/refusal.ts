/** WeCom's refusals, sorted by what can be done about them. https://developer.work.weixin.qq.com/document/path/90313 */
import { DeliveryError, type DeliveryFailure } from '../../../src/platform/delivery-error.js';

/** A call was refused; `code` is WeCom's errcode, 0 when it said none. */
export class CallRefused extends Error {
  readonly code: number;
  readonly status: number;
  constructor(api: string, status: number, code: number, said: string) {
    super(`${api}: ${code || `HTTP ${status}`} ${said}`);
    this.name = 'CallRefused';
    this.status = status;
    this.code = code;
  }
}

/** The token is of no use any more; a new one may be. */
const DEAD_TOKEN = new Set([40001, 40014, 42001]);
/** Busy, too often, too many at once. A limit by the minute lasts a minute. */
const BUSY = new Set([-1, 45033]);
const TOO_OFTEN = 45009;
const MINUTE_MS = 60_000;
/** Secret, corp, app, rights, trusted addresses: an operator must act. */
const OPERATOR = new Set([40013, 40056, 48002, 60011, 60020, 301002]);

export const isDeadToken = (error: unknown) => error instanceof CallRefused && DEAD_TOKEN.has(error.code);
/** It would have done it at another time. */
export const isBusy = (error: unknown) =>
  error instanceof CallRefused && (BUSY.has(error.code) || error.code === TOO_OFTEN || isDeadToken(error));
/** The platform decided, and did not do it. Anything else may have been done. */
export const isDecided = (error: unknown) => error instanceof CallRefused && error.status < 500;

/** For `catch`: whatever came, as the port knows it. */
export function thrown(error: unknown): never {
  if (error instanceof DeliveryError) throw error;
  throw new DeliveryError(failureOf(error), { cause: error });
}

function failureOf(error: unknown): DeliveryFailure {
  const reason = error instanceof Error ? error.message : String(error);
  // No answer, or half of one: sent again as it was, it is shown once.
  if (!(error instanceof CallRefused)) return { kind: 'retry', reason };
  const { code, status } = error;
  if (code === TOO_OFTEN) return { kind: 'retry', afterMs: MINUTE_MS, reason };
  if (BUSY.has(code) || status >= 500) return { kind: 'retry', reason };
  if (DEAD_TOKEN.has(code) || OPERATOR.has(code)) return { kind: 'unauthorised', reason };
  return { kind: 'rejected', reason };
}
