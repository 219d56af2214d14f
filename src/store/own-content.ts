/** Which content folder is this installation's, and how a company's own comes to be: whole, or not at all. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ContentFiles, ContentFolder, Founded } from '../desk/ports/content.js';
import { NoContentFolder, readContentFolder } from './content-folder.js';
import { packageFolder } from './package-folder.js';

export interface ContentPlaces {
  /** Named by whoever runs the desk; null: see `contentRootOf`. */
  readonly contentRoot: string | null;
  readonly sampleRoot: string;
  readonly dataRoot: string;
}

const ownRoot = ({ dataRoot }: ContentPlaces) => path.join(dataRoot, 'content');

/** The folder that is published from: the named one, else the company's own, else what is shipped. Asked anew each time: it may come to be while we run. */
export async function contentRootOf(places: ContentPlaces): Promise<string> {
  if (places.contentRoot !== null) return places.contentRoot;
  const own = ownRoot(places);
  return (await exists(own)) ? own : places.sampleRoot;
}

export function contentFolder(places: ContentPlaces): ContentFolder {
  return {
    read: async () => readOrNull(await contentRootOf(places)),
    shipped: () => readContentFolder(packageFolder('prompts')),
    found: places.contentRoot === null ? (files) => found(ownRoot(places), files) : null,
  };
}

/** Written beside and then renamed: whoever looks sees the old folder, none, or the whole new one. */
async function found(own: string, files: ContentFiles): Promise<Founded> {
  const before = await readOrNull(own);
  if (before && same(before, files)) return { at: own, kept: null };
  const fresh = `${own}.new-${randomUUID()}`;
  try {
    for (const { path: name, text } of files) {
      const file = path.join(fresh, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return { at: own, kept: await replace(own, fresh) };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Nothing is overwritten: a folder that stands in the way moves aside, also one that came while we wrote. */
async function replace(own: string, fresh: string): Promise<string | null> {
  let kept: string | null = null;
  for (let number = 1; ; number += 1) {
    const aside = `${own}.before-${number}`;
    if (await exists(aside)) continue;
    if (await moved(own, aside)) kept = aside;
    if (await moved(fresh, own)) return kept;
  }
}

/** False: there was nothing to move, or something stands there already. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function same(one: ContentFiles, other: ContentFiles): boolean {
  const texts = new Map(one.map(({ path: name, text }) => [name, text]));
  return texts.size === other.length && other.every(({ path: name, text }) => texts.get(name) === text);
}

async function exists(at: string): Promise<boolean> {
  return stat(at).then(
    () => true,
    () => false,
  );
}

async function readOrNull(root: string): Promise<ContentFiles | null> {
  return readContentFolder(root).catch((error: unknown) => {
    if (error instanceof NoContentFolder) return null;
    throw error;
  });
}
