/** An errand somebody asked for: run, and answered in the same save as what it does. */
import { fieldErrors } from '../cards/form.js';
import { questionCard } from '../cards/question.js';
import { refusalToast } from '../cards/refusal.js';
import { askAgain } from '../conversation/dialogue.js';
import type { Intent } from '../conversation/intent.js';
import { refuseHere } from '../conversation/refusals.js';
import { actorName } from '../people/actor.js';
import { buttonValue, parseButton } from '../platform/button.js';
import type { Card } from '../platform/card.js';
import type { Reply } from '../platform/reply.js';
import { isAsking } from '../tickets/action.js';
import { refuse } from '../tickets/refusal.js';
import { askFor, memberOptions } from './ask.js';
import { noteRefusal } from './audit/note.js';
import type { Done, Errand, Outcome, Questions, Running } from './errands/errand.js';
import { errands } from './errands/index.js';
import type { ErrandRefused } from './errands/refusals.js';
import type { House } from './house.js';
import { type Matter, say, settle, settles } from './matter.js';
import type { Change } from './ports/change.js';
import { tellInstances } from './publish.js';
import { message, privateAddress, SILENCE } from './speak.js';

const MOST_TRIES = 4;

type Asked = Extract<Intent, { kind: 'errand' }>;

export async function runErrand(matter: Matter, asked: Asked): Promise<Reply | null> {
  const errand = errands[asked.type];
  if (!errand) return settle(matter, say(matter, 'warning', worded(matter, refuseHere('button_unreadable'))));
  const { inbound, reader } = matter;
  const forbidden = errand.may(reader);
  if (forbidden) return answer(matter, errand, asked, forbidden);
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
      ...{ house, inbound, errands, now: house.store.clock.now() },
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
  const line = done.says === undefined ? SILENCE : say(matter, done.tone ?? 'good', done.says);
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
    expect: [{ table: 'directory', version: reader.directory.version }, ...(done.expect ?? [])],
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
    // Whatever is shown next in this very conversation must know it, and so must the commands that follow.
    if (done.deeds.length > 0) {
      house.staff.refresh();
      house.library.refresh();
    }
    await tellInstances(house.store, done.deeds);
    house.onSaved(change);
    await armAlarm(house, done);
    return { kind: 'answered', reply: answered.reply };
  }
  if (saved.why === 'conflict') return { kind: 'conflict' };
  return { kind: 'answered', reply: (await house.store.inbox.context(inbound)).reply };
}

/** What quiet hours hold, and held until now, goes out when they end. */
async function armAlarm(house: House, { deeds, outbox = [] }: Done): Promise<void> {
  const ends = deeds.flatMap((deed) => ('hearsFrom' in deed ? deed.hearsFrom : []));
  const first = Math.min(...ends, ...outbox.flatMap(({ heldUntil }) => heldUntil ?? []));
  if (Number.isFinite(first)) await house.alarm.set(first);
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
  await noteRefusal(matter.house, reader, { act: errand.type, code: outcome.refused });
  const errors = inbound.content.kind === 'form' ? fieldErrors(outcome, reader.wording) : {};
  if (Object.keys(errors).length > 0 && !matter.deadline.passed)
    return settle(matter, { reply: { fieldErrors: errors }, outbox: [] });
  return (
    asksAgain(matter, errand, asked, outcome) ??
    settle(matter, say(matter, 'warning', worded(matter, outcome)))
  );
}

/** In a row of questions the first answer that was wrong is asked for again, with what was wrong about it. */
function asksAgain(
  matter: Matter,
  errand: Errand,
  { input }: Asked,
  { fields = {} }: ErrandRefused,
): Promise<Reply | null> | null {
  const { received, inbound, reader, context, capabilities } = matter;
  const { dialogue } = received;
  const [wrong] = Object.entries(fields);
  if (dialogue?.kind !== 'input' || !wrong) return null;
  if (parseButton(dialogue.button)?.action !== errand.type) return null;
  const answers = Object.fromEntries(
    dialogue.asks.flatMap(({ key }) => (key in input ? [[key, input[key]]] : [])),
  );
  const again = askAgain({ ...dialogue, answers: { ...dialogue.answers, ...answers } }, ...wrong, context);
  if (again?.kind !== 'ask') return null;
  const title = reader.wording.text(errand.label);
  const card = questionCard({ ...again.question, title, buttons: capabilities.buttons }, reader.wording);
  return settle(matter, message(inbound, reader, card), again.dialogue);
}

function question(matter: Matter, errand: Errand, said: unknown, asking: Questions) {
  const { offers, standing = {}, title = matter.reader.wording.text(errand.label) } = asking;
  const members = memberOptions(matter, ({ id }) => offers === undefined || offers.includes(id));
  return askFor(matter, { id: buttonOf(errand, said), title, asking, members, standing });
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
