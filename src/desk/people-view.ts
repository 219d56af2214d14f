/** What an adapter may know of somebody: their name, and the group places they belong to on that platform. */
import { type Address, platformOf } from '../platform/address.js';
import type { KnownPerson } from '../platform/context.js';
import type { House } from './house.js';

export async function findPerson(
  house: House,
  platform: string,
  account: string,
): Promise<KnownPerson | null> {
  const person = await house.store.people.person(platform, account);
  if (!person) return null;
  if (person.kind === 'requester')
    return { kind: 'requester', id: person.id, name: person.name, places: [], roles: [] };
  const directory = await house.staff.directory();
  const member = directory.members.get(person.id);
  if (!member?.active) return null;
  const places = member.teams.flatMap((id) => {
    const team = directory.teams.get(id);
    const chats = (team?.chats ?? []).filter((chat) => platformOf(chat as Address) === platform);
    return chats.map((chat) => ({ address: chat as Address, name: team?.name[member.locale] ?? id }));
  });
  return { kind: 'member', id: member.id, name: member.name, places, roles: member.roles };
}
