/** A card's components, from the top down, each with the containers it stands in. */
import { isRecord } from './shape.js';

export type CardJson = Readonly<Record<string, unknown>>;

export interface Placed {
  readonly element: CardJson;
  readonly tag: string;
  /** The nearest last: `['form', 'column_set', 'column']`. */
  readonly within: readonly CardJson[];
}

export function elementsOf(card: CardJson): Placed[] {
  return isRecord(card.body) ? below(card.body, []) : [];
}

function below(parent: CardJson, within: readonly CardJson[]): Placed[] {
  const children = [parent.elements, parent.columns].filter(Array.isArray).flat().filter(isRecord);
  return children.flatMap((element) => {
    const tag = String(element.tag);
    // A table's columns are no components.
    const inside = tag === 'table' ? [] : below(element, [...within, element]);
    return [{ element, tag, within }, ...inside];
  });
}

/** The form a component stands in. */
export function formAround({ within }: Placed): CardJson | undefined {
  return within.find(({ tag }) => tag === 'form');
}

/** Objects with a tag count towards a card's 200, texts and icons included. */
export function taggedIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + taggedIn(item), 0);
  if (!isRecord(value)) return 0;
  let sum = typeof value.tag === 'string' ? 1 : 0;
  for (const [name, item] of Object.entries(value)) {
    if (!['chart_spec', 'behaviors', 'rows', 'style'].includes(name)) sum += taggedIn(item);
  }
  return sum;
}

/** Text that is read as markdown, with everything it may mention or show. */
export function markdownIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(markdownIn);
  if (!isRecord(value)) return [];
  const { tag, content } = value;
  const own = (tag === 'markdown' || tag === 'lark_md') && typeof content === 'string' ? [content] : [];
  return [...own, ...Object.values(value).flatMap(markdownIn)];
}
