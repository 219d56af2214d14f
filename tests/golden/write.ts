/** `npm run cards`: writes the golden cards anew. The difference is then read, and committed with what made it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CARDS, goldenCards } from './golden-cards.js';

const cards = goldenCards();
rmSync(CARDS, { recursive: true, force: true });
for (const [file, text] of cards) {
  const at = path.join(CARDS, file);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, text);
}
process.stdout.write(`${cards.size} cards written; read \`git diff ${path.relative('.', CARDS)}\`\n`);
