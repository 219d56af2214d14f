/** `human` in desk.yaml: the SOP that a requester's call for a person begins, where none of their tickets is open. */
import { shape, slug } from './shape.js';
import type { Field, Sop } from './sop.js';

export const humanFile = shape('what a call for a person opens, { sop: … }', { sop: slug });

/** The answers that words are to what an SOP asks at the start; null where they are not enough. */
export function saidInto(
  { fields }: Pick<Sop, 'fields'>,
  said: string,
): Readonly<Record<string, string>> | null {
  const asked = Object.values(fields).filter(({ intake }) => intake);
  const [required, ...more] = asked.filter((field) => field.required);
  if (more.length > 0 || (required && !takesWords(required))) return null;
  const others = asked.filter((field) => field !== required && takesWords(field));
  const wide = others.find(({ type }) => type === 'long_text') ?? others[0];
  const first = required ?? wide;
  if (!first) return {};
  const short = cut(said, first);
  return short !== said && wide && wide !== first
    ? { [first.key]: short, [wide.key]: cut(said, wide) }
    : { [first.key]: short };
}

/** What is said to a person is shown to them: a personal field is no place for it. */
const takesWords = ({ type, personal }: Field): boolean =>
  (type === 'text' || type === 'long_text') && !personal;

/** No longer than its field takes. */
function cut(said: string, { max, type }: Field): string {
  const most = max ?? (type === 'text' ? LINE : LONG);
  const letters = [...said];
  return letters.length <= most ? said : `${letters.slice(0, most - 1).join('')}…`;
}

const LINE = 200;
const LONG = 4000;
