/** 分工清单: who does which part of a ticket, for whose SOP a step waits for the list. */
import { actorName } from '../people/actor.js';
import type { Guard, Sop, Transition } from '../sop/sop.js';
import type { Permission } from './action.js';
import { sameWord } from './answers/said.js';
import type { Facts } from './facts.js';
import { roleHolders } from './holders.js';
import { listed } from './labels.js';
import { handsIn, lacking, type Part } from './part.js';
import type { Point } from './point.js';
import { type Param, type Refusal, refuse } from './refusal.js';
import { memberOfTeam } from './rules.js';
import type { Ticket } from './ticket.js';
import { stepLabel } from './transitions.js';

type Must = Extract<Guard, { guard: 'division' }>['must'];

/** Only where some step waits for the list is there one. */
export function isDivided({ transitions }: Pick<Sop, 'transitions'>): boolean {
  return Object.values(transitions).some(({ when }) => when.some(({ guard }) => guard === 'division'));
}

export const divided: Permission = (_ticket, { sop }) =>
  isDivided(sop) ? null : refuse('not_divided', { sop: { text: sop.title } });

/** The part meant by its number or its name. */
export function findPart(ticket: Ticket, said: string): Part | Refusal {
  const no = Number(/^#?(\d{1,4})$/u.exec(said.normalize('NFKC').trim())?.[1]);
  const part =
    ticket.division.find((one) => one.no === no) ?? ticket.division.find(({ name }) => sameWord(name, said));
  return part ?? refuse('unknown_part', { said, parts: listed(ticket.division.map(partParam)) });
}

/** What a text calls it by. */
export function partParam({ no, name }: Part): Param {
  return { message: 'division.part', params: { no, name } };
}

/** What it lacks, each by its name. */
export function lackingParam(part: Part): readonly Param[] {
  return lacking(part).map((key) => ({ message: `division.${key}` }));
}

/** Parts that stand in the way of a step that waits for the list. */
function partsInTheWay({ division }: Ticket, must: Must): readonly Part[] {
  return division.filter((part) => lacking(part).length > 0 || (must === 'done' && part.doneAt === null));
}

/** An empty list is not complete: the work was not divided yet. */
export function divisionHolds(ticket: Ticket, must: Must): boolean {
  return ticket.division.length > 0 && partsInTheWay(ticket, must).length === 0;
}

/** Why the step has to wait for the list: which part, what it lacks, and who could mend it. */
export function notDivided(ticket: Ticket, transition: Transition, must: Must, facts: Facts): Refusal | null {
  if (divisionHolds(ticket, must)) return null;
  const step = stepLabel(transition);
  const holder = roleHolders(['agent'], ticket.queue, facts);
  // How we divide the work is no affair of the requester.
  if (facts.actor.kind === 'requester') return refuse('division_ours', { step, holder });
  if (ticket.division.length === 0) return refuse('division_empty', { step, holder });
  const lack = ticket.division.filter((part) => lacking(part).length > 0);
  if (lack.length > 0)
    return refuse('division_lacks', {
      ...{ step, holder },
      parts: lack.map((part) => ({
        message: 'division.lacks',
        params: { part: partParam(part), what: lackingParam(part) },
      })),
    });
  const open = partsInTheWay(ticket, must);
  const owners = [...new Set(open.flatMap(({ owner }) => owner ?? []))];
  return refuse('division_open', {
    ...{ step, parts: open.map(partParam) },
    holder: owners.map((id) => ({ person: actorName({ kind: 'member', id }) })),
  });
}

/** The list as conditions, for whoever asks why a step has to wait: each part, or that there is none. */
export function divisionPoints(ticket: Ticket, must: Must, facts: Facts): readonly Point[] {
  if (facts.actor.kind === 'requester') return [];
  const holder = roleHolders(['agent'], ticket.queue, facts);
  if (ticket.division.length === 0) return [{ met: false, what: { message: 'division.list' }, holder }];
  const open = partsInTheWay(ticket, must);
  return ticket.division.map((part) => ({
    met: !open.includes(part),
    what: partParam(part),
    holder: lacking(part).length > 0 || part.owner === null ? holder : [{ person: `member:${part.owner}` }],
  }));
}

/** Who of a part may still be told of it: a ticket that went to another team is theirs to know no more. */
export function ourHands(part: Part, ticket: Ticket, facts: Facts): readonly string[] {
  return handsIn(part).filter(
    (id) => memberOfTeam(ticket, { ...facts, actor: { kind: 'member', id } }) === null,
  );
}
