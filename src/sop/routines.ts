/** Compiles a routine, and looks up whoever answers for it. */
import type { z } from 'zod';
import { WEEKDAYS } from '../calendar/day.js';
import { HOUSE_ROLES } from '../people/people.js';
import type { Content, Routine } from './content-form.js';
import type { DeskFile } from './desk-schema.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import { selectionOf } from './reminders.js';
import type { routine } from './routine-schema.js';
import type { Sop } from './sop.js';
import type { YamlSource } from './yaml-source.js';

export function routineOf(
  key: string,
  { days, weekdays, on_holiday, open, review, report, name, owner, by, ...written }: z.infer<typeof routine>,
): Routine {
  return {
    key,
    ...written,
    days: days ?? [],
    // 1 is Monday, as in ISO 8601.
    weekdays: (weekdays ?? []).map((day) => WEEKDAYS.indexOf(day) + 1),
    onHoliday: on_holiday,
    open: open ? { sop: open.sop, meant: selectionOf(open.for), copy: open.copy } : null,
    review: review ? { ...review, of: review.of ?? [] } : null,
    report: report ?? null,
    name: name ?? null,
    by: by ?? null,
    owner: (owner as Routine['owner'] | undefined) ?? null,
  };
}

/** An SOP as the tickets of this routine go through it: out of its first step within the time the routine gives. */
export function hurriedSop(
  { key, open, review, by }: Routine,
  sops: Content['latest'],
): readonly (readonly [routine: string, sop: Sop])[] {
  const sop = sops[(open ?? review)?.sop ?? ''];
  const first = sop?.states[sop.initial];
  if (!sop || !first || by === null) return [];
  const kept = first.limit ?? { warn: null, lateReason: false };
  const limit = { warn: kept.warn, lateReason: kept.lateReason, within: by, clock: 'business' as const };
  return [[key, { ...sop, states: { ...sop.states, [first.key]: { ...first, limit } } }]];
}

export function strangeOwners({ routines, members, roles }: DeskFile, yaml: YamlSource): Problem[] {
  const known = {
    member: { ids: Object.keys(members), under: 'members' },
    role: { ids: [...HOUSE_ROLES, ...Object.keys(roles)], under: 'roles' },
  };
  return Object.entries(routines).flatMap(([key, { owner }]) => {
    const [kind, id = ''] = owner?.split(':') ?? [];
    if (kind !== 'member' && kind !== 'role') return [];
    const { ids, under } = known[kind];
    return ids.includes(id)
      ? []
      : yaml.problem(
          ['routines', key, 'owner'],
          `expected a ${kind}, got ${JSON.stringify(id)}`,
          suggest(id, ids, `add it under "${under}"`),
        );
  });
}
