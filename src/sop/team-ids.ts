/** Teams by what people call them: every name once, each with an id we make. */
import type { Team } from '../people/people.js';

const LONGEST_ID = 30;

/** What people wrote: split, trimmed, each name once. */
export function teamNames(said: string): readonly string[] {
  const names = said
    .normalize('NFKC')
    .split(/[、,;\n]+/u)
    .map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '');
}

/** A company without a team is one team. */
export function teamsCalled(names: readonly string[], company: string): readonly Team[] {
  const called = [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
  const teams: Team[] = [];
  for (const name of called.length > 0 ? called : [company.trim()]) {
    const id = freeId(idOf(name), new Set(teams.map((team) => team.id)));
    // No member's id begins with @: nobody's own conversation has this address.
    teams.push({ id, name: { 'zh-CN': name, en: name }, chats: [`web:desk:@${id}`] });
  }
  return teams;
}

/** `Sales & Marketing` is `sales-marketing`; a name without a Latin letter is `team`. */
function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^[-0-9]+|-+$/gu, '')
    .slice(0, LONGEST_ID);
  return plain === '' ? 'team' : plain;
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let next = 2; taken.has(id); next += 1) id = `${wanted}-${next}`;
  return id;
}
