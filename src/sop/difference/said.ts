/** Values of a difference in a form that can be worded in any language: a text, a message with its values, a list. */
import type { Around } from '../../calendar/around.js';
import type { Duration } from '../../calendar/duration.js';
import { HOUSE_ROLES, type Text } from '../../people/people.js';

/** What the message layer words; a parameter of a refusal has the same form. */
export type Said =
  | string
  | number
  | { readonly text: Text }
  | { readonly message: string; readonly params?: Readonly<Record<string, Said>> }
  | readonly Said[];

const NONE: Said = { message: 'difference.none' };

export const text = (of: Text | undefined): Said => (of ? { text: of } : NONE);

export const plain = (of: string | number | null | undefined): Said => of ?? NONE;

export const yes = (of: boolean): Said => ({ message: of ? 'difference.yes' : 'difference.no' });

export const all = (of: readonly Said[] | undefined): Said => (of && of.length > 0 ? of : NONE);

/** What belongs to something else: 「资料审核 › 证件清晰可读」. */
export const inside = (outer: Said, inner: Said): Said => ({
  message: 'difference.inside',
  params: { outer, inner },
});

const UNITS = [
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
] as const;

/** '2 天 3 小时': whose days and hours, the clock says. */
export function duration(of: Duration | null): Said {
  if (of === null) return NONE;
  let left = of.ms;
  const parts: Said[] = of.days > 0 ? [{ message: 'difference.time.days', params: { n: of.days } }] : [];
  for (const [unit, worth] of UNITS) {
    const n = Math.floor(left / worth);
    left -= n * worth;
    if (n > 0) parts.push({ message: `difference.time.${unit}`, params: { n } });
  }
  return parts
    .slice(1)
    .reduce((a, b): Said => ({ message: 'difference.joined', params: { a, b } }), parts[0] ?? NONE);
}

/** '09:00 · 3 天以前': a moment around a date. */
export function around({ at, before, after }: Around): Said {
  const which = before ? 'before' : after ? 'after' : 'on';
  return { message: `difference.around.${which}`, params: { at, time: duration(before ?? after) } };
}

/** Names for keys that may be gone or new: what the new content calls it, else what the old one did, else the key. */
export function names(
  before: Readonly<Record<string, { readonly label: Text }>>,
  after: Readonly<Record<string, { readonly label: Text }>>,
): (key: string) => Said {
  return (key) => {
    const found = Object.hasOwn(after, key)
      ? after[key]
      : Object.hasOwn(before, key)
        ? before[key]
        : undefined;
    return found ? { text: found.label } : key;
  };
}

/** A role by its name: ours, or one of the house's own that may be gone. */
export function roleNames(
  before: Readonly<Record<string, Text>>,
  after: Readonly<Record<string, Text>>,
): (role: string) => Said {
  const labelled = (roles: Readonly<Record<string, Text>>) =>
    Object.fromEntries(Object.entries(roles).map(([key, label]) => [key, { label }]));
  const own = names(labelled(before), labelled(after));
  const ours: readonly string[] = HOUSE_ROLES;
  return (role) => (ours.includes(role) ? { message: `role.${role}` } : own(role));
}
