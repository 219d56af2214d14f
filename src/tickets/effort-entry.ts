/** What is asked of time that is logged, how the answers are read, and what cannot be. */
import { z } from 'zod';
import { teamOf } from '../people/staff.js';
import type { Field } from '../sop/sop.js';
import type { Permission } from './action.js';
import { gotOf, saidPlainly } from './answers/said.js';
import { findPart } from './division.js';
import { type Effort, minutesOf, spentOn } from './effort.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { roleHolders } from './holders.js';
import { invalidInput, isBlank, readAnswer } from './input.js';
import { handsIn } from './part.js';
import { whichPart } from './part-questions.js';
import { question } from './questions.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import { allOf, anyOf, memberOfTeam, staff } from './rules.js';
import { spanLetters } from './span-said.js';
import type { Ticket } from './ticket.js';

/** Nobody works longer on one day. */
const DAY_MINUTES = 24 * 60;
/** Whoever needs more has another ticket in this one. */
const MOST_ENTRIES = 200;

const SPENT = {
  ...question('spent', 'text', { 'zh-CN': '用了多久', en: 'Time spent' }, { max: 40 }),
  hint: { 'zh-CN': '例如 30 分钟、1.5 小时', en: 'Such as 30m or 1.5h' },
};
const KIND = question('kind', 'choice', { 'zh-CN': '工时类型', en: 'Kind of effort' });
const DAY = question('day', 'date', { 'zh-CN': '哪一天', en: 'Which day' });
const TEXT = {
  ...question('text', 'text', { 'zh-CN': '做了什么', en: 'What was done' }, { max: 200 }),
  required: false,
};

/** What may be said of time that was spent, in any order. */
export const effortSaid = z.strictObject({
  spent: z.string().trim().max(40).optional(),
  kind: z.string().trim().max(40).optional(),
  day: z.string().trim().max(40).optional(),
  part: z.string().trim().max(200).optional(),
  text: z.string().trim().max(200).optional(),
});
type EffortSaid = z.infer<typeof effortSaid>;
/** Which of the entries is meant, by its number. */
export const entrySaid = z.string().trim().max(10).optional();

type Logged = Extract<TicketEvent, { type: 'effortLogged' }>;
type Entry = Pick<Logged, 'kind' | 'minutes' | 'day' | 'partNo' | 'text'>;

const kindsNamed: Permission = (_ticket, { efforts = [] }) =>
  efforts.length === 0 ? refuse('no_effort_kinds') : null;

/** Whoever has a part of the work, whatever their role. */
const dividedTo: Permission = (ticket, facts) => {
  const { actor } = facts;
  const theirs = ticket.division.some((part) => actor.kind === 'member' && handsIn(part).includes(actor.id));
  return theirs
    ? memberOfTeam(ticket, facts)
    : refuse('not_allowed', { holder: roleHolders(['agent', 'lead'], ticket.queue, facts) });
};

/** Time is logged by whoever does the work. */
export const worksOnIt = allOf(anyOf(staff, dividedTo), kindsNamed);

/** What a form asks: all of it that may be said. */
export function effortAsked(ticket: Ticket, facts: Facts): readonly Field[] {
  const part = { ...whichPart(ticket.division), required: false };
  return [SPENT, kindAsked(facts), ...(ticket.division.length > 0 ? [part] : []), TEXT];
}

const kindAsked = ({ efforts = [] }: Facts): Field => ({ ...KIND, choices: efforts });

/** What is said of it, over what stood there before. */
export function readEffort(
  said: EffortSaid,
  before: Entry,
  { no, who }: Pick<Effort, 'no' | 'who'>,
  ticket: Ticket,
  facts: Facts,
): Entry | Refusal {
  const team = teamOf(facts.directory, ticket.queue)?.id ?? '';
  const reading = { directory: facts.directory, team, today: facts.today };
  const wrong: Record<string, Refusal> = {};
  const read = <T>(key: keyof EffortSaid, known: T, how: (raw: string) => T | Refusal): T => {
    const raw = said[key];
    if (raw === undefined || isBlank(raw)) return known;
    const got = how(raw);
    if (!isRefusal(got)) return got;
    wrong[key] = got;
    return known;
  };
  const answered = (field: Field) => (raw: string) => {
    const got = readAnswer(field, raw, reading);
    return isRefusal(got) ? got : String(got.value);
  };
  const minutes = read('spent', before.minutes, readMinutes);
  const kind = read('kind', before.kind, answered(kindAsked(facts)));
  const day = read('day', before.day, answered(DAY));
  const partNo = read('part', before.partNo, (raw) => {
    const part = findPart(ticket, raw);
    return isRefusal(part) ? part : part.no;
  });
  const text = read('text', before.text, answered(TEXT));
  if (day > facts.today) wrong.day ??= refuse('effort_ahead', { got: { date: day } });
  const others = ticket.efforts.filter((one) => one.who === who && one.day === day && one.no !== no);
  const sum = minutesOf(others) + minutes;
  if (sum > DAY_MINUTES)
    wrong.spent ??= refuse('effort_too_long', { day: { date: day }, hours: Math.round(sum / 6) / 10 });
  if (Object.keys(wrong).length > 0) return invalidInput(wrong);
  return {
    ...{ kind, minutes, day },
    ...(partNo === undefined ? {} : { partNo }),
    ...(text === undefined ? {} : { text }),
  };
}

/** '30m', '1h30m', '1.5小时', and minutes as a mere number. */
function readMinutes(said: string): number | Refusal {
  const [, hours = '0', minutes = '0'] =
    /^(?:(\d{1,3}(?:\.\d{1,2})?)h)?(?:(\d{1,5})m?)?$/u.exec(spanLetters(said)) ?? [];
  const all = Math.round(Number(hours) * 60) + Number(minutes);
  return all > 0 ? all : refuse('wrong_span', { got: gotOf(said) });
}

export function tooMany({ efforts }: Ticket): Refusal | null {
  return efforts.length >= MOST_ENTRIES ? refuse('too_many_efforts', { max: MOST_ENTRIES }) : null;
}

/** Entries of this team that the actor may mend: their own, and for a lead those of everybody. */
function mendable(ticket: Ticket, { actor, directory }: Facts, leads: boolean): readonly Effort[] {
  const team = teamOf(directory, ticket.queue)?.id;
  return spentOn(ticket.efforts).filter(
    ({ who, queue }) =>
      teamOf(directory, queue)?.id === team && (leads || (actor.kind === 'member' && actor.id === who)),
  );
}

/** The entry that is meant; which of them has to be asked, or why it is none that the actor may mend. */
export function findEffort(
  ticket: Ticket,
  said: string,
  facts: Facts,
  leads: boolean,
): Effort | Refusal | { readonly which: Field } {
  const own = mendable(ticket, facts, leads);
  const [only] = own;
  if (!only) return refuse('no_effort');
  if (isBlank(said)) return own.length === 1 ? only : { which: whichEffort(own, facts) };
  const no = Number(/^#?(\d{1,4})$/u.exec((saidPlainly(said) ?? '').trim())?.[1]);
  const meant = spentOn(ticket.efforts).find((one) => one.no === no);
  if (!meant) return refuse('unknown_effort', { said });
  if (!own.includes(meant))
    return refuse('not_your_effort', {
      no,
      holder: [{ person: `member:${meant.who}` }, ...roleHolders(['lead'], ticket.queue, facts)],
    });
  return meant;
}

function whichEffort(entries: readonly Effort[], { efforts = [], directory }: Facts): Field {
  const choices = entries.map(({ no, kind, minutes, day, who }) => {
    const label = efforts.find(({ value }) => value === kind)?.label ?? { 'zh-CN': kind, en: kind };
    const name = directory.members.get(who)?.name ?? who;
    return {
      value: String(no),
      label: {
        'zh-CN': `${no} ${day} ${name} ${label['zh-CN']} ${minutes} 分钟`,
        en: `${no} ${day} ${name} ${label.en} ${minutes}m`,
      },
    };
  });
  return { ...question('entry', 'choice', { 'zh-CN': '哪一条工时', en: 'Which entry' }), choices };
}
