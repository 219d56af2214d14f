/** Content becomes live: compiled, compared by its hash, stored, and followed by every instance without a restart. */
import { createHash } from 'node:crypto';
import type { Content } from '../sop/content.js';
import { compileContent } from '../sop/content.js';
import { type Problem, showProblem } from '../sop/problem.js';
import type { ContentFiles, ContentStore, DirectorySeed } from './ports/content.js';
import type { Adapters, Bus } from './ports/outside.js';

export type Published =
  | { readonly kind: 'published'; readonly id: string }
  | { readonly kind: 'unchanged'; readonly id: string }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

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

/** Publishes unless it holds a problem or is live already. */
export async function publish(
  house: {
    readonly store: { readonly content: ContentStore; readonly bus: Bus; readonly clock: { now(): number } };
    readonly adapters: Adapters;
  },
  files: ContentFiles,
  by: string,
): Promise<Published> {
  const id = contentId(files);
  const live = await house.store.content.live();
  if (live?.id === id) return { kind: 'unchanged', id };
  const compiled = compileContent(files);
  if ('problems' in compiled) return { kind: 'problems', problems: compiled.problems };
  const { content } = compiled;
  await house.store.content.publish({
    id,
    files,
    by,
    now: house.store.clock.now(),
    seed: seedOf(content, house.adapters),
  });
  await house.store.bus.publish('content', { id });
  await house.store.bus.publish('directory', {});
  return { kind: 'published', id };
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
