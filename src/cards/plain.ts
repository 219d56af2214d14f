/** Blocks as lines of text, for platforms without cards and as the last resort of those with them. */
import type { Block, ProgressStep } from '../platform/card.js';

export function plainLines(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
      return block.text.split('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}：${value}`);
    case 'checklist':
      return block.items.map(({ text, done, by }) => `${done ? '☑' : '☐'} ${text}${by ? `（${by}）` : ''}`);
    case 'progress':
      return block.steps.map(({ text, status, note }) => `${MARKS[status]} ${text}${note ? `（${note}）` : ''}`);
    case 'files':
      return block.files.map(({ name }) => `📎 ${name}`);
    case 'table':
      return block.rows.map((row) => row.filter((cell) => cell !== '').join(' · '));
    case 'deadline':
      return [block.label === '' ? block.text : `${block.label}：${block.text}`];
    case 'bars':
      return block.bars.map(({ label, text }) => `${label}：${text}`);
    case 'link':
      return [`${block.text} ${block.url}`];
  }
}

const MARKS: Readonly<Record<ProgressStep['status'], string>> = { done: '✓', now: '▶', next: '○' };
