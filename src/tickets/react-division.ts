/** What follows when the work is divided anew: whoever is in it hears of it, whoever is out of it too, and due days are set. */

import { ourHands, partParam } from './division.js';
import type { Happening, Reaction } from './happening.js';
import { listed } from './labels.js';
import { notice } from './notices.js';
import { handsIn, type Part } from './part.js';
import { timersOfParts } from './part-timers.js';
import type { Notice, NoticeTo, TimerSet } from './reactions.js';
import { inCharge, others } from './recipients.js';
import type { Params } from './say-params.js';

/** Judged by what the list was and is, so that what was undone is told and set like what was done. */
export function ofDivision(happening: Happening): Reaction {
  const { before, after, events } = happening;
  const was = before?.division ?? [];
  const listed = events.flatMap((event) =>
    event.type === 'partSet' && event.instead?.listed ? event.part.no : [],
  );
  return {
    ...waking(happening),
    notices:
      was === after.division
        ? []
        : [...new Set([...was, ...after.division].map(({ no }) => no))]
            .filter((no) => !listed.includes(no))
            .flatMap((no) => told(numbered(was, no), numbered(after.division, no), happening)),
  };
}

const numbered = (division: readonly Part[], no: number) => division.find((part) => part.no === no) ?? null;

/** What was set for a stay goes with it; within one, only what is another moment now. */
function waking({ before, after, facts }: Happening): Reaction {
  const now = timersOfParts(after, facts);
  if (before === null || before.visit !== after.visit) return { timers: now };
  if (before.division === after.division) return {};
  const was = timersOfParts(before, facts);
  const among = (all: readonly TimerSet[], { rule, dueAt }: TimerSet) =>
    all.some((one) => one.rule === rule && one.dueAt === dueAt);
  return {
    voidRules: was.filter((one) => !among(now, one)).map(({ rule }) => rule),
    timers: now.filter((one) => !among(was, one)),
  };
}

function told(was: Part | null, is: Part | null, happening: Happening): readonly Notice[] {
  const { after, events, facts } = happening;
  const part = is ?? was;
  if (part === null || was === is) return [];
  const by = events.at(-1)?.by ?? 'system';
  const extra = paramsOf(part, by);
  const say = (
    key: 'part_owner' | 'part_with' | 'part_gone' | 'part_done' | 'part_due',
    to: readonly NoticeTo[],
    tone: Notice['tone'] = 'info',
  ) =>
    notice(key, others(to, by), after, facts, { audience: 'assignee', tone, extra, actions: ACTIONS[key] });
  const members = (ids: readonly string[]) => ids.map((id): NoticeTo => ({ to: 'member', id }));
  const ours = members(ourHands(part, after, facts));
  if (is?.remindedAt && !was?.remindedAt) {
    const owner = ours.filter(({ id }) => id === is.owner);
    return say('part_due', owner.length > 0 ? owner : inCharge(after, facts), 'warning');
  }
  if (is?.doneAt && !was?.doneAt) return say('part_done', inCharge(after, facts), 'good');
  const out = was ? ourHands(was, after, facts).filter((id) => !is || !handsIn(is).includes(id)) : [];
  return [
    ...say('part_gone', members(out), 'neutral'),
    ...(is
      ? [
          ...say(
            'part_owner',
            ours.filter(({ id }) => id === is.owner),
          ),
          ...say(
            'part_with',
            ours.filter(({ id }) => id !== is.owner),
          ),
        ]
      : []),
  ];
}

const ACTIONS = { part_owner: [], part_with: [], part_gone: [], part_done: [], part_due: ['part_done'] };

function paramsOf(part: Part, by: string): Params {
  const { owner, collaborators, standard, due } = part;
  const unsaid = { message: 'division.unsaid' };
  const person = (id: string) => ({ person: `member:${id}` });
  return {
    part: partParam(part),
    by: { person: by },
    owner: owner === null ? unsaid : person(owner),
    collaborators: collaborators === null ? unsaid : listed(collaborators.map(person)),
    standard: standard ?? unsaid,
    due: due === null ? unsaid : { date: due },
  };
}
