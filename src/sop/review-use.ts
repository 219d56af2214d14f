/** Where a review meets its SOP: everything asked at the start is filled, and what is filled has room for it. */
import type { Review } from './content-form.js';
import type { DeskDraft } from './desk.js';
import type { Known } from './known.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import { own } from './record.js';
import type { Report } from './report.js';
import type { Path } from './yaml-source.js';

/** What a review knows, and the type of field that has room for it. */
const KNOWN = { week: 'text', outliers: 'long_text' } as const;
/** Five lines of every kind, each with a long name of a step. */
const ROOM = 2_000;

export function checkReviews({ desk, yaml }: DeskDraft, known: Known): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message, mend) => problems.push(yaml.problem(path, message, mend));
  for (const { key, review } of desk.routines)
    if (review) checkReview(review, known, ['routines', key, 'review'], report);
  return problems;
}

function checkReview({ sop, copy }: Review, known: Known, at: Path, report: Report): void {
  const target = own(known.sops, sop);
  if (target === undefined)
    report(
      [...at, 'sop'],
      `expected an SOP, got ${JSON.stringify(sop)}`,
      suggest(sop, Object.keys(known.sops), `add sops/${sop}.v1.yaml`),
    );
  for (const [key, name] of Object.entries(copy)) {
    const path = [...at, 'copy', key];
    const type = own<string>(KNOWN, name);
    if (type === undefined)
      report(
        path,
        `expected week or outliers, got ${JSON.stringify(name)}`,
        suggest(name, Object.keys(KNOWN), 'write one of the two'),
      );
    if (!target) continue;
    const field = own(target.fields, key);
    if (field === undefined)
      report(
        path,
        `expected a field of ${sop}, got ${JSON.stringify(key)}`,
        suggest(key, Object.keys(target.fields), 'add it under "fields" there'),
      );
    else if (type !== undefined && field.type !== type)
      report(
        path,
        `expected a field of type ${type} in ${sop}, got ${key} of type ${field.type}`,
        `write "type: ${type}" at ${key} in ${sop}`,
      );
    else if (name === 'outliers' && field.max !== undefined && field.max < ROOM)
      report(
        path,
        `expected room for ${ROOM} characters in ${key} of ${sop}, got ${field.max}`,
        `write "max: ${ROOM}" or more there`,
      );
  }
  for (const field of Object.values(target?.fields ?? {}))
    if (field.intake && field.required && !Object.hasOwn(copy, field.key))
      report(
        at,
        `expected all that ${sop} asks at its start to be copied, got no ${field.key}`,
        `add "${field.key}: …" to "copy": there is nobody to ask`,
      );
}
