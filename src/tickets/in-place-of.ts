/** 休假交接: who takes over what somebody who is away leaves open. */
import { isThere, standIn } from '../people/leave.js';
import type { Member } from '../people/people.js';
import { membersWith, onlyReads, teamOf } from '../people/staff.js';
import type { Facts } from './facts.js';
import { freest } from './given-to.js';
import { onShift } from './on-shift.js';

/** What is asked to know who takes over. */
export type Staffing = Pick<Facts, 'directory' | 'today' | 'now' | 'always' | 'roster' | 'load'>;

/** Whoever stands in, as long as they serve the team; else of those at work there whoever has the fewest. Null: nobody is. */
export function takesOver(away: Member, queue: string, facts: Staffing): string | null {
  const { directory, today } = facts;
  const team = teamOf(directory, queue);
  if (team === null) return null;
  const delegate = standIn(away, team.id, directory, today);
  if (delegate && !onlyReads(delegate)) return delegate.id;
  const there = membersWith(directory, ['agent'], team.id).filter(
    (member) => member.id !== away.id && isThere(member, today) && !onlyReads(member),
  );
  return freest(onShift(there, team.id, facts).hands, facts);
}

/** Whether they may still be given it. */
export function canTake(id: string, queue: string, { directory, today }: Facts): boolean {
  const member = directory.members.get(id);
  const team = teamOf(directory, queue);
  const serves = member?.active && team !== null && member.teams.includes(team.id);
  return serves === true && isThere(member as Member, today) && !onlyReads(member as Member);
}
