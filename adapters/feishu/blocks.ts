/** Each block of a card as Feishu elements. Pure. */
import type { Block, ChecklistRow, ProgressStep } from '../../src/platform/card.js';
import { buttonElement, fileElement, linkElement } from './buttons.js';
import { type Element, escaped, markdown, words } from './elements.js';
import { formElements } from './form-elements.js';
import type { Standing } from './tap.js';

/** More of these Feishu refuses: tables, https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/table */
const MOST_TABLES = 5;
const MOST_CHARTS = 5;
const MOST_COLUMNS = 50;
const PAGE_ROWS = 10;

/** Elements in the order of the blocks. `title` words the question a dangerous tick asks. */
export function blockElements(
  blocks: readonly Block[],
  title: string,
  at: Standing,
): readonly (readonly Element[])[] {
  let tables = 0;
  let charts = 0;
  return blocks.map((block) => {
    if (block.kind === 'table') tables += 1;
    if (block.kind === 'bars') charts += 1;
    if (block.kind === 'table' && tables > MOST_TABLES) return [words(rowsAsLines(block))];
    if (block.kind === 'bars' && charts > MOST_CHARTS) return [words(barsAsLines(block))];
    return elementsOf(block, title, at);
  });
}

function elementsOf(block: Block, title: string, at: Standing): readonly Element[] {
  switch (block.kind) {
    case 'text':
      return block.text === '' ? [] : [words(block.text, block.tone)];
    case 'fields':
      return block.fields.length === 0 ? [] : [markdown(block.fields.map(fieldLine).join('\n'))];
    case 'checklist':
      return checklist(block.items, title, at);
    case 'progress':
      return [markdown(progressLines(block.steps))];
    case 'files':
      return block.files.map((file) => fileElement(file, at));
    case 'table':
      return [table(block)];
    case 'deadline':
      return [words(`⏱ ${block.label}　${block.text}`, block.tone)];
    case 'bars':
      return [chart(block)];
    case 'link':
      return [linkElement(block.text, block.url)];
    case 'form':
      return formElements(block.form, at, block.form);
  }
}

/** Several lines stand under their label: beside it, the second would look like a field that has none. */
function fieldLine({ label, value }: { readonly label: string; readonly value: string }): string {
  const lines = escaped(value).split('\n');
  const [only] = lines;
  return `**${escaped(label)}**${lines.length === 1 ? `　${only}` : lines.map((line) => `\n　${line}`).join('')}`;
}

const MARKS = { done: '✓', now: '▶', next: '○' } as const;

/** What is still to come is grey, but not where nothing has begun: a procedure to be read is no list of greyed things. */
function progressLines(steps: readonly ProgressStep[]): string {
  const begun = steps.some(({ status }) => status !== 'next');
  return steps.map((step) => stepLine(step, begun)).join('\n');
}

function stepLine({ text, status, note }: ProgressStep, begun: boolean): string {
  const line = `${MARKS[status]} ${escaped(text)}${note ? ` · ${escaped(note)}` : ''}`;
  if (status === 'now') return `**${line}**`;
  return status === 'next' && begun ? `<font color='grey'>${line}</font>` : line;
}

/** Rows that can be ticked have their button beside them; the others share one element. */
function checklist(items: readonly ChecklistRow[], title: string, at: Standing): readonly Element[] {
  return items.map(({ text, done, by, button }) => {
    const row = words(`${done ? '☑' : '☐'} ${text}${by ? ` · ${by}` : ''}`, done ? 'good' : 'neutral');
    if (!button) return row;
    return {
      tag: 'column_set',
      columns: [
        { tag: 'column', width: 'weighted', weight: 1, vertical_align: 'center', elements: [row] },
        { tag: 'column', width: 'auto', elements: [buttonElement(button, title, at)] },
      ],
    };
  });
}

type Table = Extract<Block, { kind: 'table' }>;
type Bars = Extract<Block, { kind: 'bars' }>;

function table({ columns, rows }: Table): Element {
  const shown = columns.slice(0, MOST_COLUMNS);
  return {
    tag: 'table',
    page_size: Math.min(PAGE_ROWS, Math.max(1, rows.length)),
    columns: shown.map((name, index) => ({ name: `c${index}`, display_name: name, data_type: 'text' })),
    rows: rows.map((row) => Object.fromEntries(shown.map((_, index) => [`c${index}`, row[index] ?? '']))),
  };
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/chart */
function chart({ bars }: Bars): Element {
  return {
    tag: 'chart',
    aspect_ratio: '16:9',
    chart_spec: {
      type: 'bar',
      direction: 'horizontal',
      data: { values: bars.map(({ label, value, text }) => ({ label, value, text })) },
      xField: 'value',
      yField: 'label',
      label: { visible: true, formatter: '{text}' },
    },
  };
}

const rowsAsLines = ({ rows }: Table) =>
  rows.map((row) => row.filter((cell) => cell !== '').join(' · ')).join('\n');
const barsAsLines = ({ bars }: Bars) => bars.map(({ label, text }) => `${label} · ${text}`).join('\n');
