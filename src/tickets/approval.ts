/** 审批: who has agreed to a step, who is still asked, and who of them may say it now. */
import { isThere, leaveOn, standIn } from '../people/leave.js';
import type { Member } from '../people/people.js';
import { membersWith, onlyReads, teamOf } from '../people/staff.js';
import { memberOf, roleOf } from '../sop/approval.js';
import type { Approval, Approver } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { approvalOf } from './red-line.js';
import { seated, seatsFilled } from './seats.js';
import type { Agreement, Ticket } from './ticket.js';

/** A step others have to agree to. */
export interface Asked {
  readonly approval: Approval;
  /** Member id of whoever begins the step: never one of those who agree. */
  readonly maker: string;
  readonly agreed: readonly Agreement[];
  readonly queue: string;
}

/** A yes that somebody could still say. */
export type Voice = Pick<Agreement, 'by' | 'standsFor'>;

/** What the proposed step waits for; null where nothing is proposed. */
export function askedOf({ proposal, fields, queue }: Ticket, { sop }: Facts): Asked | null {
  const transition = proposal && sop.transitions[proposal.transition];
  const approval = transition ? approvalOf(transition, fields, sop) : null;
  if (!proposal || approval === null) return null;
  return { approval, maker: proposal.by, agreed: proposal.agreed ?? [], queue };
}

/** Everybody has agreed who has to. */
export function isAgreed(asked: Asked, facts: Facts): boolean {
  const seats = seatsOf(asked, facts);
  return seatsFilled(filledBy(asked.agreed, seats)) === seats.length;
}

/** How many have agreed, of how many. */
export function countOf(asked: Asked, facts: Facts): { readonly done: number; readonly of: number } {
  const seats = seatsOf(asked, facts);
  return { done: seatsFilled(filledBy(asked.agreed, seats)), of: seats.length };
}

/** The yes this member may say now, their own before one in somebody's place; null: theirs is not asked for. */
export function voiceOf(member: string, asked: Asked, facts: Facts): Voice | null {
  return voices(asked, facts).find(({ by }) => by === member) ?? null;
}

/** Whether their yes will be asked for once others have said theirs. */
export function comesLater(member: string, asked: Asked, facts: Facts): boolean {
  const { approval } = asked;
  const any = { ...asked, approval: { ...approval, inTurn: false } };
  return approval.inTurn && voiceOf(member, any, facts) !== null;
}

/** Who is there and is asked now, each once. */
export function stillAsked(asked: Asked, facts: Facts): readonly Voice[] {
  const there = voices(asked, facts).filter(({ by }) => isHere(by, facts));
  return [...new Map(there.toReversed().map((voice) => [voice.by, voice])).values()].toReversed();
}

/** Members whose answer is awaited now, there or not: it is they who answer to somebody. */
export function awaited(asked: Asked, facts: Facts): readonly Member[] {
  const ids = voices(asked, facts).map(({ by, standsFor = by }) => standsFor);
  return [...new Set(ids)].flatMap((id) => facts.directory.members.get(id) ?? []);
}

/** Those nobody who is there can speak for; empty: with those who are there it can be agreed. */
export function nobodyFor(asked: Asked, facts: Facts): readonly Approver[] {
  const { approval, agreed } = asked;
  const seats = seatsOf(asked, facts);
  // Who comes later in turn counts as well.
  const there = voicesAt(seats, asked, facts).filter(({ by }) => isHere(by, facts));
  const persons = [...new Set([...agreed, ...there].map(({ by }) => by))];
  const filled = seated(seats.length, persons.length, (person, seat) =>
    [...agreed, ...there].some((voice) => voice.by === persons[person] && sits(voice, seats[seat])),
  );
  const empty = filled.flatMap((person, seat) => (person === -1 ? [seat] : []));
  if (empty.length === 0) return [];
  return approval.quorum === 'all' ? empty.flatMap((seat) => approval.by[seat] ?? []) : approval.by;
}

type Seat = readonly Member[];

/** With a number anybody who is named takes any seat; with `all` each who is named has their own. */
function seatsOf(asked: Asked, facts: Facts): readonly Seat[] {
  const { by, quorum } = asked.approval;
  const each = by.map((who) => principals(who, asked, facts));
  return quorum === 'all' ? each : new Array<Seat>(quorum).fill(each.flat());
}

/** Members of the team that serves the ticket, and whoever administers the house: nobody else gets to see it. */
function principals(who: Approver, { maker, queue }: Asked, { directory }: Facts): Seat {
  const team = teamOf(directory, queue);
  if (team === null) return [];
  const role = roleOf(who);
  if (role !== null) return membersWith(directory, [role], team.id).filter((one) => may(one, maker));
  const id = memberOf(who) ?? directory.members.get(maker)?.leader ?? null;
  const member = id === null ? undefined : directory.members.get(id);
  const serves = member && (member.teams.includes(team.id) || member.roles.includes('admin'));
  return member?.active && serves && may(member, maker) ? [member] : [];
}

function may(member: Member, maker: string): boolean {
  return member.id !== maker && !onlyReads(member);
}

function voices(asked: Asked, facts: Facts): readonly Voice[] {
  const seats = seatsOf(asked, facts);
  const filled = filledBy(asked.agreed, seats);
  const empty = filled.indexOf(-1);
  const open = asked.approval.inTurn ? seats.slice(empty, empty + 1) : seats;
  const done = seatsFilled(filled);
  if (empty === -1) return [];
  return voicesAt(open, asked, facts).filter(
    (voice) => seatsFilled(filledBy([...asked.agreed, voice], seats)) > done,
  );
}

/** Each in their own name first; for whoever is away, whoever stands in. */
function voicesAt(seats: readonly Seat[], { maker, agreed, queue }: Asked, facts: Facts): readonly Voice[] {
  const { directory, today } = facts;
  const team = teamOf(directory, queue)?.id ?? null;
  const persons = [...new Set(seats.flat())].filter(({ id }) => !agreed.some((one) => nameOf(one) === id));
  const instead = persons.flatMap((away): Voice[] => {
    const other = leaveOn(away, today) && standIn(away, team, directory, today);
    return other && may(other, maker) ? [{ by: other.id, standsFor: away.id }] : [];
  });
  return [...persons.map(({ id }): Voice => ({ by: id })), ...instead].filter(
    ({ by }) => !agreed.some((one) => one.by === by),
  );
}

function filledBy(agreed: readonly Voice[], seats: readonly Seat[]): readonly number[] {
  return seated(seats.length, agreed.length, (person, seat) => sits(agreed[person], seats[seat]));
}

function sits(voice: Voice | undefined, seat: Seat | undefined): boolean {
  return voice !== undefined && (seat ?? []).some(({ id }) => id === nameOf(voice));
}

/** In whose name it is said. */
function nameOf({ by, standsFor }: Voice): string {
  return standsFor ?? by;
}

function isHere(id: string, { directory, today }: Facts): boolean {
  const member = directory.members.get(id);
  return member !== undefined && isThere(member, today);
}
