/** The sample content, changed as a house would change it: read from `prompts/`, some texts replaced. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ContentFiles } from '../../src/desk/ports/content.js';
import { readContentFolder } from '../../src/store/content-folder.js';

/** A change of one file: what stands there, and what shall. `to` alone makes a new file. */
export interface Edit {
  readonly file: string;
  readonly from?: string | RegExp;
  readonly to: string;
}

/** A folder of its own with the sample content and the changes; gone with `remove`. */
export async function contentFolder(edits: readonly Edit[]) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'troika-content-'));
  await cp('prompts', folder, { recursive: true });
  for (const { file, from, to } of edits) {
    const at = path.join(folder, file);
    if (from === undefined) {
      await writeFile(at, to);
      continue;
    }
    const text = await readFile(at, 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`expected ${from} in ${file}, which does not hold it`);
    await writeFile(at, changed);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The files of such a folder, as they are published. */
export async function contentFiles(edits: readonly Edit[]): Promise<ContentFiles> {
  const { folder, remove } = await contentFolder(edits);
  try {
    return await readContentFolder(folder);
  } finally {
    await remove();
  }
}
