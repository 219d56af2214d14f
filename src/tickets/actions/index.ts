/** Every action on a ticket, by its type: a new one is a file beside this and a line here. */
import type { Action } from '../action.js';
import { adopt } from './adopt.js';
import { advance } from './advance.js';
import { assign } from './assign.js';
import { attach } from './attach.js';
import { canned } from './canned.js';
import { claim } from './claim.js';
import { confirm } from './confirm.js';
import { decline } from './decline.js';
import { expire } from './expire.js';
import { fill } from './fill.js';
import { handover } from './handover.js';
import { note } from './note.js';
import { prioritise } from './prioritise.js';
import { redate } from './redate.js';
import { remind } from './remind.js';
import { reply } from './reply.js';
import { tick } from './tick.js';
import { untick } from './untick.js';
import { warn } from './warn.js';

export { open } from './open.js';

export const actions: Readonly<Record<string, Action>> = {
  advance,
  confirm,
  decline,
  tick,
  untick,
  claim,
  assign,
  adopt,
  handover,
  prioritise,
  fill,
  attach,
  note,
  reply,
  canned,
  remind,
  redate,
  warn,
  expire,
};
