/** Content becomes live: checked, compared with what is live, and made live exactly as it was compared, or not at all. */
import { createHash } from 'node:crypto';
import { type Content, compileContent } from '../sop/content.js';
import { differenceOf } from '../sop/difference.js';
import { type Problem, showProblem } from '../sop/problem.js';
import { newsOf } from './content-news.js';
import type { Change } from './ports/change.js';
import type { ContentFiles, DirectorySeed } from './ports/content.js';
import type { Deed } from './ports/deeds.js';
import type { Adapters } from './ports/outside.js';
import type { Prepared, Publication, Publisher } from './publication.js';

/** A content folder that cannot be published: every problem, a line each. */
export class ContentRefused extends Error {
  constructor(problems: readonly Problem[]) {
    super(`the content folder has ${problems.length} problem(s):\n${problems.map(showProblem).join('\n')}`);
    this.name = 'ContentRefused';
  }
}

/** The id of a content version: a hash over its files, whatever their order. */
export function contentId(files: ContentFiles): string {
  const hash = createHash('sha256');
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(`${path}\0${text}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** Checks a folder and compares it with what is live; changes nothing. `rollback`: it was live once, and is checked no more. */
export async function prepare(
  { store }: Pick<Publisher, 'store'>,
  files: ContentFiles,
  rollback = false,
): Promise<Prepared> {
  const id = contentId(files);
  const over = await store.content.live();
  if (over?.id === id) return { kind: 'unchanged', id };
  const sops = files.map(({ path }) => path).filter((path) => path.startsWith('sops/'));
  const compiled = compileContent(files, rollback ? [] : await store.content.published(sops));
  if ('problems' in compiled) return { kind: 'problems', problems: compiled.problems };
  const { content } = compiled;
  const before = over && (await contentOf(store, over.id));
  const difference = before ? differenceOf(before, content) : [];
  return { kind: 'ready', publication: { id, files, content, over, rollback, difference } };
}

/** Null when this program cannot read it any more: then publishing is what mends it. */
async function contentOf(store: Publisher['store'], id: string): Promise<Content | null> {
  const files = await store.content.files(id);
  const compiled = files && compileContent(files);
  return compiled && 'content' in compiled ? compiled.content : null;
}

/** What is saved when it goes live; the same whoever publishes. `by` is an actor's name. */
export async function goingLive(
  house: Publisher,
  publication: Publication,
  by: string,
): Promise<{ readonly deed: Deed } & Pick<Change, 'expect' | 'outbox'>> {
  const { id, files, content, over, rollback } = publication;
  await house.store.content.keep({ id, files, seed: seedOf(content, house.adapters) });
  return {
    deed: { deed: 'contentPublished', content: id, replaced: over?.id ?? null, rollback },
    expect: [{ table: 'content', version: over?.revision ?? 0 }],
    outbox: newsOf(publication, by, await house.store.people.directory(), house),
  };
}

/** Makes live what was prepared; false: another content went live since, and this was compared with an older one. */
export async function goLive(house: Publisher, publication: Publication, by: string): Promise<boolean> {
  const { deed, ...change } = await goingLive(house, publication, by);
  const saved = await house.store.deeds.save(
    [deed],
    by,
    { ...change, commands: [] },
    house.store.clock.now(),
  );
  if (saved.saved) await tellInstances(house.store, [deed]);
  return saved.saved;
}

/** All instances, this one too, hear that what they hold has moved. */
export async function tellInstances(
  { bus }: Pick<Publisher['store'], 'bus'>,
  deeds: readonly Deed[],
): Promise<void> {
  if (deeds.length === 0) return;
  await bus.publish('directory', {});
  for (const deed of deeds) {
    if (deed.deed === 'contentPublished') await bus.publish('content', { id: deed.content });
    if (deed.deed === 'holidaysImported') await bus.publish('holidays', {});
  }
}

export type Published =
  | { readonly kind: 'published'; readonly id: string }
  | Exclude<Prepared, { readonly kind: 'ready' }>;

/** Publishes without asking anybody, unless it holds a problem or is live already. */
export async function publish(house: Publisher, files: ContentFiles, by: string): Promise<Published> {
  for (;;) {
    const prepared = await prepare(house, files);
    if (prepared.kind !== 'ready') return prepared;
    if (await goLive(house, prepared.publication, by))
      return { kind: 'published', id: prepared.publication.id };
  }
}

function seedOf(content: Content, adapters: Adapters): DirectorySeed {
  return {
    teams: content.teams,
    queues: content.queues,
    members: content.members.map((member) => ({
      ...member,
      identities: Object.entries(member.identities).flatMap(([platform, account]) => {
        const adapter = adapters.get(platform);
        return adapter ? [{ platform, account, address: adapter.directAddress(account) }] : [];
      }),
    })),
  };
}
