/** Compiles `desk.yaml`: who and what there is, and whether they fit together. */
import { HOUSE_ROLES } from '../people/people.js';
import { categoriesOf } from './categories.js';
import { choicesOf } from './choices.js';
import type { Content, Hook } from './content-form.js';
import { checkCustomers, customersOf } from './customers.js';
import { type DeskFile, deskFile } from './desk-schema.js';
import { effortsOf } from './efforts.js';
import { escalationOf } from './escalation.js';
import { leaderProblems } from './leaders.js';
import { suggest } from './nearest.js';
import { checkNorthStars, northStarsOf } from './north-star.js';
import { checkGrading, gradingOf } from './priority.js';
import type { Problem } from './problem.js';
import { reachOf } from './reach.js';
import { optional, record, recordOf } from './record.js';
import { reminderOf } from './reminders.js';
import { routineOf, strangeOwners } from './routines.js';
import { routingOf } from './routing.js';
import { shiftsOf } from './shifts.js';
import { checkShifts } from './shifts-use.js';
import { extensionsOf, slaOf } from './sla.js';
import { checkSla } from './sla-use.js';
import { readYaml, type Source, type YamlSource } from './yaml-source.js';
import { zodProblems } from './zod-problems.js';

export type Desk = Pick<
  Content,
  | 'company'
  | 'sample'
  | 'publishers'
  | 'teams'
  | 'northStars'
  | 'queues'
  | 'calendars'
  | 'roles'
  | 'members'
  | 'hooks'
  | 'routines'
  | 'reminders'
  | 'lateReasons'
  | 'efforts'
  | 'customers'
  | 'grading'
  | 'categories'
  | 'routing'
  | 'shifts'
  | 'escalation'
  | 'sla'
  | 'extensions'
  | 'reach'
  | 'human'
>;

/** The desk with the file to point at; `problems` are of names that lead nowhere, and the desk may still be used to check the rest. */
export interface DeskDraft {
  readonly desk: Desk;
  readonly yaml: YamlSource;
  readonly problems: readonly Problem[];
}

export function draftDesk(
  source: Source,
): DeskDraft | { readonly desk: null; readonly problems: readonly Problem[] } {
  const read = readYaml(source);
  if ('problems' in read) return { desk: null, problems: read.problems };
  const { yaml } = read;
  const parsed = deskFile.safeParse(yaml.value);
  if (!parsed.success) return { desk: null, problems: zodProblems(yaml, parsed.error) };
  const desk = deskOf(parsed.data);
  return {
    desk,
    yaml,
    problems: [
      ...namesThatLeadNowhere(parsed.data, yaml),
      ...strangeOwners(parsed.data, yaml),
      ...checkCustomers(desk.customers, yaml),
      ...checkGrading(parsed.data.priority, yaml),
      ...checkSla(desk, yaml),
      ...checkShifts(desk, yaml),
      ...checkNorthStars(parsed.data.teams, yaml),
    ],
  };
}

function deskOf(file: DeskFile): Desk {
  return {
    company: file.company,
    sample: file.sample,
    publishers: file.publishers,
    calendars: list(file.calendars).map(([key, calendar]) => ({ key, ...calendar })),
    teams: list(file.teams).map(([id, { name, chats }]) => ({ id, name, chats: chats ?? [] })),
    northStars: northStarsOf(file.teams),
    queues: list(file.queues).map(([id, queue]) => ({ id, ...queue })),
    roles: file.roles,
    members: list(file.members).map(([id, { identities, leader, skills, ...member }]) => ({
      id,
      ...member,
      skills: skills ?? [],
      leader: leader ?? null,
      identities: record(list(identities ?? {})),
    })),
    hooks: recordOf(file.hooks, (types) => recordOf(types, hookOf)),
    routines: list(file.routines).map(([key, written]) => routineOf(key, written)),
    reminders: list(file.reminders).map(([key, written]) => reminderOf(key, written)),
    lateReasons: choicesOf(file.late_reasons),
    efforts: effortsOf(file.efforts),
    customers: customersOf(file.customers),
    grading: gradingOf(file.priority),
    categories: categoriesOf(file.categories),
    routing: routingOf(file.routing),
    shifts: shiftsOf(file.shifts),
    escalation: escalationOf(file.escalation),
    sla: slaOf(file.sla),
    extensions: extensionsOf(file.extensions),
    reach: reachOf(file.reach),
    human: file.human?.sop ?? null,
  };
}

/** The schema saw to it that it is one or the other. */
function hookOf(file: DeskFile['hooks'][string][string]): Hook {
  const { transition = '', check, ok = '', reason, fields, order } = file;
  if (check !== undefined) return { check, ok, reason: reason ?? null };
  return {
    transition,
    fields: record(list(fields ?? {})),
    order: order ? { ref: order.ref, ...optional('amount', order.amount) } : null,
  };
}

const list = <T>(of: Readonly<Record<string, T>>): [string, T][] => Object.entries(of);

function namesThatLeadNowhere(file: DeskFile, yaml: YamlSource): Problem[] {
  const problems: Problem[] = [];
  const lookUp = (path: PropertyKey[], what: 'team' | 'queue' | 'calendar', id: string) => {
    const known = Object.keys(file[`${what}s`]);
    if (!known.includes(id))
      problems.push(
        yaml.problem(
          path,
          `expected a ${what}, got ${JSON.stringify(id)}`,
          suggest(id, known, `add it under "${what}s"`),
        ),
      );
  };
  for (const [id, queue] of list(file.queues)) {
    lookUp(['queues', id, 'team'], 'team', queue.team);
    lookUp(['queues', id, 'calendar'], 'calendar', queue.calendar);
  }
  for (const [key, routine] of list(file.routines)) {
    lookUp(['routines', key, 'tell'], 'queue', routine.tell);
    routine.review?.of?.forEach((id, index) => {
      lookUp(['routines', key, 'review', 'of', index], 'queue', id);
    });
    lookUp(['routines', key, 'calendar'], 'calendar', routine.calendar);
  }
  for (const [key, { tell, calendar }] of list(file.reminders)) {
    if (tell !== undefined && tell !== 'requester') lookUp(['reminders', key, 'tell'], 'queue', tell);
    if (calendar !== undefined) lookUp(['reminders', key, 'calendar'], 'calendar', calendar);
  }
  const accounts = new Map<string, string>();
  const roles = [...HOUSE_ROLES, ...Object.keys(file.roles)];
  for (const own of Object.keys(file.roles))
    if ((HOUSE_ROLES as readonly string[]).includes(own))
      problems.push(
        yaml.problem(
          ['roles', own],
          `expected a role of your own, got ${JSON.stringify(own)}, which is one of ours`,
          'remove it, or give it another name',
        ),
      );
  const lookUpRoles = (path: PropertyKey[], named: readonly string[]) => {
    named.forEach((role, index) => {
      if (!roles.includes(role))
        problems.push(
          yaml.problem(
            [...path, index],
            `expected one of ${roles.join(', ')}, got ${JSON.stringify(role)}`,
            suggest(role, roles, 'add it under "roles"'),
          ),
        );
    });
  };
  lookUpRoles(['publishers'], file.publishers);
  for (const [id, member] of list(file.members)) {
    lookUpRoles(['members', id, 'roles'], member.roles);
    problems.push(...leaderProblems(id, file, yaml));
    member.teams.forEach((team, index) => {
      lookUp(['members', id, 'teams', index], 'team', team);
    });
    for (const [platform, account] of list(member.identities ?? {})) {
      const other = accounts.get(`${platform}:${account}`);
      if (other !== undefined)
        problems.push(
          yaml.problem(
            ['members', id, 'identities', platform],
            `expected an account of one member, got ${JSON.stringify(account)}, which is ${other}'s on ${platform}`,
            'correct one of the two',
          ),
        );
      accounts.set(`${platform}:${account}`, id);
    }
  }
  return problems;
}
