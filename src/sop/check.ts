/** Asks whether an SOP makes sense: walks all its paths and looks up every name. Each check is a file in `checks/`. */
import { checkApproval } from './checks/approval.js';
import { checkAuto } from './checks/auto.js';
import { checkAutomatic } from './checks/automatic.js';
import { checkCustomerNames } from './checks/customers.js';
import { checkFields } from './checks/fields.js';
import { checkHandOver } from './checks/hand-over.js';
import { checkPaths } from './checks/paths.js';
import { checkResponsible } from './checks/responsible.js';
import { checkSteps } from './checks/steps.js';
import { checkTexts } from './checks/texts.js';
import { checkTimerStart } from './checks/timer-start.js';
import { checkTimers } from './checks/timers.js';
import { checkWords } from './checks/words.js';
import type { Draft } from './draft.js';
import type { Known } from './known.js';
import type { Problem } from './problem.js';
import type { Check, Report } from './report.js';

const CHECKS: readonly Check[] = [
  checkPaths,
  checkSteps,
  checkResponsible,
  checkApproval,
  checkAuto,
  checkAutomatic,
  checkFields,
  checkTexts,
  checkTimers,
  checkTimerStart,
  checkCustomerNames,
  checkHandOver,
  checkWords,
];

/** Everything that does not make sense, in the order of the file. */
export function checkSop({ sop, yaml }: Draft, known: Known): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message, mend) => problems.push(yaml.problem(path, message, mend));
  for (const check of CHECKS) check(sop, known, report);
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}
