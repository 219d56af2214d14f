/**
 * What people said in an event, set apart from what the chain covers: the event keeps a salted digest of it. Whoever is
 * erased takes their words and the salt along, and the chain still verifies.
 */
import { createHash, randomBytes } from 'node:crypto';
import { canonical } from './canonical.js';
import type { Said } from './ports/change.js';

type Data = Readonly<Record<string, unknown>>;

/** Parts of events that hold what somebody typed, or what a text of theirs was made into. */
const WORDS: readonly string[] = [
  ...['title', 'text', 'reason', 'lateReason', 'lateNote'],
  ...['fields', 'input', 'stands', 'part'],
];
/** What a rule found in somebody's words; the rule itself is nobody's secret. */
const FOUND = 'because';

export function setApart(data: Data, salt = newSalt()): { readonly data: Data; readonly said: Said | null } {
  const words: Record<string, unknown> = {};
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data))
    (WORDS.includes(name) && !isNothing(value) ? words : kept)[name] = value;
  const { routed } = data as { routed?: Data };
  if (routed) {
    const { [FOUND]: found, ...rest } = routed;
    kept.routed = rest;
    words[FOUND] = found;
  }
  if (Object.keys(words).length === 0) return { data, said: null };
  return { data: { ...kept, said: digest(salt, words) }, said: { salt, words } };
}

/** The event as it happened; without words that were erased. */
export function putBack(sealed: Data, said: Said | undefined): Data {
  const { said: digested, ...data } = sealed;
  if (digested === undefined) return sealed;
  const { [FOUND]: found = [], ...words } = said?.words ?? {};
  const routed = data.routed as Data | undefined;
  return { ...data, ...words, ...(routed ? { routed: { ...routed, [FOUND]: found } } : {}) };
}

/** What an event keeps of a value it must not hold. */
export function digest(salt: string, value: unknown): string {
  return createHash('sha256').update(salt).update(canonical(value)).digest('hex');
}

export const newSalt = () => randomBytes(16).toString('hex');

function isNothing(value: unknown): boolean {
  return (
    value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
