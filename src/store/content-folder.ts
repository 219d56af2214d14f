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
    .filter((name) => (/\.(ya?ml|md)$/u.test(name) || isTable(name)) && !/(^|\/)README\.md$/iu.test(name))
    .sort();
  return Promise.all(
    paths.map(async (name) => ({ path: name, text: textOf(name, await readFile(path.join(folder, name))) })),
  );
}

const isTable = (name: string) => /^tables\/.*\.csv$/u.test(name);

/** A table may come from a spreadsheet in China, which saves it in GB18030; what is valid UTF-8 hardly ever is by chance. */
function textOf(name: string, bytes: Uint8Array): string {
  if (!isTable(name)) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
