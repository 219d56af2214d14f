/** A red line stands on a number, rests on a number, and is looked at by a step. */
import type { Known } from '../known.js';
import { suggest } from '../nearest.js';
import { own } from '../record.js';
import type { Report } from '../report.js';
import type { Field, Sop } from '../sop.js';
import type { Path } from '../yaml-source.js';

export function checkRedLine(field: Field, at: Path, sop: Sop, { roles }: Known, report: Report): void {
  const { redLine, key } = field;
  if (redLine === undefined) return;
  const here = [...at, 'red_line'];
  if (!counts(field))
    report(
      here,
      `expected a red line on a number or money, got type ${field.type}`,
      'remove it, or change the type',
    );
  const { atLeast, approve } = redLine;
  const line = typeof atLeast === 'string' ? own(sop.fields, atLeast) : undefined;
  if (typeof atLeast === 'string' && (line === undefined || !counts(line)))
    report(
      [...here, 'at_least'],
      `expected a field of type number or money, got ${JSON.stringify(atLeast)}`,
      suggest(
        atLeast,
        Object.values(sop.fields)
          .filter(counts)
          .map((each) => each.key),
        'add it under "fields"',
      ),
    );
  approve?.forEach((role, index) => {
    if (!roles.includes(role))
      report(
        [...here, 'approve', index],
        `expected a role that may act, got ${JSON.stringify(role)}`,
        suggest(role, roles, 'add it under "roles" in desk.yaml'),
      );
  });
  const waits = Object.values(sop.transitions).some(({ when }) =>
    when.some((guard) => guard.guard === 'has' && guard.fields.includes(key)),
  );
  if (approve !== null && !waits)
    report(
      here,
      `expected a step that waits for ${key}, so that somebody is asked, got none`,
      `add "when: { has: [${key}] }" to the step that must not be taken alone`,
    );
}

const counts = ({ type }: Field): boolean => type === 'number' || type === 'money';
