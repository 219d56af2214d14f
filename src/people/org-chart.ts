/** Who is above somebody: their leader, whoever leads the team, then who runs it, and who holds a named role; those who are away or gone are climbed past. */
import { isThere, standIn } from './leave.js';
import type { Directory, Member, Role } from './people.js';
import { administrators, membersWith } from './staff.js';

/** Somebody above, and how they come to be. */
export interface Above {
  readonly member: Member;
  readonly as: 'owner' | 'leader' | 'lead' | 'manager' | 'role' | 'admin';
  /** Whose leader they are; null where they answer for the team or hold the role. */
  readonly of: Member | null;
  /** The role they were asked for by. */
  readonly role: Role | null;
  /** Who hears it in their place while they are away. */
  readonly standIn: Member | null;
}

export interface Post {
  /** The one below; null while nobody has it: then the team itself is asked upwards. */
  readonly below: Member | null;
  readonly team: string;
  readonly directory: Directory;
  /** A date of the desk's zone. */
  readonly today: string;
}

type Level = (post: Post) => readonly Above[];

/** The direct leader, or the next one above them who is there. A line that bites its own tail ends where it does. */
const leader: Level = (post) => {
  const seen = new Set([post.below?.id]);
  for (let under = post.below; under?.leader && !seen.has(under.leader); ) {
    seen.add(under.leader);
    const boss = post.directory.members.get(under.leader);
    if (!boss) break;
    const found = answering(boss, { as: 'leader', of: under }, post);
    if (found) return [found];
    under = boss;
  }
  return [];
};

/** Whoever answers for the team, all of them. */
const ofTeam =
  (as: 'lead' | 'manager'): Level =>
  (post) =>
    membersWith(post.directory, [as], post.team).flatMap((member) => answering(member, { as }, post) ?? []);

const admins: Level = (post) =>
  administrators(post.directory).flatMap((member) => answering(member, { as: 'admin' }, post) ?? []);

/** Towards the team; where nobody of it holds the role, whoever does: a director serves no team. */
const named =
  (role: Role): Level =>
  (post) => {
    const { directory, team } = post;
    const near = membersWith(directory, [role], team);
    const all = [...directory.members.values()].filter(({ active, roles }) => active && roles.includes(role));
    return (near.length > 0 ? near : all).flatMap(
      (member) => answering(member, { as: 'role', role }, post) ?? [],
    );
  };

/** Somebody named as the owner. */
const one =
  (id: string): Level =>
  (post) => {
    const member = post.directory.members.get(id);
    const found = member ? answering(member, { as: 'owner' }, post) : null;
    return found ? [found] : [];
  };

/** Whom a rung is for, or something that has an owner. Where nobody is there it is for the next level up, so that nothing is lost. */
export function above(
  to: 'leader' | 'lead' | 'department' | `role:${Role}` | `member:${string}`,
  post: Post,
): readonly Above[] {
  return firstOf(levelsFrom(to), post);
}

function levelsFrom(to: Parameters<typeof above>[0]): readonly Level[] {
  if (to === 'leader') return [leader, ofTeam('lead'), ofTeam('manager'), admins];
  if (to === 'lead') return [ofTeam('lead'), ofTeam('manager'), admins];
  if (to === 'department') return [ofTeam('manager'), second, admins];
  if (to.startsWith('member:')) return [one(to.slice('member:'.length)), ...levelsFrom('lead')];
  return [named(to.slice('role:'.length)), ofTeam('manager'), admins];
}

/** The leader's leader runs the department where nobody is called so. */
const second: Level = (post) => {
  const [first] = firstOf([leader, ofTeam('lead')], post);
  return first
    ? leader({ ...post, below: first.member }).filter(({ member }) => member.id !== post.below?.id)
    : [];
};

function firstOf(levels: readonly Level[], post: Post): readonly Above[] {
  for (const level of levels) {
    const found = level(post);
    if (found.length > 0) return found;
  }
  return [];
}

/** Null where they are the one below, have left, or are away with nobody to stand in but the one below. */
function answering(
  member: Member,
  how: Pick<Above, 'as'> & Partial<Pick<Above, 'of' | 'role'>>,
  { below, team, directory, today }: Post,
): Above | null {
  if (!member.active || member.id === below?.id) return null;
  const found = { member, as: how.as, of: how.of ?? null, role: how.role ?? null };
  if (isThere(member, today)) return { ...found, standIn: null };
  const instead = standIn(member, team, directory, today);
  return instead && instead.id !== below?.id ? { ...found, standIn: instead } : null;
}
