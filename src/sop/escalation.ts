/** 升级阶梯: whom a clock that runs out tells, rung by rung, and which tickets climb which ladder. */
import type { Duration } from '../calendar/duration.js';
import type { Role, Text } from '../people/people.js';
import type { CHANNELS, EscalationFile } from './escalation-schema.js';
import { suggest } from './nearest.js';
import { PRIORITIES, type Priority } from './priority.js';
import type { Problem } from './problem.js';
import { recordOf } from './record.js';
import type { ClockName } from './sla.js';
import type { Path, YamlSource } from './yaml-source.js';

/** `lead`: whoever leads the queue's team; `leader`: the handler's own; `queue`: the team's group; `owner`: of the routine that opened it. */
export type RungTo = 'assignee' | 'owner' | 'leader' | 'lead' | 'department' | 'queue' | `role:${Role}`;

export interface Rung {
  /** A share of what the clock allows, in percent, or so long before or after it is due. */
  readonly at: { readonly share: number } | { readonly side: 'before' | 'after'; readonly time: Duration };
  readonly to: readonly RungTo[];
  /** `urgent`: at once, whatever hour it is, and by paging; `digest`: gathered with others. */
  readonly via: (typeof CHANNELS)[number];
  readonly repeat: Duration | null;
  /** How often it tells, the first included. */
  readonly times: number;
  /** So long before, the handler is told that it comes. */
  readonly courtesy: Duration | null;
}

export interface Ladder {
  readonly key: string;
  readonly name: Text;
  readonly rungs: readonly Rung[];
  /** An acknowledgement holds for so long without an act. */
  readonly idle: Duration;
}

/** Absent parts do not matter. */
export interface LadderRule {
  readonly clocks: readonly ClockName[] | null;
  readonly priorities: readonly Priority[] | null;
  readonly queues: readonly string[] | null;
  readonly sops: readonly string[] | null;
  readonly routines: readonly string[] | null;
  /** Key of the ladder. */
  readonly ladder: string;
}

export interface Escalation {
  readonly ladders: Readonly<Record<string, Ladder>>;
  /** In the order of the file: the first that fits. Where none does, a ticket is escalated as limits always were. */
  readonly rules: readonly LadderRule[];
}

/** Nobody silences a ladder for ever by one tap. */
const IDLE: Duration = { days: 0, ms: 3_600_000 };

export function escalationOf(file: EscalationFile | undefined): Escalation {
  return {
    ladders: recordOf(file?.ladders ?? {}, ({ name, rungs, idle }, key) => ({
      ...{ key, name, idle: idle ?? IDLE },
      rungs: rungs.map(({ at, to, via, repeat, times, courtesy }) => ({
        ...{ at, via, to: to as RungTo[], times: times ?? 1 },
        ...{ repeat: repeat ?? null, courtesy: courtesy ?? null },
      })),
    })),
    rules: (file?.use ?? []).map(({ limit, priority, queue, sop, routine, ladder }) => ({
      clocks: limit?.map((one) => (one === 'step' ? 'limit' : one) as ClockName) ?? null,
      ...{ priorities: (priority as Priority[] | undefined) ?? null, queues: queue ?? null },
      ...{ sops: sop ?? null, routines: routine ?? null, ladder },
    })),
  };
}

/** The first rule that fits; null: none does. */
export function ladderFor(
  { ladders, rules }: Escalation,
  of: {
    readonly priority: Priority;
    readonly queue: string;
    readonly sop: string;
    readonly routine: string | null;
    readonly clock: ClockName;
  },
): Ladder | null {
  const fits = <T>(meant: readonly T[] | null, one: T) => meant === null || meant.includes(one);
  const rule = rules.find(
    ({ clocks, priorities, queues, sops, routines }) =>
      fits(clocks, of.clock) &&
      fits(priorities, of.priority) &&
      fits(queues, of.queue) &&
      fits(sops, of.sop) &&
      fits<string | null>(routines, of.routine),
  );
  return (rule && ladders[rule.ladder]) ?? null;
}

/** Every rule leads to a ladder, of which each is climbed by somebody; every rung to a role there is. `yaml` is the whole desk. */
export function checkEscalation(
  { ladders, rules }: Escalation,
  yaml: YamlSource,
  known: {
    readonly queues: readonly string[];
    readonly sops: readonly string[];
    readonly routines: readonly string[];
    readonly roles: readonly string[];
  },
): Problem[] {
  const problems: Problem[] = [];
  const lookUp = (path: Path, what: string, got: string, names: readonly string[], otherwise: string) => {
    if (names.includes(got)) return;
    const message = `expected ${what}, got ${JSON.stringify(got)}`;
    problems.push(yaml.problem(['escalation', ...path], message, suggest(got, names, otherwise)));
  };
  for (const { key, rungs } of Object.values(ladders)) {
    rungs.forEach(({ to }, n) => {
      for (const one of to)
        if (one.startsWith('role:'))
          lookUp(
            ['ladders', key, 'rungs', n, 'to'],
            'a role',
            one.slice(5),
            known.roles,
            'add it under "roles"',
          );
    });
    if (!rules.some(({ ladder }) => ladder === key))
      problems.push(
        yaml.problem(
          ['escalation', 'ladders', key],
          `expected a rule under "use" that leads to the ladder ${JSON.stringify(key)}, got none`,
          `add "- { ladder: ${key} }" there, or remove the ladder`,
        ),
      );
  }
  rules.forEach(({ ladder, queues, sops, routines }, n) => {
    lookUp(['use', n, 'ladder'], 'a ladder', ladder, Object.keys(ladders), 'add it under "ladders"');
    for (const queue of queues ?? [])
      lookUp(['use', n, 'queue'], 'a queue', queue, known.queues, 'add it under "queues"');
    for (const sop of sops ?? []) lookUp(['use', n, 'sop'], 'an SOP', sop, known.sops, 'add it to sops/');
    for (const routine of routines ?? [])
      lookUp(['use', n, 'routine'], 'a routine', routine, known.routines, 'add it under "routines"');
    const before = rules.findIndex((earlier, at) => at < n && covers(earlier, rules[n] as LadderRule));
    if (before >= 0)
      problems.push(
        yaml.problem(
          ['escalation', 'use', n],
          `expected a rule that some ticket comes to, got one that rule ${before + 1} leaves nothing`,
          'put it before that one, or remove it',
        ),
      );
  });
  return problems;
}

/** Whatever the later rule means, the earlier one means as well. */
function covers(earlier: LadderRule, later: LadderRule): boolean {
  const all = <T>(wide: readonly T[] | null, narrow: readonly T[] | null) =>
    wide === null || (narrow?.every((one) => wide.includes(one)) ?? false);
  const everyPriority = PRIORITIES.every((one) => earlier.priorities?.includes(one) ?? true);
  return (
    all(earlier.clocks, later.clocks) &&
    (everyPriority || all(earlier.priorities, later.priorities)) &&
    all(earlier.queues, later.queues) &&
    all(earlier.sops, later.sops) &&
    all(earlier.routines, later.routines)
  );
}
