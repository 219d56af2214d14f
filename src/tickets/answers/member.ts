/** A colleague, by id or name, who can be given a ticket of this team. */
import { actorName } from '../../people/actor.js';
import type { Directory, Member } from '../../people/people.js';
import type { Field } from '../../sop/sop.js';
import { type Param, type Refusal, refuse } from '../refusal.js';
import type { Reader } from './reader.js';
import { gotOf, saidPlainly, sameWord } from './said.js';

/** Kept as the member's id. */
export const readMember: Reader = (field, raw, { directory, team }) => {
  const said = (saidPlainly(raw) ?? '').replace(/^@/u, '').trim();
  const found = memberCalled(field, said, directory, team);
  return 'refused' in found ? found : found.id;
};

function memberCalled(
  field: Field,
  said: string,
  directory: Directory,
  team: string | null,
): Member | Refusal {
  const serves = (member: Member) => team === null || member.teams.includes(team);
  const label = { text: field.label };
  const byId = directory.members.get(said);
  const named = [...directory.members.values()].filter(({ name }) => sameWord(name, said));
  const serving = named.filter((member) => member.active && serves(member));
  // Two people of one name: the one who serves here is meant.
  const candidates = byId ? [byId] : serving.length > 0 ? serving : named;
  const [member] = candidates;
  const here = team === null ? WHOLE_HOUSE : teamParam(directory, team);
  if (!member) return refuse('unknown_person', { field: label, got: gotOf(said), team: here });
  const person = (one: Member) => ({ person: actorName({ kind: 'member', id: one.id }) });
  if (candidates.length > 1)
    return refuse('ambiguous_person', { field: label, got: gotOf(said), people: candidates.map(person) });
  if (!member.active) return refuse('inactive_person', { field: label, person: person(member) });
  if (!serves(member)) return refuse('not_in_team', { field: label, person: person(member), team: here });
  return member;
}

const WHOLE_HOUSE: Param = { message: 'word.company' };

function teamParam(directory: Directory, team: string): Param {
  const name = directory.teams.get(team)?.name;
  return name ? { text: name } : team;
}
