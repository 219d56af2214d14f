/** Whoever answers for a routine hears what became of it: that it ran, that nothing was opened, and what was made up for. */
import { localDate } from '../calendar/business-hours.js';
import { nextOccurrence } from '../calendar/occurrence.js';
import { above } from '../people/org-chart.js';
import type { Directory, Member } from '../people/people.js';
import { teamOf } from '../people/staff.js';
import type { Routine } from '../sop/content-form.js';
import type { Param, Refusal } from '../tickets/refusal.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import type { OutboxItem } from './ports/outbox.js';
import type { DueTimer } from './ports/timers.js';
import { tellByItself } from './tell.js';

/** An alarm may be a little behind; beyond this the desk was down. */
export const DOWN_MS = 3 * 60_000;
/** Nobody was away for longer without knowing. */
const MOST_COUNTED = 100;

export type Said = Pick<Extract<OutboxItem['body'], { kind: 'say' }>, 'say' | 'params' | 'tone'>;

/** Nobody, where the routine has no owner; the next one above, where the owner is not there. */
export function ownersOf({ owner, tell }: Routine, house: House, directory: Directory): readonly Member[] {
  if (owner === null) return [];
  const team = teamOf(directory, tell)?.id ?? '';
  const today = localDate(house.library.always, house.store.clock.now());
  return above(owner, { below: null, team, directory, today }).map(({ member }) => member);
}

/** `key`: of what it is about; each thing that is said of it has a name of its own. */
export function tellOwner(
  house: House,
  routine: Routine,
  key: string,
  directory: Directory,
  { say, params, tone }: Said,
): OutboxItem[] {
  return ownersOf(routine, house, directory)
    .flatMap(({ id }) => tellByItself({ to: 'member', id }, house, { directory }))
    .map((place, n) => ({
      key: `${key}/owner/${say}/${n}`,
      ...place,
      ticketId: null,
      body: {
        kind: 'say',
        say: `notice.routine_${say}`,
        params: { routine: calledOf(routine), ...params },
        tone,
        links: [],
        actions: [],
      },
    }));
}

const calledOf = ({ key, name }: Pick<Routine, 'key' | 'name'>): Param =>
  name === null ? key : { text: name };

export const RAN: Said = { say: 'ran', params: {}, tone: 'info' };
/** The team has no group to be told in. */
export const UNHEARD: Said = { say: 'unheard', params: {}, tone: 'warning' };

/** That it opened so many, or none: what was refused is told of by itself. */
export const opened = (count: number): Said =>
  count > 0
    ? { say: 'opened', params: { count }, tone: 'info' }
    : { say: 'opened_nothing', params: {}, tone: 'info' };

export const failed = (refusal: Refusal): Said => ({
  say: 'failed',
  params: { reason: reasonOf(refusal) },
  tone: 'bad',
});

/** Of several wrong values each says what is wrong with it. */
export function reasonOf({ refused, params, fields = {} }: Refusal): Param {
  const wrong = Object.values(fields).map(reasonOf);
  return wrong.length > 0 ? wrong : { message: `refusal.${refused}`, params };
}

/** What it fired for was due long ago: it is made up for once, and what was missed besides is void. */
export function madeUp(routine: Routine, { dueAt }: DueTimer, edition: Edition, now: number): Said | null {
  if (now - dueAt < DOWN_MS) return null;
  const missed = missedSince(routine, dueAt, edition, now);
  const params = { due: { at: dueAt }, missed };
  return { say: missed > 0 ? 'made_up_once' : 'made_up', params, tone: 'warning' };
}

function missedSince(routine: Routine, dueAt: number, edition: Edition, now: number): number {
  const calendar = edition.calendar(routine.calendar);
  let missed = 0;
  for (
    let next = nextOccurrence(routine, calendar, dueAt);
    next && next.at <= now && missed < MOST_COUNTED;
    missed += 1
  )
    next = nextOccurrence(routine, calendar, next.at);
  return missed;
}
