/** Finds what is shipped beside the code, from `src` and from `dist/src` alike. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A path below the folder that holds our package.json. */
export function packageFolder(...parts: readonly string[]): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!fs.existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('store: expected a package.json above the code, got none');
    folder = parent;
  }
  return path.join(folder, ...parts);
}
