/** 就是这个 / 仍要新建: the answer to open tickets that are like the one that is about to be opened. */
import { atOnce } from './at-once.js';
import type { Context } from './context.js';
import { answer, isAsking } from './dialogue.js';
import type { Dialogue } from './dialogue-state.js';
import { goOn } from './intake.js';
import type { Intent } from './intent.js';
import { refuseHere } from './refusals.js';
import { controlOf } from './words.js';

export type Similar = Extract<Dialogue, { kind: 'similar' }>;

const ANEW: readonly string[] = ['仍要新建', '新建', '不是', 'open a new one', 'a new one', 'no'];
const THIS_ONE: readonly string[] = ['就是这个', '就是这张', '是的', '是', 'this is it', 'this one', 'yes'];

/** What was said in answer; null for what is no answer, and means what it always means. */
export function similarSaid(key: string, dialogue: Similar, context: Context): Intent | null {
  const [only, ...others] = dialogue.tickets;
  if (controlOf(key) === 'cancel') return { kind: 'cancelled' };
  if (controlOf(key) === 'resume' || ANEW.includes(key)) return anew(dialogue, context);
  if (THIS_ONE.includes(key) && only !== undefined)
    return others.length === 0
      ? thisOne(only, dialogue, context)
      : { kind: 'refused', refusal: refuseHere('which_ticket', { word: key }) };
  return null;
}

/** A press on the card; one that is over answers nothing. */
export function similarPressed(ticketId: number | null, context: Context): Intent {
  const { dialogue } = context;
  if (dialogue?.kind !== 'similar') return over;
  if (ticketId === null) return anew(dialogue, context);
  return dialogue.tickets.includes(ticketId) ? thisOne(ticketId, dialogue, context) : over;
}

/** Words that mean nothing else answer the question that the card names: it is another matter, and they went on. */
export function answeredAnew(text: string, dialogue: Similar, context: Context): Intent | null {
  const asked = anew(dialogue, context);
  if (asked.kind === 'ask_at_once') return atOnce(answer(asked.dialogue, text, context), context);
  return asked.kind === 'ask' && isAsking(asked.dialogue) ? answer(asked.dialogue, text, context) : null;
}

/** Another matter all the same: on from where it was. */
function anew({ begins }: Similar, context: Context): Intent {
  const sop = context.sops.find(({ key }) => key === begins.sop);
  return sop ? goOn(sop, begins, context) : over;
}

/** What was said is added to that ticket, as a reply of theirs or as our note; where only a kind of matter was named, it is shown. */
function thisOne(ticketId: number, { begins }: Similar, { person }: Context): Intent {
  if (begins.said === '') return { kind: 'query', query: { kind: 'ticket', ticketId }, endsDialogue: true };
  const type = person.kind === 'member' ? 'note' : 'reply';
  return { kind: 'command', type, ticketId, input: { text: begins.said }, endsDialogue: true };
}

const over: Intent = { kind: 'refused', refusal: refuseHere('question_over') };
