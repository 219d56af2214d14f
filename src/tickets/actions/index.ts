/** Every action on a ticket, by its type: a new one is a file beside this and a line here. */
import type { Action } from '../action.js';
import { acknowledge } from './acknowledge.js';
import { adopt } from './adopt.js';
import { advance } from './advance.js';
import { deny, grant } from './agree-extension.js';
import { answerCheck } from './answer-check.js';
import { assign } from './assign.js';
import { attach } from './attach.js';
import { callOff } from './call-off.js';
import { canned } from './canned.js';
import { chaseApproval } from './chase-approval.js';
import { claim } from './claim.js';
import { confirm } from './confirm.js';
import { conversation } from './conversation.js';
import { correctEffort } from './correct-effort.js';
import { decline } from './decline.js';
import { divide } from './divide.js';
import { endHuman } from './end-human.js';
import { escalate } from './escalate.js';
import { expire } from './expire.js';
import { extend } from './extend.js';
import { fill } from './fill.js';
import { giveUpCheck } from './give-up-check.js';
import { handover } from './handover.js';
import { hold } from './hold.js';
import { human } from './human.js';
import { lapse } from './lapse.js';
import { lapseApproval } from './lapse-approval.js';
import { link } from './link.js';
import { logEffort } from './log-effort.js';
import { merge } from './merge.js';
import { note } from './note.js';
import { nudge } from './nudge.js';
import { overhear } from './overhear.js';
import { partDone } from './part-done.js';
import { pass } from './pass.js';
import { prioritise } from './prioritise.js';
import { rate } from './rate.js';
import { askRecommendation, recommend } from './recommend.js';
import { recount } from './recount.js';
import { redate } from './redate.js';
import { relate } from './relate.js';
import { remind } from './remind.js';
import { remindPart } from './remind-part.js';
import { renew } from './renew.js';
import { replace } from './replace.js';
import { reply } from './reply.js';
import { resume } from './resume.js';
import { split } from './split.js';
import { strandApproval } from './strand-approval.js';
import { tick } from './tick.js';
import { undivide } from './undivide.js';
import { undo } from './undo.js';
import { unlink } from './unlink.js';
import { untick } from './untick.js';
import { unwatch } from './unwatch.js';
import { warn } from './warn.js';
import { watch } from './watch.js';
import { withdrawEffort } from './withdraw-effort.js';

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
  replace,
  note,
  reply,
  canned,
  extend,
  grant,
  deny,
  hold,
  resume,
  watch,
  unwatch,
  nudge,
  human,
  end_human: endHuman,
  rate,
  recommend,
  acknowledge,
  link,
  unlink,
  merge,
  split,
  divide,
  undivide,
  part_done: partDone,
  log_effort: logEffort,
  correct_effort: correctEffort,
  withdraw_effort: withdrawEffort,
  renew,
  undo,
  relate,
  answer_check: answerCheck,
  give_up_check: giveUpCheck,
  ask_recommendation: askRecommendation,
  conversation,
  overhear,
  call_off: callOff,
  pass,
  remind,
  remind_part: remindPart,
  redate,
  recount,
  warn,
  expire,
  escalate,
  lapse,
  chase_approval: chaseApproval,
  strand_approval: strandApproval,
  lapse_approval: lapseApproval,
};
