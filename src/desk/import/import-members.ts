/** A list of members taken in by an operator: shown first, done once it is agreed to, all of it or nothing. */
import { differenceCard } from '../../cards/member-list.js';
import { plainLines } from '../../cards/plain.js';
import { createWording } from '../../cards/wording.js';
import { isEmpty } from '../../people/directory-difference.js';
import type { Locale } from '../../people/people.js';
import { take } from '../errands/take-list.js';
import { createLibrary } from '../library.js';
import type { ListRow } from '../ports/list.js';
import type { Adapters } from '../ports/outside.js';
import type { Store } from '../ports/store.js';
import { memberDifference } from './member-difference.js';

export interface Importer {
  readonly store: Store;
  readonly adapters: Adapters;
  /** Every platform an account may be on, configured or not. */
  readonly platforms: readonly string[];
  readonly locale: Locale;
  readonly tz: string;
}

export interface MembersOptions {
  /** Whoever is not on the list has left. */
  readonly complete: boolean;
  /** Who does it, and under which key its follow-ups are known. */
  readonly by: string;
  readonly key: string;
  /** Is shown what would change, and says whether it shall. */
  agree(lines: readonly string[]): Promise<boolean>;
}

export type MembersImported =
  | { readonly kind: 'wrong'; readonly lines: readonly string[] }
  | { readonly kind: 'done' | 'nothing' | 'declined' | 'outrun' };

export async function importMembers(
  rows: AsyncIterable<ListRow>,
  { store, adapters, platforms, locale, tz }: Importer,
  { complete, by, key, agree }: MembersOptions,
): Promise<MembersImported> {
  const directory = await store.people.directory();
  const edition = await createLibrary({ ...store, tz }).live();
  const now = store.clock.now();
  const wording = createWording({ messages: edition.messages, locale, directory, tz, now });
  const against = { directory, edition, wording, bindings: store.bindings, platforms, complete };
  const compared = await memberDifference(rows, against);
  if ('lines' in compared) return { kind: 'wrong', lines: compared.lines };
  const { difference } = compared;
  const card = differenceCard({ difference, directory, buttons: [] }, wording);
  const agreed = await agree([card.title, ...card.blocks.flatMap((block) => plainLines(block, locale))]);
  if (isEmpty(difference)) return { kind: 'nothing' };
  if (!agreed) return { kind: 'declined' };
  const { deed, commands } = await take(difference, { house: { store, adapters, locale }, key });
  const expect = [{ table: 'directory' as const, version: directory.version }];
  const saved = await store.deeds.save([deed], by, { expect, outbox: [], commands }, now);
  if (!saved.saved) return { kind: 'outrun' };
  await store.bus.publish('directory', {});
  return { kind: 'done' };
}
