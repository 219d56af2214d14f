/** Teams and roles by what people call them, in either language. */
import { type Directory, HOUSE_ROLES, type Locale, type Role, type Text } from '../people/people.js';
import type { Edition } from './library.js';

/** The key behind a name; what is nobody's name stays as it is, to be refused by it. */
export function keyCalled(said: string, names: ReadonlyMap<string, Text>): string {
  for (const [key, name] of names) if ([key, name['zh-CN'], name.en].includes(said)) return key;
  return said;
}

export function teamNames({ teams }: Directory): ReadonlyMap<string, Text> {
  return new Map([...teams.values()].map(({ id, name }) => [id, name] as const));
}

/** Roles there are, ours and the house's own. */
export function roleNames({ content, messages }: Edition): ReadonlyMap<Role, Text> {
  const name = (role: Role) => (locale: Locale) => messages.t(locale, `role.${role}`);
  return new Map(
    [...HOUSE_ROLES, ...Object.keys(content.roles)].map((role) => [
      role,
      { 'zh-CN': name(role)('zh-CN'), en: name(role)('en') },
    ]),
  );
}
