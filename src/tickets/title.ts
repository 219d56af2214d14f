/** A ticket's title, made when it is opened and when what it is made of is mended: it stands on every card, so no personal value goes into it. */
import type { Sop } from '../sop/sop.js';
import type { Facts } from './facts.js';
import type { Fields } from './ticket.js';

/** Longer ones would break cards and lists. */
const LONGEST = 120;

export function titleOf(sop: Sop, fields: Fields, { requester, directory }: Facts): string {
  const title = sop.subject.replace(/\{([^{}]+)\}/gu, (_, key: string) => {
    const field = Object.hasOwn(sop.fields, key) ? sop.fields[key] : undefined;
    const value = fields[key];
    if (!field || field.personal || value === undefined || typeof value === 'object') return '';
    if (field.type === 'choice')
      return field.choices?.find((one) => one.value === value)?.label[requester.locale] ?? '';
    if (field.type === 'member') return directory.members.get(String(value))?.name ?? '';
    return String(value);
  });
  const short = [...title.replace(/\s+/gu, ' ').trim()];
  return short.length > LONGEST ? `${short.slice(0, LONGEST - 1).join('')}…` : short.join('');
}
