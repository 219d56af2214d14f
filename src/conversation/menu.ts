/** A digit as the answer to a numbered menu. */
import type { Context } from './context.js';
import { isAsking } from './dialogue.js';
import { refuseHere, type Said } from './refusals.js';

const MENU_MINUTES = 30;

/** The choice in a text: '2', '２.', '二'; null when it is none. */
export function digitOf(key: string): number | null {
  const spoken = ['一', '二', '三', '四', '五', '六', '七', '八', '九'].indexOf(key);
  if (spoken >= 0) return spoken + 1;
  return /^\d{1,2}$/u.test(key) ? Number(key) : null;
}

/** The value of the choice; null when no menu stands here. A menu is answered only while its reader still sees it. */
export function choose(digit: number, { menu, now }: Context): { readonly value: string } | Said | null {
  if (menu === null || menu.values.length === 0) return null;
  if (now - menu.shownAt > MENU_MINUTES * 60_000) return refuseHere('menu_over', { minutes: MENU_MINUTES });
  const value = menu.values[digit - 1];
  return value === undefined ? refuseHere('menu_range', { max: menu.values.length, got: digit }) : { value };
}

/** A menu came between a question and its answer: a digit may be meant for either. */
export function isBetween(digit: number, context: Context): boolean {
  const { dialogue, menu } = context;
  if (!isAsking(dialogue) || menu === null || menu.shownAt <= dialogue.askedAt) return false;
  const chosen = choose(digit, context);
  return chosen !== null && 'value' in chosen;
}
