/** Every errand, by its type: a new one is a file beside this and a line here. */
import { bind } from './bind.js';
import { editMember } from './edit-member.js';
import type { Errand } from './errand.js';
import { identities, unbind } from './identities.js';
import { members } from './members.js';
import { resign } from './resign.js';

export const errands: Readonly<Record<string, Errand>> = {
  ...{ bind, identities, unbind, members, edit_member: editMember, resign },
};
