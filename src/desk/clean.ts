/** Text no database can hold — NUL, half a surrogate pair — is taken out at the door, so that nothing said is lost over it. */
import type { Inbound } from '../platform/inbound.js';

/** The inbound with every string in its content made storable; files are named and bounded elsewhere. */
export function clean(inbound: Inbound): Inbound {
  return { ...inbound, content: storable(inbound.content) };
}

/** The same value; strings without NUL, and with U+FFFD for a lone surrogate. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return wellFormed(value) as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [wellFormed(key), storable(each)]),
  ) as T;
}

function wellFormed(text: string): string {
  return text
    .replaceAll('\u0000', '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu, '\uFFFD');
}
