/** Every errand, by its type: a new one is a file beside this and a line here. */
import type { Errand } from './errand.js';
import { resign } from './resign.js';

export const errands: Readonly<Record<string, Errand>> = { resign };
