/** Every errand, by its type: a new one is a file beside this and a line here. */
import { bind } from './bind.js';
import { editMember } from './edit-member.js';
import type { Errand } from './errand.js';
import { identities, unbind } from './identities.js';
import { logIn } from './log-in.js';
import { members } from './members.js';
import { publishing } from './publishing.js';
import { resign } from './resign.js';
import { versions } from './versions.js';

export const errands: Readonly<Record<string, Errand>> = {
  ...{ bind, identities, unbind, log_in: logIn },
  ...{ members, edit_member: editMember, resign },
  ...{ publish: publishing, versions },
};
