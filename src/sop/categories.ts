/** 分类: what a requester's matter is about, as a tree; each leaf leads to an SOP, with a queue and a priority where they differ. */
import { z } from 'zod';
import type { Text } from '../people/people.js';
import { suggest } from './nearest.js';
import { PRIORITIES, type Priority } from './priority.js';
import type { Problem } from './problem.js';
import { expecting, line, name, named, oneOf, oneOrMany, pattern, shape, slug, text } from './shape.js';
import type { Sop } from './sop.js';
import type { Path, YamlSource } from './yaml-source.js';

export interface Category {
  /** Names from the top down: `fault.printer`. */
  readonly path: string;
  readonly parent: string | null;
  readonly title: Text;
  /** What people say for it at once. */
  readonly words: readonly string[];
  /** Its own or the nearest above it; null where only what is below leads anywhere. */
  readonly sop: string | null;
  readonly queue: string | null;
  readonly priority: Priority | null;
}

interface CategoryFile {
  readonly title: Text;
  readonly words?: string[] | undefined;
  readonly sop?: string | undefined;
  readonly queue?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly children?: Record<string, CategoryFile> | undefined;
}

const category: z.ZodType<CategoryFile> = shape('a category, { title, words, sop, children }', {
  title: text,
  words: oneOrMany('words people say for it', line).optional(),
  sop: slug.optional(),
  queue: slug.optional(),
  priority: oneOf(PRIORITIES).optional(),
  children: z
    .record(
      name,
      z.lazy(() => category),
      { error: expecting('a map of categories') },
    )
    .optional(),
}) as unknown as z.ZodType<CategoryFile>;

/** A category as the rules of a desk name it. */
export const categoryPath = pattern(
  /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/u,
  'a category, its names from the top down',
  'fault.network',
);

export const categoriesFile = named('categories', name, category);

type Level = Readonly<Record<string, CategoryFile>>;

/** Parents before their children, in the order of the file. */
export function categoriesOf(level: Level | undefined, parent: Category | null = null): readonly Category[] {
  return Object.entries(level ?? {}).flatMap(([key, file]) => {
    const own: Category = {
      path: parent === null ? key : `${parent.path}.${key}`,
      parent: parent?.path ?? null,
      title: file.title,
      words: file.words ?? [],
      sop: file.sop ?? parent?.sop ?? null,
      queue: file.queue ?? parent?.queue ?? null,
      priority: file.priority ?? parent?.priority ?? null,
    };
    return [own, ...categoriesOf(file.children, own)];
  });
}

export function childrenOf(all: readonly Category[], path: string | null): readonly Category[] {
  return all.filter(({ parent }) => parent === path);
}

/** Itself and everything above it, from the top down. */
export function lineOf(all: readonly Category[], path: string): readonly Category[] {
  return all.filter((each) => isWithin(path, each.path));
}

/** `fault.network` is within `fault`, and within itself. */
export function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`);
}

/** What a ticket is about that was begun by its SOP's own words: the highest category of that SOP. */
export function categoryOfSop(all: readonly Category[], sop: string): Category | undefined {
  return all.find((each) => each.sop === sop);
}

const DEEPEST = 4;

/** Every category leads somewhere, to what there is, by words of its own. `yaml` is the whole desk. */
export function checkCategories(
  all: readonly Category[],
  yaml: YamlSource,
  known: {
    readonly sops: Readonly<Record<string, Pick<Sop, 'words'> | null>>;
    readonly queues: readonly string[];
  },
): Problem[] {
  const problems: Problem[] = [];
  const taken = new Map<string, string>();
  for (const [key, sop] of Object.entries(known.sops))
    for (const word of sop?.words ?? []) taken.set(plain(word), key);
  for (const each of all) {
    const at: Path = ['categories', ...each.path.split('.').join('.children.').split('.')];
    const report = (path: Path, message: string, mend: string) =>
      problems.push(yaml.problem([...at, ...path], message, mend));
    const leads = childrenOf(all, each.path).length === 0;
    if (lineOf(all, each.path).length > DEEPEST)
      report([], `expected at most ${DEEPEST} levels, got one more`, 'put it under a category above');
    if (leads && each.sop === null)
      report([], 'expected a category to lead to an SOP, got none', 'add "sop: <key>" to it or above it');
    if (each.sop !== null && !Object.hasOwn(known.sops, each.sop))
      report(
        ['sop'],
        `expected an SOP, got ${JSON.stringify(each.sop)}`,
        suggest(each.sop, Object.keys(known.sops), 'add it to sops/'),
      );
    if (each.queue !== null && !known.queues.includes(each.queue))
      report(
        ['queue'],
        `expected a queue, got ${JSON.stringify(each.queue)}`,
        suggest(each.queue, known.queues, 'add it under "queues"'),
      );
    each.words.forEach((word, index) => {
      const other = taken.get(plain(word)) ?? each.path;
      if (other !== each.path)
        report(
          ['words', index],
          `expected a word of its own, got ${JSON.stringify(word)}, which begins ${other}`,
          'choose another word, or remove it there',
        );
      taken.set(plain(word), other);
    });
  }
  return problems;
}

const plain = (word: string): string => word.trim().toLowerCase();
