/** Tencent's refusals, sorted by what can be done about them. https://cloud.tencent.com/document/api/382/59177 */
import { DeliveryError, type DeliveryFailure } from '../../src/platform/delivery-error.js';

const HALF_MINUTE_MS = 30_000;

/** It never left this machine, or was never heard: sent again, it is sent once. */
const UNHEARD = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT|certificate|self.signed/u;

type Kind =
  | { readonly kind: 'retry'; readonly afterMs?: number }
  | { readonly kind: 'unauthorised' | 'uncertain' };

/** Both of a whole call and of one number, by how a code begins; every other one is final. */
const KINDS: readonly (readonly [code: string, kind: Kind])[] = [
  ['RequestLimitExceeded', { kind: 'retry' }],
  ['LimitExceeded.PhoneNumberThirtySecondLimit', { kind: 'retry', afterMs: HALF_MINUTE_MS }],
  ['LimitExceeded.DeliveryFrequencyLimit', { kind: 'retry', afterMs: HALF_MINUTE_MS }],
  ['AuthFailure', { kind: 'unauthorised' }],
  ['UnauthorizedOperation', { kind: 'unauthorised' }],
  // Tencent itself does not know what became of it.
  ['InternalError', { kind: 'uncertain' }],
];

/** What an operator does about the ones that are about the account, not about whom we write to. */
const REMEDIES: Readonly<Record<string, string>> = {
  'FailedOperation.InsufficientBalanceInSmsPackage': 'the SMS package is used up: buy one in the console',
  'FailedOperation.SignatureIncorrectOrUnapproved': 'have SMS_SIGN approved, or correct it',
  'FailedOperation.TemplateIncorrectOrUnapproved': 'have the template approved, or correct its id',
  'FailedOperation.TemplateParamSetNotMatchApprovedTemplate':
    'the approved text takes another number of parameters',
  'FailedOperation.PhoneNumberInBlacklist': 'whoever has this number wants no messages',
  'InvalidParameterValue.TemplateParameterLengthLimit': 'set SMS_VALUE_CHARS to what the account allows',
};

/** A number is refused inside a call that succeeded. */
export function refusedNumber(code: string, said: string): DeliveryError {
  const remedy = REMEDIES[code];
  return new DeliveryError(failureBy(code, `${code} ${said}${remedy === undefined ? '' : `; ${remedy}`}`));
}

/** For `catch`: whatever came, as the port knows it. */
export function thrown(error: unknown): never {
  if (error instanceof DeliveryError) throw error;
  throw new DeliveryError(failureOf(error), { cause: error });
}

/** The vendor's package keeps of a broken connection only its words. */
export function failureOf(error: unknown): DeliveryFailure {
  const {
    code = '',
    httpCode = 0,
    message = String(error),
  } = error as {
    code?: string;
    httpCode?: number;
    message?: string;
  };
  if (code !== '') return failureBy(code, `${code} ${message}`);
  // Something on the way said no before Tencent heard of it.
  if (httpCode >= 400 && httpCode < 500) return { kind: 'retry', reason: `HTTP ${httpCode} ${message}` };
  if (httpCode !== 0) return { kind: 'uncertain', reason: `HTTP ${httpCode} ${message}` };
  return { kind: UNHEARD.test(message) ? 'retry' : 'uncertain', reason: message };
}

function failureBy(code: string, reason: string): DeliveryFailure {
  const [, known] = KINDS.find(([start]) => code === start || code.startsWith(`${start}.`)) ?? [];
  return known ? { ...known, reason } : { kind: 'rejected', reason };
}
