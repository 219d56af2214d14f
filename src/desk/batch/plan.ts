/** A text to many customers as it would go out now: who reads what, who is left out, and whom something is missing for. */
import { createHash } from 'node:crypto';
import type { Text } from '../../people/people.js';
import type { Content } from '../../sop/content.js';
import type { Selection } from '../../sop/selection.js';
import type { House } from '../house.js';
import type { BatchRecipient } from '../ports/batches.js';
import type { OutboxItem } from '../ports/outbox.js';
import type { Reader } from '../speak.js';
import { tellByItself } from '../tell.js';
import { unmetAt } from '../unmet.js';
import { batchWords, filledFor } from './words.js';

/** More are several batches: one of them is one save. */
export const MOST_RECIPIENTS = 5_000;

export interface BatchPlan {
  readonly told: readonly (BatchRecipient & { readonly text: string; readonly place: Place })[];
  readonly leftOut: readonly { readonly name: string; readonly why: 'opted_out' | 'nowhere' }[];
  readonly unfilled: readonly { readonly name: string; readonly missing: readonly Text[] }[];
  /** There are more than one batch may have. */
  readonly tooMany: boolean;
  /** Who reads what, as a digest: what was shown is what is sent. */
  readonly digest: string;
}

type Place = Pick<OutboxItem, 'address' | 'locale' | 'heldUntil'>;

export async function planBatch(
  house: House,
  { directory, edition }: Pick<Reader, 'directory' | 'edition'>,
  { meant, text }: { readonly meant: Selection; readonly text: string },
): Promise<BatchPlan> {
  const { content } = edition;
  const found = await house.store.batches.recipients(meant, MOST_RECIPIENTS + 1);
  const words = batchWords(content.customers);
  const told: BatchPlan['told'][number][] = [];
  const leftOut: BatchPlan['leftOut'][number][] = [];
  const unfilled: BatchPlan['unfilled'][number][] = [];
  for (const recipient of found) {
    const { requester, optedOut } = recipient;
    const { id, name } = requester;
    const [place] = tellByItself({ to: 'requester', id }, house, { directory, requester });
    if (optedOut || !place || !leadsOn(place, recipient, content, house)) {
      leftOut.push({ name, why: optedOut ? 'opted_out' : 'nowhere' });
      continue;
    }
    const filled = filledFor(text, words, recipient);
    if (filled.missing.length > 0) unfilled.push({ name, missing: filled.missing });
    else told.push({ ...recipient, text: filled.text, place });
  }
  const hash = createHash('sha256');
  for (const one of told) hash.update(JSON.stringify([one.requester.id, one.text]));
  return {
    ...{ told, leftOut, unfilled, tooMany: found.length > MOST_RECIPIENTS },
    digest: hash.digest('hex').slice(0, 16),
  };
}

/** Whoever never wrote to us is told where the content's ways for progress lead. */
function leadsOn(
  { address }: Place,
  { platforms }: BatchRecipient,
  { reach }: Content,
  { adapters }: House,
): boolean {
  if (unmetAt(address) === null) return true;
  return reach.progress.some((platform) => platforms.includes(platform) && adapters.has(platform));
}
