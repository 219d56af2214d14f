/** A command somebody gave: run, and answered in the same save as what it does. */
import { fieldErrors } from '../cards/form.js';
import { refusalToast } from '../cards/refusal.js';
import type { Dialogue } from '../conversation/dialogue-state.js';
import type { Intent } from '../conversation/intent.js';
import type { Reply } from '../platform/reply.js';
import { actions, open } from '../tickets/actions/index.js';
import type { Command } from '../tickets/command.js';
import { overtakenBy } from '../tickets/overtaken.js';
import type { Refusal } from '../tickets/refusal.js';
import { assigneeParam } from '../tickets/say-params.js';
import { ask } from './ask.js';
import { closingForm } from './ask-at-once.js';
import { type Decided, type Decision, isDecided } from './decide-on.js';
import { handle, type SettlesOf } from './handle.js';
import { type Matter, say, settles } from './matter.js';
import type { TicketRead } from './ports/tickets.js';
import { type Answer, acknowledges, SILENCE, toast } from './speak.js';
import { groupOf, maySee, ticketView } from './views.js';

/** Runs the command; its answer is settled in the same save as what it does. */
export async function obey(
  matter: Matter,
  intent: Extract<Intent, { kind: 'command' }>,
): Promise<Reply | null> {
  const { house, inbound, received, reader } = matter;
  const { type, ticketId, seen, input, endsDialogue } = intent;
  const asked: Command = {
    type,
    input,
    ...(ticketId === undefined ? {} : { ticketId }),
    ...(seen === undefined ? {} : { seen }),
    actor: { kind: reader.person.kind, id: reader.person.id },
    cause: { kind: 'inbound', key: `${inbound.platform}:${inbound.eventId}` },
  };
  let answered: Answer = SILENCE;
  let lateAtSave = false;
  const settlesOf: SettlesOf = (decision, read) => {
    lateAtSave = matter.deadline.passed;
    const spoken = speak(matter, asked, decision, read);
    answered = spoken.answer;
    const dialogue =
      'dialogue' in spoken ? spoken.dialogue : endsDialogue && isDecided(decision) ? null : undefined;
    return settles(matter, answered, dialogue);
  };
  const handled = await handle(house, asked, settlesOf, reader.edition);
  if (handled.kind === 'outdated') return matter.again();
  if (handled.kind === 'duplicate') return (await house.store.inbox.context(inbound)).reply;
  const reply = await withFreshCard(matter, handled.kind === 'refused' ? handled.read : null, answered.reply);
  // The acknowledgement went out empty while we were saving: what it should have said follows.
  if (matter.deadline.passed && !lateAtSave && answered.reply) await follow(matter, answered.reply);
  return reply ?? received.reply;
}

/** What the actor hears of a decision, and what we wait for from then on. */
function speak(
  matter: Matter,
  asked: Command,
  decision: Decision,
  read: TicketRead | null,
): { answer: Answer; dialogue?: Dialogue | null } {
  const { inbound, reader } = matter;
  const { wording } = reader;
  if (isDecided(decision)) {
    // Opening is answered by the progress card it posts; whoever pressed sees the card change and one line.
    if (asked.type === open.type)
      return { answer: closingForm(matter, decision.after.fields, opened(matter, decision)) };
    const done = saidAnyway(matter, decision) ?? say(matter, 'good', doneWords(matter, asked, decision));
    const next = actions[asked.type]?.next?.(decision.after) ?? null;
    return next ? followed(done, ask(matter, asked, next, read)) : { answer: done };
  }
  if ('refused' in decision) {
    const errors = inbound.content.kind === 'form' ? fieldErrors(decision, wording) : {};
    if (Object.keys(errors).length > 0 && !matter.deadline.passed)
      return { answer: { reply: { fieldErrors: errors }, outbox: [] } };
    return { answer: say(matter, 'warning', noWords(matter, asked, decision, read)) };
  }
  return ask(matter, asked, decision, read);
}

/** The line that it is done, and below it what is asked next. */
function followed(done: Answer, next: ReturnType<typeof ask>): ReturnType<typeof ask> {
  const { reply, outbox } = next.answer;
  const below = outbox.map((item) => ({ ...item, key: `${item.key}/below` }));
  return {
    ...next,
    answer: {
      reply: done.reply || reply ? { ...done.reply, ...reply } : null,
      outbox: [...done.outbox, ...below],
    },
  };
}

/** Where what the act says to whoever did it comes as a message, a second one that it is done would say it twice. */
function saidAnyway({ reader, inbound, deadline }: Matter, { reactions, facts }: Decided): Answer | null {
  const { person } = reader;
  const hears = reactions.notices.some(({ to }) => to.to === 'requester' && to.id === person.id);
  const spoken = person.kind === 'requester' && hears && facts.requester.address === inbound.address;
  return spoken && !(acknowledges(inbound) && !deadline.passed) ? SILENCE : null;
}

/** A no, and to colleagues who it was that came before them. */
function noWords({ reader }: Matter, { actor }: Command, refusal: Refusal, read: TicketRead | null): string {
  const { wording, person } = reader;
  const { text: no } = refusalToast(refusal, wording);
  const faster = read && person.kind === 'member' ? overtakenBy(refusal, read.ticket, actor) : null;
  return faster ? wording.t('overtaken.by', { no, ...faster }) : no;
}

/** The progress card is the requester's; whoever opened it for them hears its number. */
function opened(matter: Matter, { after, facts }: Decided): Answer {
  const { wording, person } = matter.reader;
  if (person.kind === 'requester') return SILENCE;
  const ticket = wording.t('ticket.title', { id: after.id, title: after.title });
  return say(matter, 'good', wording.t('done.opened_for', { name: facts.requester.name, ticket }));
}

/** A refused press means that the presser saw something old or closed: they get the card as it is now. */
async function withFreshCard(
  matter: Matter,
  read: TicketRead | null,
  reply: Reply | null,
): Promise<Reply | null> {
  const { house, inbound, received, reader } = matter;
  if (!reply?.toast || !read || inbound.content.kind !== 'button' || !maySee(reader, read.ticket))
    return reply;
  const team = groupOf(inbound, received);
  const audience =
    team === null
      ? ({ kind: reader.person.kind, id: reader.person.id } as const)
      : ({ kind: 'group', team } as const);
  return { ...reply, card: await ticketView(house, read, audience, reader.locale) };
}

/** A line is said after all; a form cannot be opened any more, so it is asked for again by another press. */
async function follow(matter: Matter, { toast: line }: Reply): Promise<void> {
  const { tone, text } = line ?? { tone: 'warning', text: matter.reader.wording.t('form.again') };
  const { outbox } = toast(matter.inbound, matter.reader, tone, text, true);
  await matter.house.store.tickets.save({ expect: [], outbox, commands: [] });
  matter.house.onSaved({ commands: [] });
}

/** One line: what was done; of a step also where the ticket stands now. */
function doneWords({ reader }: Matter, asked: Command, { after, events, facts }: Decided): string {
  const { wording, person } = reader;
  const happened = events.at(-1);
  const last = happened?.type;
  // Whoever chose a text by its title sees what was sent.
  if (happened?.type === 'replied' && happened.canned !== undefined)
    return wording.t('done.canned', { text: happened.text });
  if (last === 'transitionProposed') return wording.t('done.proposed');
  if (last === 'replied' && person.kind === 'requester')
    return wording.t('done.told', { assignee: assigneeParam(after, facts) });
  const state = facts.sop.states[after.state];
  if (last !== 'ticketMoved' || !state) return wording.t(`done.${asked.type}`);
  const label = person.kind === 'requester' ? (state.publicLabel ?? state.label) : state.label;
  return wording.t('done.moved', { state: wording.text(label) });
}
