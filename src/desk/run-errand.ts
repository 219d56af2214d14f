/** An errand somebody asked for: run, and answered in the same save as what it does. */
import { fieldErrors } from '../cards/form.js';
import { refusalToast } from '../cards/refusal.js';
import type { Intent } from '../conversation/intent.js';
import { refuseHere } from '../conversation/refusals.js';
import { actorName } from '../people/actor.js';
import { buttonValue } from '../platform/button.js';
import type { Card } from '../platform/card.js';
import type { Reply } from '../platform/reply.js';
import { isAsking } from '../tickets/action.js';
import { refuse } from '../tickets/refusal.js';
import { askFor } from './ask.js';
import type { Done, Errand, Outcome, Questions, Running } from './errands/errand.js';
import { errands } from './errands/index.js';
import { type Matter, say, settle, settles } from './matter.js';
import type { Change } from './ports/change.js';
import { message, privateAddress } from './speak.js';

const MOST_TRIES = 4;

type Asked = Extract<Intent, { kind: 'errand' }>;

export async function runErrand(matter: Matter, asked: Asked): Promise<Reply | null> {
  const errand = errands[asked.type];
  if (!errand) return settle(matter, say(matter, 'warning', worded(matter, refuseHere('button_unreadable'))));
  const { inbound, reader } = matter;
  const forbidden = errand.may(reader);
  if (forbidden) return settle(matter, say(matter, 'warning', worded(matter, forbidden)));
  if (errand.alone && !inbound.private)
    return settle(
      matter,
      message(inbound, reader, inPrivate(errand, asked, matter), privateAddress(inbound, reader)),
    );
  return attempt(matter, errand, asked);
}

/** Others may be faster: what it rests on is then read again. */
async function attempt(matter: Matter, errand: Errand, asked: Asked): Promise<Reply | null> {
  const { house, inbound } = matter;
  for (let tried = 1; ; tried += 1) {
    const running: Running = {
      ...{ house, inbound, now: house.store.clock.now() },
      reader: matter.reader,
      key: `${inbound.platform}:${inbound.eventId}`,
    };
    const outcome = await errand.run(asked.input, running);
    if (!('deeds' in outcome)) return answer(matter, errand, asked, outcome);
    const saved = await save(matter, errand, outcome, asked.endsDialogue);
    if (saved.kind === 'answered') return saved.reply;
    if (tried === MOST_TRIES)
      return settle(matter, say(matter, 'warning', worded(matter, refuse('try_again'))));
    house.staff.refresh();
    house.library.refresh();
    matter = { ...matter, reader: { ...matter.reader, directory: await house.staff.directory() } };
  }
}

type SavedAnswer =
  | { readonly kind: 'answered'; readonly reply: Reply | null }
  | { readonly kind: 'conflict' };

async function save(matter: Matter, errand: Errand, done: Done, endsDialogue: boolean): Promise<SavedAnswer> {
  const { house, inbound, reader } = matter;
  const line = say(matter, done.tone ?? 'good', done.says);
  const page = done.card ? message(inbound, reader, done.card).outbox : [];
  const next = done.asks ? question(matter, errand, 'next', done.asks) : null;
  const below = [...page, ...(next?.answer.outbox ?? [])];
  const answered = {
    reply: line.reply || next?.answer.reply ? { ...line.reply, ...next?.answer.reply } : null,
    outbox: [...line.outbox, ...below.map((item) => ({ ...item, key: `${item.key}/below` }))],
  };
  const over = endsDialogue && !done.again ? null : undefined;
  const { outbox = [], ...rest } = settles(matter, answered, next ? next.dialogue : over);
  const change: Change = {
    ...rest,
    expect: [{ table: 'directory', version: reader.directory.version }],
    outbox: [...outbox, ...(done.outbox ?? [])],
    commands: done.commands ?? [],
  };
  const saved = await house.store.deeds.save(
    done.deeds,
    actorName(reader.person),
    change,
    house.store.clock.now(),
  );
  if (saved.saved) {
    if (done.deeds.length > 0) await house.store.bus.publish('directory', {});
    house.onSaved(change);
    return { kind: 'answered', reply: answered.reply };
  }
  if (saved.why === 'conflict') return { kind: 'conflict' };
  return { kind: 'answered', reply: (await house.store.inbox.context(inbound)).reply };
}

/** What changes nothing: a page, a question, a no. */
async function answer(
  matter: Matter,
  errand: Errand,
  asked: Asked,
  outcome: Exclude<Outcome, Done>,
): Promise<Reply | null> {
  const { inbound, reader } = matter;
  const over = asked.endsDialogue ? null : undefined;
  if ('card' in outcome) return settle(matter, message(inbound, reader, outcome.card), over);
  if (isAsking(outcome)) {
    const { said } = asked.input;
    const { answer: asks, dialogue } = question(matter, errand, said, outcome);
    return settle(matter, asks, dialogue);
  }
  const errors = inbound.content.kind === 'form' ? fieldErrors(outcome, reader.wording) : {};
  if (Object.keys(errors).length > 0 && !matter.deadline.passed)
    return settle(matter, { reply: { fieldErrors: errors }, outbox: [] });
  return settle(matter, say(matter, 'warning', worded(matter, outcome)));
}

function question(matter: Matter, errand: Errand, said: unknown, asking: Questions) {
  const { directory, wording } = matter.reader;
  const members = [...directory.members.values()].filter(({ active }) => active);
  const inquiry = { id: buttonOf(errand, said), title: wording.text(errand.label) };
  return askFor(matter, { ...inquiry, asking, members, standing: asking.standing ?? {} });
}

/** In a group only that it goes on elsewhere is said, and there: one press away. */
function inPrivate(errand: Errand, asked: Asked, { reader }: Matter): Card {
  const { wording } = reader;
  const text = wording.text(errand.label);
  return {
    title: text,
    tone: 'info',
    blocks: [{ kind: 'text', text: wording.t('errand.in_private') }],
    buttons: [{ text, value: buttonOf(errand, asked.input.said), style: 'primary' }],
  };
}

function buttonOf({ type }: Errand, said: unknown): string {
  const press = { action: type, ticketId: 0, version: 0 };
  return buttonValue(typeof said === 'string' ? { ...press, argument: said } : press);
}

function worded({ reader }: Matter, refusal: Parameters<typeof refusalToast>[0]): string {
  return refusalToast(refusal, reader.wording).text;
}
