/** Every report there is: a new one is a `.sql`, a file beside this, and a line here. */
import { effort } from './effort.js';
import { nps } from './nps.js';
import { overview } from './overview.js';
import type { Report } from './report.js';
import { steps } from './steps.js';

export const reports: readonly Report[] = [overview, steps, effort, nps];
