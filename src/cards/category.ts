/** The levels of a category, one press each, with a way back up. */
import { buttonValue } from '../platform/button.js';
import type { Block, Button, Card } from '../platform/card.js';
import { type Category, childrenOf } from '../sop/categories.js';
import { cutTo } from './cut.js';
import { pageButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface CategoryFacts {
  readonly categories: readonly Category[];
  readonly path: string | null;
  /** Words that the category which is chosen takes along. */
  readonly draft?: string;
}

/** A long text is quoted by its beginning. */
const QUOTED_BYTES = 90;

export function categoryCard({ categories, path, draft }: CategoryFacts, wording: Wording): Card {
  const here = categories.find((each) => each.path === path);
  return {
    title: here ? wording.text(here.title) : wording.t('category.title'),
    tone: 'info',
    blocks: [
      { kind: 'text', text: wording.t('category.choose') },
      ...(draft === undefined ? [] : [draftBlock(draft, wording)]),
    ],
    buttons: [
      ...childrenOf(categories, path).map((each) => chooseButton(each, wording)),
      ...(here?.sop ? [press('begin', here.path, wording.t('category.other'))] : []),
      ...(here ? [up(here, wording)] : []),
    ],
  };
}

export function chooseButton({ path, title }: Category, wording: Wording): Button {
  return { ...press('choose', path, wording.text(title)), style: 'primary' };
}

/** What was said becomes a ticket. */
export function draftButton(wording: Wording): Button {
  return press('draft', undefined, wording.t('category.draft'));
}

export function draftBlock(draft: string, wording: Wording): Block {
  return { kind: 'text', text: wording.t('category.takes', { said: cutTo(draft, QUOTED_BYTES) }) };
}

function up({ parent }: Category, wording: Wording): Button {
  return pageButton(wording.t('category.up'), parent === null ? 'welcome' : `categories.${parent}`);
}

function press(action: string, argument: string | undefined, text: string): Button {
  const value = { action, ticketId: 0, version: 0, ...(argument === undefined ? {} : { argument }) };
  return { text, value: buttonValue(value), style: 'plain' };
}
