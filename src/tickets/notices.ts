/** Notices, one a recipient: texts of the SOP under `say.<key>`, our own under `notice.<key>`. */
import type { NoticeClass } from '../people/people.js';
import type { NoticeKind } from '../people/reach.js';
import type { Rung } from '../sop/escalation.js';
import { transitionsFrom } from '../sop/machine.js';
import type { Audience, Field, Tell } from '../sop/sop.js';
import type { Facts } from './facts.js';
import type { Notice, NoticeTo } from './reactions.js';
import { recipients } from './recipients.js';
import { type Params, sayParams } from './say-params.js';
import type { Fields, Ticket } from './ticket.js';

/** Whether somebody may do without each of our own notices. */
const CLASSES = {
  handler: null,
  opened_for: null,
  assigned: 'assigned',
  inherited: 'assigned',
  left_behind: 'assigned',
  left_behind_away: 'assigned',
  stood_in: 'assigned',
  reassigned: 'assigned',
  your_turn: 'assigned',
  priority_changed: 'assigned',
  priority_overridden: 'assigned',
  proposed: 'proposals',
  agreed: 'proposals',
  confirmed: 'proposals',
  served: 'proposals',
  proposal_declined: 'proposals',
  proposal_rejected: 'proposals',
  proposal_withdrawn: 'proposals',
  proposal_lapsed: 'proposals',
  approval_overdue: 'reminders',
  approval_stuck: 'reminders',
  reply_from_requester: 'replies',
  reply_from_member: null,
  human_asked: 'replies',
  human_comes: null,
  human_later: null,
  conversation_waits: 'replies',
  conversation_given: 'replies',
  conversation_returned: 'replies',
  conversation_refused: 'replies',
  conversation_over: null,
  conversation_kept: null,
  held: 'assigned',
  held_for_you: null,
  resumed: 'assigned',
  nudged: 'reminders',
  nudge_requester: null,
  rating_asked: null,
  rated_low: 'replies',
  rated_why: 'replies',
  recommendation_asked: null,
  watching: null,
  watched: null,
  watched_text: null,
  watched_requester: null,
  part_owner: 'assigned',
  part_with: 'assigned',
  part_gone: 'assigned',
  part_done: 'assigned',
  part_due: 'reminders',
  merged: 'assigned',
  merged_requester: null,
  check_failed: 'assigned',
  check_unanswered: 'reminders',
  child_over: 'assigned',
  children_over: 'assigned',
  child_again: 'assigned',
  called_off: 'assigned',
  undone: 'assigned',
  undone_requester: null,
  limit_warned: 'reminders',
  limit_passed: 'reminders',
  target_warned: 'reminders',
  target_passed: 'reminders',
  extended: 'reminders',
  extension_asked: 'proposals',
  extension_granted: 'proposals',
  extension_denied: 'proposals',
  timer_stuck: 'reminders',
  routed_to_nobody: 'assigned',
  off_shift: 'assigned',
  escalated: null,
  escalated_early: 'reminders',
  escalation_ahead: 'reminders',
  acknowledged: 'reminders',
  acknowledgement_lapsed: 'reminders',
} as const satisfies Readonly<Record<string, NoticeClass | null>>;

/** Told at once, whatever somebody prefers: after these somebody is late or a ticket stands still. */
const URGENT: readonly string[] = [
  'limit_passed',
  'target_passed',
  'timer_stuck',
  'approval_overdue',
  'approval_stuck',
  'routed_to_nobody',
  'off_shift',
] satisfies (keyof typeof CLASSES)[];

/** A notice of our own. Its params are those of every text, and `extra`. */
export function notice(
  key: keyof typeof CLASSES,
  to: readonly NoticeTo[],
  ticket: Ticket,
  facts: Facts,
  options: {
    readonly audience: Notice['audience'];
    readonly tone?: Notice['tone'];
    readonly extra?: Params;
    readonly actions?: readonly string[];
    /** How a rung of a ladder tells. */
    readonly via?: Rung['via'];
    readonly late?: boolean;
    readonly question?: true;
  },
): readonly Notice[] {
  const { audience, tone = 'info', extra = {}, actions = [], question } = options;
  const params = { ...sayParams(ticket, facts, audience === 'requester' ? 'requester' : 'staff'), ...extra };
  const kind = { class: CLASSES[key], ...loudness(key, options) };
  return to.map((one) => ({
    to: one,
    say: `notice.${key}`,
    params,
    links: [],
    actions,
    tone,
    audience,
    kind,
    ...(question ? { question } : {}),
  }));
}

/** What is late is told at once; by paging only where the ladder says so. */
function loudness(
  key: keyof typeof CLASSES,
  { via, late = false }: { readonly via?: Rung['via']; readonly late?: boolean },
): Omit<NoticeKind, 'class'> {
  if (via === undefined) return { urgent: URGENT.includes(key) };
  if (via === 'digest') return { urgent: false, digest: true };
  if (via === 'urgent') return { urgent: true };
  return { urgent: late, calm: true, ...(via === 'chat' ? {} : { also: via }) };
}

/** What the SOP says to an audience; by a timer it is a reminder, and to the lead an escalation. */
export function said(
  tell: Pick<Tell, 'tell' | 'say' | 'link'>,
  ticket: Ticket,
  facts: Facts,
  tone: Notice['tone'],
  by: 'step' | 'timer',
  inputs?: { readonly fields: readonly Field[]; readonly values: Fields },
): readonly Notice[] {
  const audience: Audience = tell.tell;
  const params = sayParams(ticket, facts, audience === 'requester' ? 'requester' : 'staff', inputs);
  const links = tell.link === undefined ? [] : [tell.link, ...wayBack(audience, ticket, facts)];
  const kind: NoticeKind = {
    class: audience === 'requester' ? null : by === 'timer' ? 'reminders' : 'assigned',
    urgent: audience === 'lead' && by === 'timer',
  };
  return recipients(audience, ticket, facts).map((to) => ({
    to,
    say: `say.${tell.say}`,
    params,
    links,
    actions: [],
    tone,
    audience,
    kind,
  }));
}

/** Whoever is asked to confirm what was solved can say as easily that it was not. */
function wayBack(audience: Audience, { state, category }: Ticket, { sop }: Facts): readonly string[] {
  if (audience !== 'requester' || category !== 'resolved') return [];
  return transitionsFrom(sop, state)
    .filter(({ by, to }) => by.includes('requester') && sop.states[to]?.category !== 'closed')
    .map(({ key }) => key);
}
