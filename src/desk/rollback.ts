/** An earlier content version is made live again: the one before, or one that is named. */
import type { ContentDeed, Remembered } from './ports/deeds.js';
import type { Prepared, Publisher } from './publication.js';
import { prepare } from './publish.js';

/** Once that a version went live. */
export interface Gone extends Omit<Remembered, 'deed'> {
  readonly deed: ContentDeed;
}

/** As far back as anybody goes. */
const MOST = 1_000;

/** When which version went live, newest first. */
export async function publications(
  { store }: Pick<Publisher, 'store'>,
  limit = MOST,
): Promise<readonly Gone[]> {
  const history = await store.deeds.history(limit, 'contentPublished');
  return history.flatMap(({ deed, ...rest }) =>
    deed.deed === 'contentPublished' ? [{ deed, ...rest }] : [],
  );
}

export type RollbackPrepared =
  | Prepared
  | { readonly kind: 'unknown'; readonly id: string }
  | { readonly kind: 'no_earlier' };

/** Compares the version to go back to with what is live; changes nothing. A version may be named by the beginning of its id. */
export async function prepareRollback(
  house: Pick<Publisher, 'store'>,
  named: string | null,
): Promise<RollbackPrepared> {
  const history = await publications(house);
  const known = [...new Set(history.map(({ deed }) => deed.content))];
  const meant = named === null ? before(history) : known.filter((id) => id.startsWith(named));
  if (named === null && meant.length === 0) return { kind: 'no_earlier' };
  const [id] = meant;
  const files = id === undefined || meant.length > 1 ? null : await house.store.content.files(id);
  if (!files) return { kind: 'unknown', id: named ?? '' };
  return prepare(house, files, true);
}

/**
 * What the live version replaced when it was published. Not what a rollback replaced: going back twice goes back by two,
 * and not to and fro.
 */
function before(history: readonly Gone[]): string[] {
  const live = history[0]?.deed.content;
  const born = history.find(({ deed }) => deed.content === live && !deed.rollback);
  return born?.deed.replaced == null ? [] : [born.deed.replaced];
}
