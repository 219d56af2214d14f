/** Every errand, by its type: a new one is a file beside this and a line here. */
import { bind } from './bind.js';
import type { Errand } from './errand.js';
import { identities, unbind } from './identities.js';
import { publishing } from './publishing.js';
import { resign } from './resign.js';
import { versions } from './versions.js';

export const errands: Readonly<Record<string, Errand>> = {
  bind,
  identities,
  unbind,
  resign,
  publish: publishing,
  versions,
};
