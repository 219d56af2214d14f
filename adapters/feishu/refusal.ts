/** Feishu's refusals, sorted by what can be done about them. https://open.feishu.cn/document/server-docs/im-v1/message/create */
import { DeliveryError, type DeliveryFailure } from '../../src/platform/delivery-error.js';
import { HttpRefusal } from './http.js';

/** A call was refused; `code` is Feishu's, 0 when it said none. */
export class CallRefused extends Error {
  readonly code: number;
  readonly status: number;
  readonly resetSeconds: number | null;
  constructor(api: string, status: number, code: number, said: string, resetSeconds: number | null) {
    super(`${api}: ${code || `HTTP ${status}`} ${said}`);
    this.name = 'CallRefused';
    this.status = status;
    this.code = code;
    this.resetSeconds = resetSeconds;
  }
}

/** The token is of no use any more; a new one may be. */
const DEAD_TOKEN = new Set([99991661, 99991663, 99991664, 99991671]);
/** Too fast: the app, this chat, this person. */
const TOO_FAST = new Set([99991400, 230020, 232019]);
/** The month's calls of this tenant are used up. */
const QUOTA_GONE = 99991403;
/** Secret, installation, bot ability or a right of the app: an operator must act. */
const OPERATOR = new Set([10003, 10014, 10015, 99991543, 99991662, 99991672, 99991401, 230006]);
const HOUR_MS = 3_600_000;
const SOON_MS = 1_000;

export const isDeadToken = (error: unknown) => error instanceof CallRefused && DEAD_TOKEN.has(error.code);

/** What came instead of a success, as a refusal; anything else stays what it is. */
export function refusedBy(api: string, error: unknown): unknown {
  if (!(error instanceof HttpRefusal)) return error;
  const body = error.body as { code?: unknown; msg?: unknown } | null;
  const code = typeof body?.code === 'number' ? body.code : 0;
  const said = typeof body?.msg === 'string' ? body.msg : error.message;
  return new CallRefused(api, error.status, code, said, error.resetSeconds);
}

/** For `catch`: whatever came, as the port knows it. */
export function thrown(error: unknown): never {
  if (error instanceof DeliveryError) throw error;
  throw new DeliveryError(failureOf(error), { cause: error });
}

function failureOf(error: unknown): DeliveryFailure {
  const reason = error instanceof Error ? error.message : String(error);
  // No answer, or half of one: sent again under the same uuid it is shown once.
  if (!(error instanceof CallRefused)) return { kind: 'retry', reason };
  const { code, status, resetSeconds } = error;
  if (status === 429 || TOO_FAST.has(code))
    return { kind: 'retry', afterMs: Math.max(SOON_MS, (resetSeconds ?? 0) * 1000), reason };
  if (code === QUOTA_GONE) return { kind: 'retry', afterMs: HOUR_MS, reason };
  if (DEAD_TOKEN.has(code) || OPERATOR.has(code)) return { kind: 'unauthorised', reason };
  return status >= 500 ? { kind: 'retry', reason } : { kind: 'rejected', reason };
}
