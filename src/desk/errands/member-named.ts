/** The member an errand is about, by id or name, whether they are still with us or not. */
import type { Member } from '../../people/people.js';
import { membersCalled } from '../../people/staff.js';
import { refuse } from '../../tickets/refusal.js';
import type { Running } from './errand.js';
import type { ErrandRefused } from './refusals.js';

const FIELD = { text: { 'zh-CN': '成员', en: 'Member' } };

export function memberMeant(said: string, { reader }: Pick<Running, 'reader'>): Member | ErrandRefused {
  const found = membersCalled(reader.directory, said.trim().replace(/^@/u, ''));
  const [member] = found;
  if (!member)
    return refuse('unknown_person', {
      field: FIELD,
      got: said.slice(0, 40),
      team: { message: 'word.company' },
    });
  if (found.length > 1)
    return refuse('ambiguous_person', {
      field: FIELD,
      got: said.slice(0, 40),
      people: found.map(({ id }) => id),
    });
  return member;
}
