/** What was understood is carried out: a command, a question about the desk, the next question of a dialogue. */
import { questionCard } from '../cards/question.js';
import { refusalToast } from '../cards/refusal.js';
import { unknownCard } from '../cards/unknown.js';
import type { Dialogue } from '../conversation/dialogue-state.js';
import { forWhom } from '../conversation/draft.js';
import type { Intent } from '../conversation/intent.js';
import type { Reply } from '../platform/reply.js';
import type { Field } from '../sop/sop.js';
import type { Refusal } from '../tickets/refusal.js';
import { answer } from './answer.js';
import { titleOf } from './ask.js';
import { askAtOnce, closingForm } from './ask-at-once.js';
import { type Matter, say, settle } from './matter.js';
import { obey } from './obey.js';
import { type OpeningFor, openFor } from './open-for.js';
import { noteConversation, overhear } from './overhear.js';
import { runErrand } from './run-errand.js';
import { similarFirst } from './similar.js';
import { message, SILENCE } from './speak.js';
import { groupOf } from './views.js';

export async function carryOut(matter: Matter, intent: Intent): Promise<Reply | null> {
  const { house, inbound, reader } = matter;
  const { wording } = reader;
  if ('begins' in intent && intent.begins) {
    const shown = await similarFirst(matter, intent.begins, askedFirst(intent));
    if (shown) return shown.reply;
  }
  switch (intent.kind) {
    case 'command':
      return obey(matter, intent);
    case 'errand':
      return runErrand(matter, intent);
    case 'query': {
      const card = await answer(house, intent.query, reader, groupOf(inbound, matter.received), intent.draft);
      const dialogue = intent.endsDialogue ? null : draftOf(matter, intent.draft);
      return settle(matter, message(inbound, reader, card), dialogue);
    }
    case 'ask': {
      const title = titleOf(matter, intent.question);
      const card = questionCard({ ...intent.question, title, buttons: matter.capabilities.buttons }, wording);
      const { dialogue } = intent;
      const answers = dialogue.kind === 'intake' ? dialogue.answers : {};
      return settle(matter, closingForm(matter, answers, message(inbound, reader, card)), dialogue);
    }
    case 'ask_at_once':
      return askAtOnce(matter, intent);
    case 'open_for':
      return opening(await openFor(matter, intent.who));
    case 'rate': {
      const { person } = reader;
      const { address } = inbound;
      const by = `${person.kind}:${person.id}`;
      await house.store.ratings.keep({ rating: intent.rating, address, person: by, at: matter.context.now });
      return settle(matter, SILENCE);
    }
    case 'aside':
      return overhear(matter, intent);
    case 'handed':
      return noteConversation(matter, intent.to);
    case 'cancelled':
      return settle(matter, say(matter, 'neutral', wording.t('dialogue.cancelled')), null);
    case 'unknown':
      return settle(
        matter,
        message(inbound, reader, unknownCard(intent, wording)),
        draftOf(matter, intent.draft),
      );
    case 'refused':
      return settle(matter, say(matter, 'warning', refusalToast(intent.refusal as Refusal, wording).text));
    case 'nothing':
      return settle(matter, SILENCE);
  }
}

/** What would be asked first of a ticket that is about to be opened. */
function askedFirst(intent: Intent): Field | null {
  if (intent.kind === 'ask_at_once') return intent.next;
  return intent.kind === 'ask' ? intent.question.field : null;
}

function opening(next: OpeningFor): Promise<Reply | null> | Reply | null {
  return next.kind === 'answered' ? next.reply : carryOut(next.matter, next.intent);
}

/** Words that may become a ticket are kept until it is said what kind of one; questions that are open stay open. */
function draftOf({ context }: Matter, text: string | undefined): Dialogue | undefined {
  const whom = forWhom(context);
  const draft = { kind: 'draft', text: text ?? '', startedAt: context.now } as const;
  return text === undefined ? undefined : whom === undefined ? draft : { ...draft, for: whom };
}
