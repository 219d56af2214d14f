/** A ticket's live card for those who work on it: what presses first, then what is known, then what may be done. */
import type { Block, Card, ChecklistRow, Tone } from '../platform/card.js';
import { type Available, available, availableInGroup } from '../tickets/available.js';
import { objectionTo, tickerParam, tickOf } from '../tickets/checklist.js';
import type { Facts } from '../tickets/facts.js';
import { seesInFull } from '../tickets/in-full.js';
import { lateReasonOwed, lateReasonParam } from '../tickets/late-reason.js';
import { progress, type Stay } from '../tickets/progress.js';
import { crossingParams, toApprove } from '../tickets/red-line.js';
import type { Ticket } from '../tickets/ticket.js';
import { approvalLines } from './approval.js';
import { conversationBlock, holdBlock } from './beside.js';
import { deadlineBlocks, toneOfDeadlines } from './deadline.js';
import { divisionBlocks } from './division.js';
import { escalationBlock } from './escalation.js';
import { extensionBlocks } from './extensions.js';
import { type RoomLeft, roomLine } from './fates.js';
import { offerButton } from './offers.js';
import { stepRows } from './steps.js';
import {
  type CustomerRow,
  fieldsBlock,
  filesBlock,
  inputLines,
  resentBlock,
  type TicketReader,
} from './ticket-fields.js';
import type { Wording } from './wording.js';

export interface TicketFacts {
  readonly ticket: Ticket;
  /** With the reader as actor; for a group the actor is not looked at. */
  readonly facts: Facts;
  /** One member, or everybody in a team's group chat. */
  readonly reader: TicketReader;
  /** Stays so far, oldest first; without them the main line of the SOP stands for the way up to now. */
  readonly stays?: readonly Stay[];
  /** Whose matter it is: for staff to know, the requester knows it. */
  readonly customer?: CustomerRow | null;
  /** What may still be said to whoever asked, where that is bounded. */
  readonly room?: RoomLeft | null;
}

/** Said now and then, with the number of another ticket or what is another one's: help lists the words. */
const RARE = ['link', 'merge', 'split'];
/** They stand beside the points and parts they tick. */
const TICKS = ['tick', 'untick', 'part_done'];
/** One person's own. */
const PERSONAL = ['hold', 'log_effort', 'watch', 'unwatch', 'nudge', 'undo'];
/** Files are sent and words are typed straight into the chat; in a group only what moves the ticket has a button. */
const LEFT_OUT: Readonly<Record<TicketReader, readonly string[]>> = {
  member: [...TICKS, 'attach', ...RARE],
  group: [...TICKS, 'attach', 'reply', 'canned', 'note', 'fill', 'prioritise', ...RARE, ...PERSONAL],
};

export function ticketCard(shown: TicketFacts, wording: Wording): Card {
  const { ticket, facts, reader } = shown;
  const offers = reader === 'group' ? availableInGroup(ticket, facts) : available(ticket, facts);
  const deadlines = deadlineBlocks(ticket, facts, wording);
  const pressing = toneOfDeadlines(deadlines);
  const state = facts.sop.states[ticket.state];
  const blocks: readonly (Block | null)[] = [
    holdBlock(ticket, facts, wording),
    conversationBlock(ticket, wording),
    ...deadlines,
    escalationBlock(ticket, facts, wording),
    ...extensionBlocks(ticket, facts, wording),
    lateReasonBlock(ticket, facts, wording),
    proposalBlock(shown, wording),
    ...checklistBlocks(ticket, facts, offers, wording),
    ...divisionBlocks(ticket, reader === 'member' ? offers : [], wording),
    fieldsBlock(shown, wording),
    filesBlock(ticket, facts, reader, wording),
    resentBlock(ticket, facts, reader, wording),
    shown.room ? { kind: 'text', text: roomLine(shown.room, wording), tone: 'neutral' } : null,
    reader === 'member'
      ? { kind: 'progress', steps: stepRows(progress(ticket, facts, 'staff', shown.stays), null, wording) }
      : null,
  ];
  return {
    title: wording.t('ticket.title', { id: ticket.id, title: ticket.title }),
    tone: toneOf(ticket, pressing),
    ...(state ? { tag: wording.text(state.label) } : {}),
    blocks: blocks.filter((block) => block !== null),
    buttons: offers
      .filter(({ action }) => !LEFT_OUT[reader].includes(action))
      .map((offer) => offerButton(offer, ticket, wording)),
    ticketId: ticket.id,
    version: ticket.version,
  };
}

/** What is late or nearly so is seen from across the room; otherwise the kind of state decides. */
function toneOf({ category, proposal, hold }: Ticket, deadline: Tone | undefined): Tone {
  if (deadline === 'bad' || deadline === 'warning') return deadline;
  if (hold) return 'neutral';
  if (proposal) return 'warning';
  if (category === 'resolved') return 'good';
  return category === 'pending' || category === 'closed' ? 'neutral' : 'info';
}

function lateReasonBlock(ticket: Ticket, { now }: Facts, wording: Wording): Block | null {
  return lateReasonOwed(ticket, now)
    ? { kind: 'text', text: wording.t('ticket.late_reason'), tone: 'bad' }
    : null;
}

/** What was proposed under the two-hands rule, with everything its checker puts their name to. */
function proposalBlock({ ticket, facts, reader }: TicketFacts, wording: Wording): Block | null {
  const { proposal } = ticket;
  const transition = proposal && facts.sop.transitions[proposal.transition];
  if (!proposal || !transition) return null;
  const lines = [
    wording.t('ticket.proposal', {
      maker: { person: `member:${proposal.by}` },
      step: wording.text(transition.label),
      at: { at: proposal.at },
    }),
    ...inputLines(transition.input, proposal.input, { reader, full: seesInFull(ticket, facts) }, wording),
    ...toApprove(transition, ticket.fields, facts.sop).map((crossing) =>
      wording.t('notice.red_line', crossingParams(crossing)),
    ),
    ...approvalLines(ticket, facts, wording),
    ...(proposal.lateReason === null
      ? []
      : [wording.t('ticket.proposal_late', { reason: lateReasonParam(proposal.lateReason, facts) })]),
  ];
  return { kind: 'text', text: lines.join('\n'), tone: 'warning' };
}

/** What an outside system said against a point stands beside it, until it is confirmed after all. */
function objection(ticket: Ticket, item: string, wording: Wording): Pick<ChecklistRow, 'by'> {
  const no = objectionTo(ticket, item);
  if (no === undefined) return {};
  const words = { who: tickerParam(no), at: { at: no.at }, reason: no.no ?? '' };
  return { by: wording.t(no.no === null ? 'ticket.unanswered' : 'ticket.check_failed', words) };
}

function checklistBlocks(
  ticket: Ticket,
  facts: Facts,
  offers: readonly Available[],
  wording: Wording,
): readonly Block[] {
  const items = facts.sop.states[ticket.state]?.checklist ?? [];
  if (items.length === 0) return [];
  const rows = items.map(({ key, label }): ChecklistRow => {
    const tick = tickOf(ticket, key);
    const offer = offers.find(
      ({ action, argument }) => argument === key && (action === 'tick' || action === 'untick'),
    );
    return {
      text: wording.text(label),
      done: tick !== undefined,
      ...(tick
        ? { by: wording.t('ticket.ticked', { who: tickerParam(tick), at: { at: tick.at } }) }
        : objection(ticket, key, wording)),
      ...(offer?.reason === null
        ? { button: { ...offerButton(offer, ticket, wording), text: wording.t(`button.${offer.action}`) } }
        : {}),
    };
  });
  const done = rows.filter((row) => row.done).length;
  return [
    { kind: 'text', text: wording.t('ticket.checklist', { done, of: rows.length }) },
    { kind: 'checklist', items: rows },
  ];
}
