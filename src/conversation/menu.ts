/** A digit as the answer to a numbered menu. */
import type { Context } from './context.js';
import type { Intent } from './intent.js';
import { press } from './press.js';
import { refuseHere } from './refusals.js';

export const MENU_MINUTES = 30;

/** The choice in a text: '2', '２.', '二'; null when it is none. */
export function digitOf(key: string): number | null {
  const spoken = ['一', '二', '三', '四', '五', '六', '七', '八', '九'].indexOf(key);
  if (spoken >= 0) return spoken + 1;
  return /^\d{1,2}$/u.test(key) ? Number(key) : null;
}

/** Null when no menu stands here; a menu is answered only while its reader still has it before their eyes. */
export function choose(digit: number, context: Context): Intent | null {
  const { dialogue, now } = context;
  if (dialogue?.kind !== 'menu') return null;
  if (now - dialogue.startedAt > MENU_MINUTES * 60_000)
    return { kind: 'refused', refusal: refuseHere('menu_over', { minutes: MENU_MINUTES }) };
  const value = dialogue.values[digit - 1];
  return value === undefined
    ? { kind: 'refused', refusal: refuseHere('menu_range', { max: dialogue.values.length, got: digit }) }
    : press(value, context);
}
