/** In which language a card is read: it carries none, and its labels are in its reader's, whatever its title was written in. Pure. */
import type { Card } from '../../src/platform/card.js';

export function isChinese({ tag = '', buttons, blocks, title }: Card): boolean {
  const labels = [
    tag,
    ...buttons.map(({ text }) => text),
    ...blocks.flatMap((block) => (block.kind === 'fields' ? block.fields.map(({ label }) => label) : [])),
  ].join('');
  return /\p{Script=Han}/u.test(labels || title);
}
