/** JSON for PostgreSQL, which refuses two things that people's texts may hold. */

const REFUSED = /\\u(?:0000|d[89a-f])/i;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function clean(text: string): string {
  return text.replaceAll('\0', '').replaceAll(LONE_SURROGATE, '\uFFFD');
}

/**
 * Serialises what came from outside: NUL characters go, halves of a character become U+FFFD. Not for what is hashed or
 * decided by us: there PostgreSQL's refusal is the better answer.
 */
export function cleanJson(value: unknown): string {
  const json = JSON.stringify(value ?? null);
  if (!REFUSED.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? clean(part) : part));
}
