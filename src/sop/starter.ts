/** The first content folder of a company's own: the SOPs it chose from what is shipped, and a desk that serves them. */
import type { CalendarSpec } from '../calendar/calendar-spec.js';
import type { Queue, Team, Text } from '../people/people.js';
import { checkedBy } from './checked-by.js';
import { compileContent } from './content.js';
import type { Content, Hook, Reminder } from './content-form.js';
import { ownRoles } from './own-roles.js';
import { own } from './record.js';
import type { Sop } from './sop.js';
import { type StarterAdmin, type StarterDesk, starterDesk } from './starter-desk.js';
import { teamsCalled } from './team-ids.js';
import type { Source } from './yaml-source.js';

export interface StarterAnswers {
  readonly company: Text;
  /** What they are called; the first one serves whatever is given to nobody else. */
  readonly teams: readonly string[];
  readonly tz: string;
  readonly week: CalendarSpec['week'];
  /** China's official holidays and make-up workdays. */
  readonly holidays: boolean;
  readonly sops: readonly ChosenSop[];
  readonly admin: StarterAdmin;
}

export interface ChosenSop {
  readonly key: string;
  /** The team that serves it, by its name; null: the first. */
  readonly team: string | null;
}

/** `library`: a content folder without a problem, as it is shipped. The same answers give the same files. */
export function starter(library: readonly Source[], answers: StarterAnswers): readonly Source[] {
  const compiled = compileContent(library);
  if ('problems' in compiled)
    throw new Error(`starter: expected a library without a problem, got ${compiled.problems[0]?.message}`);
  const { content } = compiled;
  const keys = withHandedOver(content, answers.sops);
  const kept = library.filter(({ path }) => isKept(path, content, keys));
  const desk = deskFor(content, keys, answers, kept);
  const sample = library.find(({ path }) => path === 'desk.yaml')?.text ?? '';
  return [{ path: 'desk.yaml', text: starterDesk(desk, sample) }, ...kept];
}

/** The chosen ones and those they hand their tickets over to. */
function withHandedOver({ latest }: Content, chosen: readonly ChosenSop[]): readonly string[] {
  const keys = new Set(chosen.map(({ key }) => key));
  // A set gives what is added while it is walked, too.
  for (const key of keys) {
    const sop = own(latest, key);
    if (!sop) throw new Error(`starter: expected an SOP of the library, got ${key}`);
    for (const { do: effects } of Object.values(sop.transitions))
      for (const effect of effects) if (effect.effect === 'open') keys.add(effect.sop);
  }
  return [...keys];
}

/** What belongs to one SOP carries its key in its name; everything else is the house's. */
function isKept(path: string, { latest }: Content, keys: readonly string[]): boolean {
  const [folder, ...rest] = path.split('/');
  if (folder === 'tables') return keys.some((key) => usesTable(latest[key], path));
  if (folder === 'sops') return keys.some((key) => path === `sops/${key}.v${latest[key]?.version}.yaml`);
  if (folder !== 'messages' && folder !== 'replies') return false;
  const of = /^(?:say-)?(.+)\.ya?ml$/u.exec(rest.at(-1) ?? '')?.[1] ?? '';
  return own(latest, of) === undefined || keys.includes(of);
}

function usesTable(sop: Sop | undefined, path: string): boolean {
  const steps = Object.values(sop?.transitions ?? {});
  const fields = [...Object.values(sop?.fields ?? {}), ...steps.flatMap(({ input }) => input)];
  return fields.some(({ tableKey }) => path === `tables/${tableKey}.csv`);
}

function deskFor(
  content: Content,
  keys: readonly string[],
  answers: StarterAnswers,
  kept: readonly Source[],
): StarterDesk {
  const { company, tz, week, holidays, admin } = answers;
  const teams = teamsCalled(answers.teams, company['zh-CN']);
  const queues = queuesFor(content, keys, teams, answers.sops);
  const routines = content.routines.filter((routine) =>
    fits({ ...routine, open: routine.open ?? routine.review }, keys, queues, kept),
  );
  const reminders = content.reminders.filter((reminder) => fits(told(reminder), keys, queues, kept));
  const meet = keys.some((key) => meetsCustomers(content.latest[key]));
  return {
    company,
    calendar: { tz, week, ...(holidays ? { holidays: 'cn' as const } : {}) },
    teams,
    queues,
    admin: {
      ...admin,
      roles: [...new Set([...admin.roles, 'admin', 'lead'])],
      teams: teams.map(({ id }) => id),
    },
    hooks: hooksFor(content, keys),
    routines: routines.map(({ key }) => key),
    reminders: reminders.map(({ key }) => key),
    roles: rolesFor(content, keys),
    human: content.human !== null && keys.includes(content.human),
    customers: meet || reminders.length > 0 || routines.some(({ open }) => open !== null),
  };
}

/** Roles of the house's own that somebody must be able to hold. */
function rolesFor({ roles, latest, publishers }: Content, keys: readonly string[]): readonly string[] {
  const used = keys.flatMap((key) => latest[key] ?? []).flatMap((sop) => ownRoles(sop, roles));
  return Object.keys(roles).filter((role) => used.includes(role) || publishers.includes(role));
}

/** Those that the SOPs wait in, with the names they have in the library. */
function queuesFor(
  content: Content,
  keys: readonly string[],
  teams: readonly Team[],
  chosen: readonly ChosenSop[],
): readonly Queue[] {
  const [first] = teams;
  const sops = keys.flatMap((key) => content.latest[key] ?? []);
  const needed = new Set(
    sops.flatMap(({ queue, states, transitions }) => [
      queue,
      ...Object.values(transitions).flatMap(({ do: effects }) =>
        effects.flatMap((effect) => (effect.effect === 'open' ? (effect.queue ?? []) : [])),
      ),
      ...Object.values(states).flatMap(({ owner }) =>
        owner?.startsWith('queue:') ? [owner.slice('queue:'.length)] : [],
      ),
    ]),
  );
  return content.queues
    .filter(({ id }) => needed.has(id))
    .map((queue) => {
      const given = chosen.find(({ key, team }) => team !== null && content.latest[key]?.queue === queue.id);
      const team = teams.find(({ name }) => name['zh-CN'] === given?.team) ?? first;
      return { ...queue, team: team?.id ?? '', calendar: 'office' };
    });
}

/** By source, the types that set off a transition open to it in one of the SOPs, or answer a point of theirs. */
function hooksFor({ hooks, latest }: Content, keys: readonly string[]): StarterDesk['hooks'] {
  const sops = keys.flatMap((key) => latest[key] ?? []);
  const transitions = sops.flatMap((sop) => Object.values(sop.transitions));
  const set = (source: string, hook: Hook) =>
    'check' in hook
      ? sops.some((sop) => checkedBy(sop, source).includes(hook.check))
      : transitions.some(({ key, by }) => key === hook.transition && by.includes(`source:${source}`));
  return Object.entries(hooks).flatMap(([source, types]) => {
    const open = Object.entries(types).flatMap(([type, hook]) => (set(source, hook) ? [type] : []));
    return open.length > 0 ? [[source, open]] : [];
  });
}

interface Rule {
  readonly tell: string | null;
  readonly say: string | null;
  readonly open: { readonly sop: string } | null;
}

const told = ({ tell, open }: Reminder): Rule => ({
  tell: tell === null || tell.to === 'requester' ? null : tell.to.queue,
  say: tell?.say ?? null,
  open,
});

/** What tells a queue that is left out, opens an SOP that is, or whose text went with one, is none of theirs. */
function fits(
  { tell, say, open }: Rule,
  keys: readonly string[],
  queues: readonly Queue[],
  kept: readonly Source[],
): boolean {
  const written = (key: string) =>
    kept.some(({ path, text }) => path.startsWith('messages/') && new RegExp(`^ *${key}:`, 'mu').test(text));
  return (
    (open === null || keys.includes(open.sop)) &&
    (tell === null || queues.some(({ id }) => id === tell)) &&
    (say === null || written(say))
  );
}

/** It moves its customer along their journey, or counts from one of their dates. */
function meetsCustomers(sop: Sop | undefined): boolean {
  return (
    Object.values(sop?.states ?? {}).some(({ stage }) => stage !== null) ||
    Object.values(sop?.timers ?? {}).some(({ start }) => start.from === 'customer')
  );
}
