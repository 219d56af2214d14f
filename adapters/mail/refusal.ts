/** What a mail server says no with, sorted by what can be done about it. RFC 5321 §4.2 and RFC 3463 */
import { DeliveryError, type DeliveryFailure } from '../../src/platform/delivery-error.js';

/** Greylisting asks for five minutes. */
const LATER_MS = 5 * 60_000;
/** Password wrong, none given, too weak; encryption demanded. */
const KEYS = [530, 534, 535, 538];

/** The fields by which the vendor's package tells errors apart. */
interface Said {
  readonly code?: string;
  readonly responseCode?: number | false;
  readonly command?: string;
  readonly message?: string;
}

/** `handedOver`: the message itself was on its way when it broke, so its fate is not known. */
export function refusal(error: unknown, handedOver: boolean): DeliveryError {
  return new DeliveryError(failureOf(error as Said, handedOver), { cause: error });
}

function failureOf({ code, responseCode, command, message }: Said, handedOver: boolean): DeliveryFailure {
  const reason = message ?? String(code);
  if (responseCode) {
    if (responseCode < 500) return { kind: 'retry', afterMs: LATER_MS, reason };
    const ours = code === 'EAUTH' || KEYS.includes(responseCode) || command === 'MAIL FROM';
    return { kind: ours ? 'unauthorised' : 'rejected', reason };
  }
  if (code === 'EAUTH' || code === 'ENOAUTH') return { kind: 'unauthorised', reason };
  return { kind: handedOver ? 'uncertain' : 'retry', reason };
}
