/** A ticket as its requester sees it: what is done, what happens now and with whom, what comes next. Nothing of how we work. */
import type { Block, Card } from '../platform/card.js';
import { available } from '../tickets/available.js';
import type { Facts } from '../tickets/facts.js';
import { isLate } from '../tickets/limit.js';
import { mergedInto } from '../tickets/other.js';
import { progress, type Stay, type Step } from '../tickets/progress.js';
import { assigneeParam, sayParams } from '../tickets/say-params.js';
import type { Ticket } from '../tickets/ticket.js';
import { holdBlockOutside, storyRows } from './beside.js';
import { openButton } from './navigate.js';
import { offerButton } from './offers.js';
import { stepRows, whoWords } from './steps.js';
import { since } from './underway.js';
import type { Wording } from './wording.js';

export interface ProgressFacts {
  readonly ticket: Ticket;
  /** With the requester as actor. */
  readonly facts: Facts;
  readonly stays?: readonly Stay[];
}

export function progressCard({ ticket, facts, stays }: ProgressFacts, wording: Wording): Card {
  const steps = progress(ticket, facts, 'requester', stays);
  const now = steps.find(({ status }) => status === 'now');
  const next = steps.find(({ status }) => status === 'next');
  const over = ticket.category === 'closed';
  const into = mergedInto(ticket);
  // Whoever only hears of it has nothing to do in it.
  const own = facts.actor.kind !== 'requester' || facts.actor.id === ticket.requesterId;
  const yours = own && facts.sop.states[ticket.state]?.owner === 'requester';
  const row = (key: string, value: string) => ({ label: wording.t(`progress.${key}`), value });
  const blocks: readonly (Block | null)[] = [
    yours && !over
      ? {
          kind: 'text',
          text: waitsFor(ticket, facts, wording),
          tone: 'warning',
        }
      : null,
    over && into === null ? { kind: 'text', text: wording.t('progress.over'), tone: 'good' } : null,
    into === null ? null : { kind: 'text', text: wording.t('progress.merged', { into }), tone: 'info' },
    holdBlockOutside(ticket, wording),
    {
      kind: 'fields',
      fields: [
        row('service', wording.text(facts.sop.title)),
        row('handler', wording.param(assigneeParam(ticket, facts))),
        ...(over ? [] : [row('since', since(ticket, wording))]),
        ...(next ? [row('next', nextWords(next, ticket, wording))] : []),
        ...expected(ticket, wording),
        // Whoever only hears of a merged one is told of that one alone.
        ...(own ? storyRows(ticket, wording) : []),
      ],
    },
    { kind: 'progress', steps: stepRows(steps, ticket.requesterId, wording) },
  ];
  return {
    title: wording.t('ticket.title', { id: ticket.id, title: ticket.title }),
    tone: over ? 'neutral' : yours ? 'warning' : ticket.category === 'resolved' ? 'good' : 'info',
    ...(now ? { tag: wording.text(now.label) } : {}),
    blocks: blocks.filter((block) => block !== null),
    // Words and files are simply sent; a button for typing would only be in the way.
    buttons: available(ticket, facts)
      .filter(({ action }) => OFFERED.includes(action))
      .map((offer) => offerButton(offer, ticket, wording))
      .concat(into === null ? [] : [openButton(wording.t('button.open', { id: into }), into)]),
    ticketId: ticket.id,
    version: ticket.version,
  };
}

/** What waits for the requester, if anything does: to go on, an answer or a step. */
export function askedOf(ticket: Ticket, facts: Facts, wording: Wording): string | null {
  if (ticket.hold?.awaits) return wording.t('progress.held_for_you', { reason: ticket.hold.reason });
  if (ticket.category === 'closed' || ticket.hold) return null;
  return facts.sop.states[ticket.state]?.owner === 'requester' ? waitsFor(ticket, facts, wording) : null;
}

/** In the SOP's own words, where it has any. */
function waitsFor(ticket: Ticket, facts: Facts, wording: Wording): string {
  const guide = facts.sop.states[ticket.state]?.guide;
  if (guide !== undefined) return wording.t(`say.${guide}`, sayParams(ticket, facts, 'requester'));
  return wording.t(ticket.category === 'resolved' ? 'progress.confirm' : 'progress.waits');
}

/** '资料审核中（注册组）'. */
function nextWords({ label, who }: Step, { requesterId }: Ticket, wording: Wording): string {
  const step = wording.text(label);
  return who === null
    ? step
    : wording.t('progress.next_by', { step, who: whoWords(who, requesterId, wording) });
}

/** What has a button; anything else is typed. */
const OFFERED: readonly string[] = ['advance', 'fill', 'nudge', 'renew'];

/** When this step should be done. Past it we say nothing: being late is ours to mend, not theirs to read. */
function expected(ticket: Ticket, wording: Wording): readonly { label: string; value: string }[] {
  if (ticket.limit === null || ticket.hold || isLate(ticket, wording.now)) return [];
  return [
    {
      label: wording.t('progress.expected'),
      value: wording.t('progress.expected_by', { at: { at: ticket.limit.dueAt } }),
    },
  ];
}
