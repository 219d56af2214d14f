/** Tables: how many a card bears (those written in markdown count), and whether rows fit their columns. */
import { type CardJson, markdownIn, type Placed } from './elements.js';
import { type CardFault, overLimit } from './fault.js';

const MOST_TABLES = 5;
const MARKDOWN_TABLE = /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)+\|?\s*$/gm;

export function tablesRefused(card: CardJson, placed: readonly Placed[]): CardFault | undefined {
  const tables = placed.filter(({ tag }) => tag === 'table');
  const written = markdownIn(card).reduce((sum, text) => sum + (text.match(MARKDOWN_TABLE)?.length ?? 0), 0);
  if (tables.length + written > MOST_TABLES) {
    return overLimit('card table number over limit; ErrorValue: table');
  }
  for (const { element } of tables) {
    const fault = rowsFault(element.columns as Column[], element.rows as CardJson[]);
    if (fault) return fault;
  }
  return undefined;
}

interface Column {
  readonly name: string;
  readonly data_type?: string;
}

function rowsFault(columns: readonly Column[], rows: readonly CardJson[]): CardFault | undefined {
  const types = new Map(columns.map(({ name, data_type }) => [name, data_type ?? 'text']));
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      const type = types.get(name);
      if (type === undefined)
        return { errCode: 200915, errMsg: `table rows name is invalid; ErrorValue: ${name}` };
      if (!fits(type, value))
        return { errCode: 200914, errMsg: `table rows is invalid; ErrorValue: ${name}` };
    }
  }
  return undefined;
}

function fits(type: string, value: unknown): boolean {
  if (type === 'number' || type === 'date') return typeof value === 'number';
  if (type === 'persons') return typeof value === 'string' || Array.isArray(value);
  if (type === 'options') return typeof value === 'string' || Array.isArray(value);
  return typeof value === 'string';
}
