/** Blocks as lines of text: what a platform has no form of its own for. Pure. */
import type { Block, Card, ProgressStep, Tone } from '../../src/platform/card.js';

export function linesOf(block: Block, colon: string): readonly string[] {
  switch (block.kind) {
    case 'text':
      return block.text.split('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}${colon}${value}`);
    case 'checklist':
      return block.items.map(({ text, done, by }) => `${done ? '☑' : '☐'} ${text}${by ? ` · ${by}` : ''}`);
    case 'progress':
      return block.steps.map(
        ({ text, status, note }) => `${MARKS[status]} ${text}${note ? ` · ${note}` : ''}`,
      );
    case 'files':
      return block.files.map(({ name }) => `📎 ${name}`);
    case 'table':
      return block.rows.map((row) => row.filter((cell) => cell !== '').join(' · '));
    case 'deadline':
      return [`⏱ ${block.label}${colon}${block.text}`];
    case 'bars':
      return block.bars.map(({ label, text }) => `${label}${colon}${text}`);
    case 'link':
      return [`${block.text} ${block.url}`];
    case 'form':
      return block.form.inputs.map(({ label, value = '' }) => `${label}${colon}${value}`);
  }
}

/** Greyed buttons with their reasons: such a platform cannot grey one before it is pressed. */
export function greyedLines({ buttons }: Card, colon: string): readonly string[] {
  return buttons.flatMap(({ text, disabledReason }) =>
    disabledReason === undefined ? [] : [`🔒 ${text}${colon}${disabledReason}`],
  );
}

const MARKS: Readonly<Record<ProgressStep['status'], string>> = { done: '✓', now: '▶', next: '○' };

/** What stands before a title where there are no colours. */
export const SIGNS: Readonly<Record<Tone, string>> = {
  neutral: '',
  info: '',
  good: '✅ ',
  warning: '⚠️ ',
  bad: '❗ ',
};

export const oneLine = (text: string) => text.replaceAll(/\s+/gu, ' ');

/** Tencent's clients make links of `<a href>`: what people typed must not become one that says something else. */
export const harmless = (text: string) => text.replaceAll(/<(?=\/?a\b|@)/giu, '＜');
