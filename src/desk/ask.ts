/** What an action still needs is asked: in a form where there is one, else one question after the other. */
import { formOf } from '../cards/form.js';
import { questionCard } from '../cards/question.js';
import type { Wording } from '../cards/wording.js';
import { startInput } from '../conversation/dialogue.js';
import type { Dialogue } from '../conversation/dialogue-state.js';
import { buttonValue } from '../platform/button.js';
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import type { Asking } from '../tickets/action.js';
import { actions, open } from '../tickets/actions/index.js';
import type { Command } from '../tickets/command.js';
import type { Matter } from './matter.js';
import type { TicketRead } from './ports/tickets.js';
import { type Answer, message, modal, SILENCE } from './speak.js';

/** Asks for what an action needs: a form where there is one, else one question after the other. */
export function ask(
  matter: Matter,
  asked: Command,
  asking: Asking,
  read: TicketRead | null,
): { answer: Answer; dialogue?: Dialogue | null } {
  const { inbound, reader, capabilities, context } = matter;
  const { wording } = reader;
  const id = buttonOf(asked, read);
  const title = actionTitle(matter, asked, read);
  const form = formOf(
    { id, title, asks: asking.asks, late: asking.late, members: colleagues(matter, read) },
    wording,
  );
  const opened = capabilities.forms === 'modal' ? modal(inbound, form, matter.deadline.passed) : null;
  if (opened)
    return { answer: { ...opened, reply: { ...opened.reply, ...missing(inbound, asking, wording) } } };
  const intent = startInput(id, asking.asks, context);
  if (intent.kind !== 'ask') return { answer: SILENCE };
  const card = questionCard({ ...intent.question, title, buttons: capabilities.buttons }, wording);
  return { answer: message(inbound, reader, card), dialogue: intent.dialogue };
}

/** A form that came back incomplete stays open, with what was filled in and what is missing. */
function missing({ content }: Inbound, { asks }: Asking, wording: Wording): Pick<Reply, 'fieldErrors'> {
  if (content.kind !== 'form') return {};
  const blank = (value: unknown) => value === undefined || value === null || value === '';
  const required = asks.filter((field) => field.required && blank(content.input[field.key]));
  return {
    fieldErrors: Object.fromEntries(
      required.map(({ key, label }) => [
        key,
        wording.t('refusal.value_missing', { field: wording.text(label) }),
      ]),
    ),
  };
}

function _answersSoFar({ content }: Inbound): Record<string, string> {
  if (content.kind !== 'form') return {};
  return Object.fromEntries(
    Object.entries(content.input).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The press that a form or a row of questions completes. */
function buttonOf(asked: Command, read: TicketRead | null): string {
  const { type, ticketId = 0, input } = asked;
  const argument = input.transition ?? input.item ?? input.sop;
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

function colleagues({ reader }: Matter, read: TicketRead | null): { id: string; name: string }[] {
  const team = read && reader.directory.queues.get(read.ticket.queue)?.team;
  return [...reader.directory.members.values()]
    .filter(({ active, teams }) => active && (!team || teams.includes(team)))
    .map(({ id, name }) => ({ id, name }));
}

export function titleOf(
  { reader }: Matter,
  question: { readonly sop?: string; readonly button?: string },
): string {
  const { edition, wording } = reader;
  const sop = question.sop === undefined ? undefined : edition.content.latest[question.sop];
  if (sop) return wording.text(sop.title);
  const [type = ''] = (question.button ?? '').split(':');
  const action = actions[type];
  return action ? wording.text(action.label) : '';
}
