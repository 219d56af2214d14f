/** Two versions of the tree of categories. */
import type { Category } from '../categories.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { all, plain, text } from './said.js';

const CATEGORY: Kind<Category> = {
  item: 'category',
  ordered: true,
  key: ({ path }) => path,
  name: ({ title }) => text(title),
  aspects: {
    name: ({ title }) => text(title),
    parent: ({ parent }) => plain(parent),
    words: ({ words }) => all(words),
    sop: ({ sop }) => plain(sop),
    queue: ({ queue }) => plain(queue),
    priority: ({ priority }) => plain(priority),
  },
};

export function changesOfCategories(before: readonly Category[], after: readonly Category[]): Change[] {
  return changesOf(CATEGORY, before, after);
}
