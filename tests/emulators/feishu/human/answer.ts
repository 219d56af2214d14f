/** The app's answer to a card's callback, checked as the client checks it: the toast, and the card that takes its place. */

import type { Attempt } from '../../kit/deliveries.js';
import { change } from '../api/edits.js';
import { cardFault } from '../card/check.js';
import { faultIn, flag, isRecord, object, oneOf, record, type Shape, words } from '../card/shape.js';
import type { Message } from '../messages.js';
import type { World } from '../world.js';

/** What the client shows instead of an answer. https://open.feishu.cn/document/feishu-cards/card-callback-communication */
const NO_ANSWER = 200340;
const BAD_ANSWER = 200671;
const BAD_CARD = 200672;
const MOST_CARD_BYTES = 30 * 1024;

export interface Tapped {
  readonly toast?: { readonly type: string; readonly content: string };
  /** The card was replaced by the answer. */
  readonly changed: boolean;
  /** The address that a button led to. */
  readonly opened?: string;
  /** What went wrong, as the person sees it. */
  readonly error?: { readonly code: number; readonly why: string };
}

const ANSWER: Shape = object({
  toast: object(
    {
      type: oneOf('success', 'info', 'warning', 'error'),
      content: words,
      i18n: record,
      i18n_content: record,
    },
    'content',
  ),
  card: object({ type: oneOf('raw', 'template'), data: record, update_multi: flag }, 'type', 'data'),
});

export function seenAnswer(world: World, message: Message, attempt: Attempt): Tapped {
  if (!attempt.acknowledged) return failed(NO_ANSWER, attempt.why);
  const { answer } = attempt;
  if (answer === undefined) return failed(NO_ANSWER, 'the answer is empty');
  const fault = faultIn(ANSWER, answer, 'ANSWER');
  if (fault || !isRecord(answer))
    return failed(BAD_ANSWER, fault ? `${fault.what}, path: ${fault.path}` : 'no object');
  const card = answer.card as { type: string; data: Record<string, unknown> } | undefined;
  if (card?.type === 'template') return failed(BAD_CARD, 'template does not exist');
  if (card) {
    const content = JSON.stringify(card.data);
    if (Buffer.byteLength(content) > MOST_CARD_BYTES)
      return failed(BAD_CARD, 'the card is larger than 30 KB');
    const broken = cardFault(world, card.data);
    if (broken) return failed(BAD_CARD, `ErrCode: ${broken.errCode}; ErrMsg: ${broken.errMsg}`);
    change(world, message, content);
  }
  const toast = answer.toast as { type?: string; content: string } | undefined;
  return {
    ...(toast && { toast: { type: toast.type ?? 'info', content: toast.content } }),
    changed: card !== undefined,
  };
}

function failed(code: number, why: string): Tapped {
  return { changed: false, error: { code, why } };
}
