/** Button presses and submitted forms: a value we wrote, read back into what it asks for. */
import { type ButtonPress, parseButton } from '../platform/button.js';
import { refuse } from '../tickets/refusal.js';
import { submitAtOnce } from './at-once.js';
import { chooseCategory, startCategory } from './begin.js';
import { complete, pressWith } from './complete.js';
import type { Context } from './context.js';
import { type Asking, answer, ask, back, isAsking, restart, skip } from './dialogue.js';
import { draftOf, forWhom } from './draft.js';
import { fileDraft } from './file-draft.js';
import { startIntake } from './intake.js';
import type { Intent, Query } from './intent.js';
import { openForPressed } from './open-for.js';
import { PERIODS } from './period.js';
import { refuseHere } from './refusals.js';
import { similarPressed } from './similar.js';

/** What a press means. Buttons survive restarts: everything needed is in the value. */
export function press(value: string, context: Context): Intent {
  const pressed = parseButton(value);
  if (!pressed) return unreadable;
  switch (pressed.action) {
    case 'show':
      return { kind: 'query', query: { kind: 'ticket', ticketId: pressed.ticketId } };
    case 'page':
      return page(pressed.argument ?? '', context);
    case 'start':
      return start(pressed.argument ?? '', context);
    case 'choose':
      return chooseCategory(pressed.argument ?? '', context, draftOf(context));
    case 'begin':
      return startCategory(pressed.argument ?? '', context, draftOf(context));
    case 'draft':
      return fileDraft(context);
    case 'same':
      return similarPressed(pressed.ticketId, context);
    case 'anew':
      return similarPressed(null, context);
    case 'open_for':
      return context.person.kind === 'member' ? openForPressed(pressed.argument ?? '', context) : unreadable;
    case 'answer':
    case 'back':
    case 'skip':
    case 'restart':
    case 'one_by_one':
    case 'cancel':
      return inDialogue(pressed, context);
    default:
      return pressWith(pressed, {}, false, context) ?? unreadable;
  }
}

/** A form that was sent: its id is the button value that asked for it. */
export function submit(form: string, input: Readonly<Record<string, unknown>>, context: Context): Intent {
  const pressed = parseButton(form);
  if (!pressed) return unreadable;
  if (pressed.action === 'intake') return submitAtOnce(pressed.argument ?? '', input, context);
  if (pressed.action === 'start') {
    const known = offered(pressed.argument ?? '', context);
    if (!known) return { kind: 'refused', refusal: refuse('unknown_sop', { sop: pressed.argument ?? '' }) };
    return {
      kind: 'command',
      type: 'open',
      input: { sop: pressed.argument, fields: input },
      endsDialogue: true,
    };
  }
  return complete(form, input, context) ?? unreadable;
}

function start(key: string, context: Context): Intent {
  const sop = offered(key, context);
  return sop
    ? startIntake(sop, context, draftOf(context))
    : { kind: 'refused', refusal: refuse('unknown_sop', { sop: key }) };
}

/** An SOP without words is begun by another one's hand-over, not by a press. */
function offered(key: string, { sops }: Context): Context['sops'][number] | undefined {
  return sops.find((sop) => sop.key === key && sop.words.length > 0);
}

/** Presses on a question; one that is not asked any more must not answer the one that is. */
function inDialogue({ action, argument = '' }: ButtonPress, context: Context): Intent {
  if (!isAsking(context.dialogue)) {
    return action === 'cancel'
      ? { kind: 'cancelled' }
      : { kind: 'refused', refusal: refuseHere('question_over') };
  }
  const dialogue: Asking = context.dialogue;
  if (action === 'cancel') return { kind: 'cancelled' };
  if (action === 'back') return back(dialogue, context);
  if (action === 'skip') return skip(dialogue, context);
  if (action === 'one_by_one') return ask(dialogue, context);
  // A second tap by a restless finger is no consent.
  if (action === 'restart') return restart(dialogue, context, argument === 'sure');
  const at = argument.indexOf('=');
  if (argument.slice(0, at) !== dialogue.asking)
    return { kind: 'refused', refusal: refuseHere('question_over') };
  // A press is never late news: it answers the question it stands under.
  return answer({ ...dialogue, askedAt: context.now }, argument.slice(at + 1), context);
}

function page(argument: string, context: Context): Intent {
  const [name = '', ...rest] = argument.split('.');
  const query = (query: Query): Intent => ({ kind: 'query', query });
  const whom = forWhom(context);
  switch (name) {
    case 'welcome':
      // Up from the categories of a ticket for somebody: to what can be opened for them.
      return whom === undefined ? query({ kind: name }) : openForPressed(whom, context);
    case 'help':
    case 'mine':
    case 'queue':
    case 'roster':
    case 'journey':
      return query({ kind: name });
    case 'categories':
      return query({ kind: 'categories', path: rest.length === 0 ? null : rest.join('.') });
    case 'sop': {
      const sop = rest.join('.');
      if (sop !== '' && !context.sops.some(({ key }) => key === sop)) return start(sop, context);
      return query({ kind: 'sop', sop: sop === '' ? null : sop });
    }
    case 'customer':
      return query({ kind: 'customer', id: rest.join('.') });
    case 'stage':
      return query({ kind: 'stage', stage: rest[0] || null });
    case 'report': {
      const [report = '', spoken = ''] = rest;
      const period = PERIODS.find((each) => each === spoken);
      const known = context.reports.some((each) => each.name === report);
      return period && known ? query({ kind: 'report', report, period }) : unreadable;
    }
    default:
      return unreadable;
  }
}

const unreadable: Intent = { kind: 'refused', refusal: refuseHere('button_unreadable') };
