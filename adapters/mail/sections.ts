/** Blocks as the few forms that a mail has: words, pairs, lists, tables and links. Pure. */
import type { Block, ProgressStep } from '../../src/platform/card.js';
import type { Words } from './words.js';

export type Section =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly title: string | null; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

export function sectionOf(block: Block, words: Words): Section {
  switch (block.kind) {
    case 'text':
      return { kind: 'words', text: block.text };
    case 'fields':
      return { kind: 'pairs', pairs: block.fields.map(({ label, value }) => [label, value] as const) };
    case 'checklist':
      return list(
        block.items.map(({ text, done, by }) => `${done ? '☑' : '☐'} ${text}${by ? ` · ${by}` : ''}`),
      );
    case 'progress':
      return list(
        block.steps.map(({ text, status, note }) => `${MARKS[status]} ${text}${note ? ` · ${note}` : ''}`),
      );
    case 'files':
      return list(
        block.files.map(({ name }) => `📎 ${name}`),
        words.files,
      );
    case 'table':
      return { kind: 'table', columns: block.columns, rows: block.rows };
    case 'deadline':
      return { kind: 'words', text: `⏱ ${block.label}${words.colon}${block.text}` };
    case 'bars':
      return { kind: 'pairs', pairs: block.bars.map(({ label, text }) => [label, text] as const) };
    case 'link':
      return /^https?:\/\//u.test(block.url)
        ? { kind: 'link', text: block.text, url: block.url }
        : { kind: 'words', text: block.text };
    case 'form':
      return list(
        block.form.inputs.map(({ label }) => label),
        block.form.title,
      );
  }
}

const list = (items: readonly string[], title: string | null = null): Section => ({
  kind: 'list',
  title,
  items,
});

const MARKS: Readonly<Record<ProgressStep['status'], string>> = { done: '✓', now: '▶', next: '○' };
