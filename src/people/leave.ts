/** Who is away, and who stands in: dates are compared, so that a leave begins and ends by itself. */
import type { Directory, Leave, Member } from './people.js';

/** The leave a member is on; null when they are there. `today` is a date of the desk's zone. */
export function leaveOn(member: Member, today: string): Leave | null {
  const { leave } = member.preferences;
  return leave && leave.from <= today && today <= leave.until ? leave : null;
}

/** A leave that is over says nothing any more. */
export function leaveAhead(member: Member, today: string): Leave | null {
  const { leave } = member.preferences;
  return leave && today <= leave.until ? leave : null;
}

export function isThere(member: Member, today: string): boolean {
  return leaveOn(member, today) === null;
}

export function overlap(one: Pick<Leave, 'from' | 'until'>, other: Pick<Leave, 'from' | 'until'>): boolean {
  return one.from <= other.until && other.from <= one.until;
}

/**
 * Who stands in for somebody who is away: their delegate, or where that one is away too the delegate's. Null when
 * nobody of the team is there: two teams' data never mix. `team` is null where no ticket is in question.
 */
export function standIn(
  member: Member,
  team: string | null,
  { members }: Pick<Directory, 'members'>,
  today: string,
): Member | null {
  const asked = new Set([member.id]);
  let leave = leaveOn(member, today);
  while (leave) {
    const next = members.get(leave.delegate);
    if (!next?.active || asked.has(next.id)) return null;
    asked.add(next.id);
    leave = leaveOn(next, today);
    if (!leave) return team === null || next.teams.includes(team) ? next : null;
  }
  return null;
}

/** Until when somebody is away, and who stands in; null when they are there. */
export function awayOf(
  member: Member,
  directory: Pick<Directory, 'members'>,
  today: string,
): { readonly until: string; readonly delegate: Member | null } | null {
  const leave = leaveOn(member, today);
  return leave && { until: leave.until, delegate: standIn(member, null, directory, today) };
}
