/** `npm run cards`: writes the golden cards and tables of permissions anew. The difference is then read, and committed with what made it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CARDS, goldenCards } from './golden-cards.js';
import { PERMISSIONS, permissionPages } from './permissions.js';

function write(folder: string, pages: ReadonlyMap<string, string>, what: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of pages) {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  }
  process.stdout.write(`${pages.size} ${what} written; read \`git diff ${path.relative('.', folder)}\`\n`);
}

write(CARDS, goldenCards(), 'cards');
write(PERMISSIONS, permissionPages(), 'tables of permissions');
