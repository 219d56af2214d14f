/** What a check of an SOP is: a function that looks at it and files problems. */
import type { Known } from './known.js';
import type { Sop } from './sop.js';
import type { Path } from './yaml-source.js';

/** Files one problem: where in the YAML, what was expected and got, how to mend it. */
export type Report = (path: Path, message: string, mend: string) => void;

export type Check = (sop: Sop, known: Known, report: Report) => void;
