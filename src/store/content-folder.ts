/** Reads a content folder from disk, as the text of its files; what it means is said by `sop/content`. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ContentFiles } from '../desk/ports/content.js';

/** The operator's to mend: what was expected where, in a sentence. */
export class NoContentFolder extends Error {}

/** Paths come back relative to the folder, with `/`, sorted. README files are for people, not content. */
export async function readContentFolder(folder: string): Promise<ContentFiles> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new NoContentFolder(
      `expected a content folder at ${folder}, got none; set TROIKA_CONTENT to a copy of prompts/`,
      { cause: error },
    );
  });
  const paths = names
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /\.(ya?ml|md)$/u.test(name) && !/(^|\/)README\.md$/iu.test(name))
    .sort();
  return Promise.all(
    paths.map(async (name) => ({ path: name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
}
