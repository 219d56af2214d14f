/** Where the routing rules meet the rest of the content: every name leads somewhere, and no rule stands behind one that takes all it means. */
import { isWithin } from './categories.js';
import type { DeskDraft } from './desk.js';
import type { Known } from './known.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import { own } from './record.js';
import type { Report } from './report.js';
import type { Condition, RoutingRule } from './routing.js';
import type { Path } from './yaml-source.js';

export function checkRouting(draft: DeskDraft, known: Known): Problem[] {
  const { desk, yaml } = draft;
  const problems: Problem[] = [];
  const report: Report = (path, message, mend) => problems.push(yaml.problem(path, message, mend));
  desk.routing.forEach((rule, index) => {
    const at = ['routing', rule.key];
    for (const condition of rule.when) checkCondition(condition, rule, draft, known, [...at, 'when'], report);
    checkHands(rule, draft, known, at, report);
    const before = desk.routing.slice(0, index).find((earlier) => takesAll(earlier, rule));
    if (before)
      report(
        at,
        `expected a rule that can match, got ${rule.key} after ${before.key}, which takes all of these`,
        `put ${rule.key} before ${before.key}, or remove it`,
      );
  });
  return problems;
}

/** Whatever fits the later one fits the earlier one: each of its conditions is at least as wide. */
function takesAll({ when }: RoutingRule, later: RoutingRule): boolean {
  return when.every((wide) =>
    later.when.some(
      (narrow) =>
        narrow.on === wide.on &&
        narrow.field === wide.field &&
        narrow.values.every((value) => wide.values.some((one) => covers(wide.on, one, value))),
    ),
  );
}

function covers(on: Condition['on'], wide: string, narrow: string): boolean {
  if (on === 'category') return isWithin(narrow, wide);
  if (on === 'keyword') return narrow.toLowerCase().includes(wide.toLowerCase());
  return narrow === wide;
}

function checkCondition(
  { on, field, values }: Condition,
  rule: RoutingRule,
  { desk }: DeskDraft,
  known: Known,
  at: Path,
  report: Report,
): void {
  if (on === 'field') {
    checkField(field ?? '', values, rule, known, [...at, 'field'], report);
    return;
  }
  const calendars = desk.calendars.map(({ key }) => key);
  const listed: Partial<Record<Condition['on'], readonly [what: string, names: readonly string[]]>> = {
    category: ['category', desk.categories.map(({ path }) => path)],
    sop: ['SOP', Object.keys(known.sops)],
    tier: ['tier of customers', desk.customers.tiers.map(({ value }) => value)],
    within: ['calendar', calendars],
    outside: ['calendar', calendars],
  };
  const [what, names] = listed[on] ?? ['', values];
  values.forEach((value, index) => {
    if (!names.includes(value)) unknown([...at, on, index], what, value, names, report);
  });
}

/** What is matched is shown to colleagues: no personal field may be asked for. */
function checkField(
  key: string,
  values: readonly string[],
  { when }: RoutingRule,
  known: Known,
  at: Path,
  report: Report,
): void {
  const sops = when.find(({ on }) => on === 'sop')?.values ?? Object.keys(known.sops);
  const forms = sops.flatMap((sop) => own(known.sops, sop) ?? []);
  const fields = forms.flatMap((form) => own(form.fields, key) ?? []);
  const [field] = fields;
  if (!field) {
    const names = new Set(forms.flatMap((form) => Object.keys(form.fields)));
    if (forms.length > 0) unknown([...at, key], 'field of an SOP', key, [...names], report);
  } else if (fields.some(({ personal }) => personal))
    report([...at, key], `expected a field that is not personal, got ${key}`, 'ask for another field');
  else if (fields.every(({ choices }) => choices !== null && choices !== undefined))
    values.forEach((value, index) => {
      const choices = fields.flatMap((each) => (each.choices ?? []).map((choice) => choice.value));
      if (!choices.includes(value)) unknown([...at, key, index], `value of ${key}`, value, choices, report);
    });
}

/** A rule that names a queue is looked at with the people of its team; where it waits anyway nobody knows before. */
function checkHands(
  { to, queue, skill }: RoutingRule,
  { desk }: DeskDraft,
  known: Known,
  at: Path,
  report: Report,
): void {
  const queues = desk.queues.map(({ id }) => id);
  if (queue !== null && !queues.includes(queue)) unknown([...at, 'queue'], 'queue', queue, queues, report);
  const team = desk.queues.find(({ id }) => id === queue)?.team;
  const serves = desk.members.filter(({ teams }) => team === undefined || teams.includes(team));
  const skills = [...new Set(serves.flatMap((member) => member.skills))];
  if (skill !== null && !skills.includes(skill))
    unknown([...at, 'skill'], team === undefined ? 'skill' : `skill of ${team}`, skill, skills, report);
  if (to?.way === 'role' && !known.roles.includes(to.who))
    unknown([...at, 'to'], 'role', to.who, known.roles, report);
  const ids = serves.map(({ id }) => id);
  if (to?.way === 'member' && !ids.includes(to.who))
    unknown([...at, 'to'], team === undefined ? 'member' : `member of ${team}`, to.who, ids, report);
}

function unknown(path: Path, what: string, got: string, names: readonly string[], report: Report): void {
  report(
    path,
    `expected a ${what}, got ${JSON.stringify(got)}`,
    suggest(got, names, 'add it to the content'),
  );
}
