/** What an action still needs is asked: in a form where there is one, else one question after the other. */

import { localDate } from '../calendar/business-hours.js';
import { formOf, missingErrors } from '../cards/form.js';
import { questionCard } from '../cards/question.js';
import { refusalToast } from '../cards/refusal.js';
import { startInput } from '../conversation/dialogue.js';
import type { Dialogue } from '../conversation/dialogue-state.js';
import { leaveOn } from '../people/leave.js';
import type { Member } from '../people/people.js';
import { buttonValue } from '../platform/button.js';
import type { Capabilities } from '../platform/capabilities.js';
import type { Form } from '../platform/card.js';
import type { Inbound } from '../platform/inbound.js';
import type { Asking } from '../tickets/action.js';
import { actions, open } from '../tickets/actions/index.js';
import type { Command } from '../tickets/command.js';
import { findPart } from '../tickets/division.js';
import { termsStanding } from '../tickets/part-questions.js';
import { isRefusal, refuse } from '../tickets/refusal.js';
import type { Ticket } from '../tickets/ticket.js';
import { errands } from './errands/index.js';
import { type Matter, say } from './matter.js';
import type { TicketRead } from './ports/tickets.js';
import { type Answer, message, modal, SILENCE } from './speak.js';

/** What is to be asked, for what, and what is known already. */
export interface Inquiry {
  /** The press that the answers complete. */
  readonly id: string;
  readonly title: string;
  readonly asking: Asking;
  /** Whom a `member` question may name. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  /** Values that stand already, by field: whoever mends them begins there. */
  readonly standing: Readonly<Record<string, unknown>>;
}

interface Asked {
  readonly answer: Answer;
  readonly dialogue?: Dialogue | null;
}

/** Asks for what an action on a ticket needs. */
export function ask(matter: Matter, asked: Command, asking: Asking, read: TicketRead | null): Asked {
  return askFor(matter, {
    id: buttonOf(asked, read),
    title: actionTitle(matter, asked, read),
    asking,
    members: colleagues(matter, read),
    standing: read ? standing(asked, read.ticket, matter) : {},
  });
}

/** Whoever mends a field or a part, or copies a field to another ticket, begins with what stands. */
function standing({ type, input }: Command, ticket: Ticket, { reader }: Matter): Inquiry['standing'] {
  if (type === 'fill' || type === 'split') return ticket.fields;
  const part = type === 'divide' && findPart(ticket, String(input.part ?? ''));
  return part && !isRefusal(part) ? termsStanding(part, reader.directory) : {};
}

/** Asks in a form where there is one, else one question after the other. */
export function askFor(matter: Matter, inquiry: Inquiry): Asked {
  const { inbound, reader, capabilities, context } = matter;
  const { wording } = reader;
  const { id, title, members } = inquiry;
  const { asks, late } = inquiry.asking;
  const { content } = inbound;
  // A form that came back incomplete stays open and says what is missing.
  const wrong =
    content.kind === 'form' && content.form === id ? missingErrors(asks, content.input, wording) : null;
  // Nothing is missing and still nothing was given: to ask it all again would be a riddle.
  if (wrong && Object.keys(wrong).length === 0)
    return { answer: say(matter, 'warning', refusalToast(refuse('nothing_to_do'), wording).text) };
  const values = valuesSoFar(inbound, inquiry);
  const form = formOf({ id, title, asks, late, members, values }, wording);
  const opened = bearsForm(capabilities, form) ? modal(inbound, form, matter.deadline.passed) : null;
  if (opened)
    return { answer: { ...opened, reply: { ...opened.reply, ...(wrong ? { fieldErrors: wrong } : {}) } } };
  const intent = startInput(id, asks, context);
  if (intent.kind !== 'ask') return { answer: SILENCE };
  const card = questionCard({ ...intent.question, title, buttons: capabilities.buttons }, wording);
  return { answer: message(inbound, reader, card), dialogue: intent.dialogue };
}

function bearsForm({ forms }: Capabilities, { inputs }: Form): boolean {
  return forms === 'modal' || (forms === 'inline' && inputs.every(({ type }) => type !== 'file'));
}

/** What was filled in stays; what stands already is shown, unless it is personal. */
function valuesSoFar({ content }: Inbound, { asking, standing }: Inquiry) {
  const given = content.kind === 'form' ? content.input : {};
  return Object.fromEntries(
    asking.asks.flatMap(({ key, personal }) => {
      const value = given[key] ?? (personal ? undefined : standing[key]);
      return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [];
    }),
  );
}

/** The press that a form or a row of questions completes. */
function buttonOf(asked: Command, read: TicketRead | null): string {
  const { type, ticketId = 0, input } = asked;
  const argument =
    input.transition ?? input.item ?? input.for ?? input.part ?? input.score ?? input.document ?? input.sop;
  const version = read?.ticket.version ?? 0;
  const press = { action: type === open.type ? 'start' : type, ticketId, version };
  return buttonValue(argument === undefined ? press : { ...press, argument: String(argument) });
}

function actionTitle({ reader, house }: Matter, asked: Command, read: TicketRead | null): string {
  const { wording } = reader;
  const named = String(asked.input.transition ?? '');
  const sop = read ? house.library.cached(read.ticket.content)?.sop(read.ticket.sop) : undefined;
  const label = sop?.transitions[named]?.label ?? actions[asked.type]?.label ?? open.label;
  return read ? `#${read.ticket.id} ${wording.text(label)}` : wording.text(label);
}

function colleagues(matter: Matter, read: TicketRead | null): Inquiry['members'] {
  const team = read && matter.reader.directory.queues.get(read.ticket.queue)?.team;
  return memberOptions(matter, ({ teams }) => !team || teams.includes(team));
}

/** Whom a form offers; who is away is marked, and until when. */
export function memberOptions(
  { reader, context, house }: Matter,
  offered: (member: Member) => boolean = () => true,
): Inquiry['members'] {
  const { directory, wording } = reader;
  const today = localDate(house.tz, context.now);
  return [...directory.members.values()]
    .filter((member) => member.active && offered(member))
    .map((member) => {
      const leave = leaveOn(member, today);
      const { id, name } = member;
      return { id, name: leave ? wording.t('form.away', { name, until: { date: leave.until } }) : name };
    });
}

export function titleOf(
  { reader }: Matter,
  question: { readonly sop?: string; readonly button?: string },
): string {
  const { edition, wording } = reader;
  const sop = question.sop === undefined ? undefined : edition.content.latest[question.sop];
  if (sop) return wording.text(sop.title);
  const [type = ''] = (question.button ?? '').split(':');
  const named = actions[type] ?? errands[type];
  return named ? wording.text(named.label) : '';
}
