/** What came in as an answer, before it is read: words normalised, and a short account of it for a refusal. */
import type { Param } from '../refusal.js';

const SHOWN = 40;

/** The words of an answer, half-width and trimmed (１３８ → 138); null when it is no word at all. */
export function saidPlainly(raw: unknown): string | null {
  if (typeof raw === 'number' && Number.isFinite(raw)) return String(raw);
  return typeof raw === 'string' ? raw.normalize('NFKC').trim() : null;
}

/** How words are compared: `Approve `, `approve` and `ａｐｐｒｏｖｅ` are one word. */
export function sameWord(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase().replace(/\s+/gu, ' ');
}

/** What came, cut short: a refusal quotes it. */
export function gotOf(raw: unknown): Param {
  if (typeof raw === 'string') return [...raw].length > SHOWN ? `${[...raw].slice(0, SHOWN).join('')}…` : raw;
  if (typeof raw === 'number') return raw;
  return { message: `expected.${kindOf(raw)}` };
}

/** The kind of a JSON value, as `expected.<kind>` words it. */
export function kindOf(raw: unknown): string {
  if (raw === undefined || raw === null) return 'nothing';
  return Array.isArray(raw) ? 'array' : typeof raw;
}
