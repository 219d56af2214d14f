/** The YAML of a digest: which report a routine posts, of which days, and to whom. */
import { oneOf, shape } from './shape.js';

/** What may be asked for in chat. */
const REPORTS = ['overview', 'steps', 'effort'] as const;
const PERIODS = ['today', 'yesterday', 'this_week', 'last_week', 'this_month', 'last_month'] as const;
/** The team's group, or those of the team who may ask for numbers themselves. */
const READERS = ['team', 'lead', 'manager', 'admin'] as const;

export const routineReport = shape('a report to post, { of: overview, period: last_week }', {
  of: oneOf(REPORTS),
  period: oneOf(PERIODS),
  to: oneOf(READERS).default('team'),
});
