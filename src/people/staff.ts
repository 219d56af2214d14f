/** Who serves a queue and in what role: questions a rule and a notice ask of the directory. */
import type { Directory, Member, Role, Team } from './people.js';

/** Roles that hold for the whole company, whatever the team. */
const COMPANY_WIDE: readonly Role[] = ['admin', 'auditor'];
/** No team is called so: what holds for the whole company holds here too. */
const WHOLE_COMPANY = '';
/** Roles that answer for a team. */
const RUNNING: readonly Role[] = ['lead', 'manager'];

/** The team a queue belongs to; null when the queue or its team is no longer there. */
export function teamOf(directory: Directory, queue: string): Team | null {
  const team = directory.queues.get(queue)?.team;
  return (team !== undefined && directory.teams.get(team)) || null;
}

/** Whether a member holds a role towards a team. Roles do not imply each other: a lead who works tickets is an agent too. */
export function holds(member: Member, role: Role, team: string): boolean {
  return member.roles.includes(role) && (COMPANY_WIDE.includes(role) || member.teams.includes(team));
}

/** Whoever audits acts on nothing, whatever else they may be: nobody audits themselves. */
export function onlyReads({ roles }: Pick<Member, 'roles'>): boolean {
  return roles.includes('auditor');
}

/** Who may take somebody out of the directory, or change them: an administrator, or who runs every team they serve. */
export function mayManage(actor: Member, member: Member): boolean {
  if (!actor.active) return false;
  if (actor.roles.includes('admin')) return true;
  const runs = (team: string) => RUNNING.some((role) => holds(actor, role, team));
  return member.teams.length > 0 && member.teams.every(runs);
}

/** Everybody who may, in the order of their ids. */
export function managersOf(directory: Directory, member: Member): readonly Member[] {
  return [...directory.members.values()]
    .filter((other) => other.id !== member.id && mayManage(other, member))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whoever is meant by an id or a name, with us or gone; several of one name are all given. */
export function membersCalled(directory: Directory, said: string): readonly Member[] {
  const byId = directory.members.get(said);
  return byId ? [byId] : [...directory.members.values()].filter(({ name }) => name === said);
}

/** Active members who hold one of the roles towards the team, in the order of their ids. */
export function membersWith(directory: Directory, roles: readonly Role[], team: string): readonly Member[] {
  return [...directory.members.values()]
    .filter((member) => member.active && roles.some((role) => holds(member, role, team)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Active administrators, in the order of their ids. */
export function administrators(directory: Directory): readonly Member[] {
  return membersWith(directory, ['admin'], WHOLE_COMPANY);
}
