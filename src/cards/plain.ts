/** Blocks as lines of text, for platforms without cards and as the last resort of those with them. */
import type { Locale } from '../people/people.js';
import type { Block, ProgressStep } from '../platform/card.js';

export function plainLines(block: Block, locale: Locale): readonly string[] {
  const { colon, note } = PUNCTUATION[locale];
  switch (block.kind) {
    case 'text':
      return block.text.split('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}${colon}${value}`);
    case 'checklist':
      return block.items.map(({ text, done, by }) => `${done ? '☑' : '☐'} ${text}${by ? note(by) : ''}`);
    case 'progress':
      return block.steps.map(
        ({ text, status, note: who }) => `${MARKS[status]} ${text}${who ? note(who) : ''}`,
      );
    case 'files':
      return block.files.map(({ name }) => `📎 ${name}`);
    case 'table':
      return block.rows.map((row) => row.filter((cell) => cell !== '').join(' · '));
    case 'deadline':
      return [`${block.label}${colon}${block.text}`];
    case 'bars':
      return block.bars.map(({ label, text }) => `${label}${colon}${text}`);
    case 'link':
      return [`${block.text} ${block.url}`];
    case 'form':
      return [
        ...block.form.inputs.map(({ label, value = '' }) => `${label}${colon}${value}`),
        block.form.submit,
        ...(block.form.others ?? []).map(({ text }) => text),
      ];
  }
}

/** Full width among Chinese characters, as a reader expects it. */
const PUNCTUATION = {
  'zh-CN': { colon: '：', note: (text: string) => `（${text}）` },
  en: { colon: ': ', note: (text: string) => ` (${text})` },
} as const;

const MARKS: Readonly<Record<ProgressStep['status'], string>> = { done: '✓', now: '▶', next: '○' };
