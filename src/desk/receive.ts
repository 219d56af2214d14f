/** The one door in for people: stored first, understood, acted on, and answered within what the platform waits. */
import { setTimeout as after } from 'node:timers/promises';
import { fieldErrors, formOf } from '../cards/form.js';
import { questionCard } from '../cards/question.js';
import { refusalToast } from '../cards/refusal.js';
import { unknownCard } from '../cards/unknown.js';
import type { Wording } from '../cards/wording.js';
import type { Context } from '../conversation/context.js';
import { startInput } from '../conversation/dialogue.js';
import type { Dialogue } from '../conversation/dialogue-state.js';
import type { Intent } from '../conversation/intent.js';
import { interpret } from '../conversation/interpret.js';
import { buttonValue } from '../platform/button.js';
import type { Capabilities } from '../platform/capabilities.js';
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import { reports } from '../reports/index.js';
import type { Asking } from '../tickets/action.js';
import { actions, open } from '../tickets/actions/index.js';
import type { Command } from '../tickets/command.js';
import type { Refusal } from '../tickets/refusal.js';
import { answer, sayable } from './answer.js';
import type { Settles } from './change.js';
import { type Decision, isDecided } from './decide-on.js';
import { handle } from './handle.js';
import type { House } from './house.js';
import { inTurn } from './in-turn.js';
import type { Received } from './ports/inbox.js';
import type { TicketRead } from './ports/tickets.js';
import { type Answer, acknowledges, message, modal, type Reader, readerOf, SILENCE, toast } from './speak.js';
import { groupOf, maySee, ticketView } from './views.js';

/** Part of the platform's patience we use before the answer goes the other way. */
const PATIENCE = 0.6;

/** Set when the acknowledgement has gone out without words: what is to be said now goes by the outbox. */
interface Deadline {
  passed: boolean;
}

/** One inbound, all it needs, on its way through. */
interface Matter {
  readonly house: House;
  readonly inbound: Inbound;
  readonly received: Received;
  readonly reader: Reader;
  readonly context: Context;
  readonly deadline: Deadline;
  readonly capabilities: Capabilities;
}

/** Resolves with the answer for the acknowledgement, or null when it follows by the outbox. */
export async function receive(house: House, inbound: Inbound): Promise<Reply | null> {
  const adapter = house.adapters.get(inbound.platform);
  if (!adapter) throw new Error(`an inbound from ${inbound.platform}, which is not configured`);
  const received = await house.store.inbox.receive(inbound, house.store.clock.now());
  if (received.status === 'settled') return received.reply;
  const deadline: Deadline = { passed: false };
  const work = inTurn(`${inbound.address} ${inbound.sender.account}`, () =>
    act(house, inbound, received, adapter.capabilities, deadline),
  );
  const stop = new AbortController();
  const late = after(adapter.capabilities.ackWithinMs * PATIENCE, null, { signal: stop.signal }).then(
    () => {
      deadline.passed = true;
      return null;
    },
    () => null,
  );
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    house.log.error({ err: error, event: inbound.eventId }, 'an inbound failed; the sweep tries again');
    return null;
  } finally {
    stop.abort();
  }
}

/** What the sweep does with an inbound that was stored but not settled before a crash. */
export async function resume(house: House, inbound: Inbound): Promise<void> {
  const adapter = house.adapters.get(inbound.platform);
  if (!adapter) return;
  const received = await house.store.inbox.context(inbound);
  if (received.status !== 'settled')
    await act(house, inbound, received, adapter.capabilities, { passed: true });
}

async function act(
  house: House,
  inbound: Inbound,
  received: Received,
  capabilities: Capabilities,
  deadline: Deadline,
): Promise<Reply | null> {
  const reader = await readerOf(house, received.person);
  const context = await contextOf(house, inbound, received, reader, capabilities);
  const matter: Matter = { house, inbound, received, reader, context, deadline, capabilities };
  return carryOut(matter, interpret(inbound, context));
}

async function carryOut(matter: Matter, intent: Intent): Promise<Reply | null> {
  const { house, inbound, reader } = matter;
  const { wording } = reader;
  switch (intent.kind) {
    case 'command':
      return command(matter, intent);
    case 'query': {
      const card = await answer(house, intent.query, reader, groupOf(inbound, matter.received));
      return settle(matter, message(inbound, reader, card));
    }
    case 'ask': {
      const title = titleOf(matter, intent.question);
      const card = questionCard({ ...intent.question, title, buttons: matter.capabilities.buttons }, wording);
      return settle(matter, message(inbound, reader, card), intent.dialogue);
    }
    case 'cancelled':
      return settle(matter, say(matter, 'neutral', wording.t('dialogue.cancelled')), null);
    case 'unknown':
      return settle(matter, message(inbound, reader, unknownCard(intent, wording)));
    case 'refused':
      return settle(matter, say(matter, 'warning', refusalToast(intent.refusal as Refusal, wording).text));
    case 'nothing':
      return settle(matter, SILENCE);
  }
}

/** Runs the command; its answer is settled in the same save as what it does. */
async function command(matter: Matter, intent: Extract<Intent, { kind: 'command' }>): Promise<Reply | null> {
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
  const handled = await handle(house, asked, (decision, read) => {
    lateAtSave = matter.deadline.passed;
    const spoken = speak(matter, asked, decision, read);
    answered = spoken.answer;
    const dialogue =
      'dialogue' in spoken ? spoken.dialogue : endsDialogue && isDecided(decision) ? null : undefined;
    return settles(matter, answered, dialogue);
  });
  if (handled.kind === 'duplicate') return (await house.store.inbox.context(inbound)).reply;
  const reply = await withFreshCard(matter, handled.kind === 'refused' ? handled.read : null, answered.reply);
  // The acknowledgement went out empty while we were saving: what it should have said follows.
  if (matter.deadline.passed && !lateAtSave && answered.reply?.toast)
    await follow(matter, answered.reply.toast);
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
    if (asked.type === open.type) return { answer: SILENCE };
    return { answer: say(matter, 'good', wording.t(`done.${doneKey(asked, decision.events.at(-1)?.type)}`)) };
  }
  if ('refused' in decision) {
    const errors = inbound.content.kind === 'form' ? fieldErrors(decision, wording) : {};
    if (Object.keys(errors).length > 0 && !matter.deadline.passed)
      return { answer: { reply: { fieldErrors: errors }, outbox: [] } };
    return { answer: say(matter, 'warning', refusalToast(decision, wording).text) };
  }
  return ask(matter, asked, decision, read);
}

/** Asks for what an action needs: a form where there is one, else one question after the other. */
function ask(
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

function answersSoFar({ content }: Inbound): Record<string, string> {
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

function actionTitle({ reader }: Matter, asked: Command, read: TicketRead | null): string {
  const { wording, edition } = reader;
  const named = String(asked.input.transition ?? '');
  const sop = read ? edition.content.latest[read.ticket.sop] : undefined;
  const label = sop?.transitions[named]?.label ?? actions[asked.type]?.label ?? open.label;
  return read ? `#${read.ticket.id} ${wording.text(label)}` : wording.text(label);
}

function colleagues({ reader }: Matter, read: TicketRead | null): { id: string; name: string }[] {
  const team = read && reader.directory.queues.get(read.ticket.queue)?.team;
  return [...reader.directory.members.values()]
    .filter(({ active, teams }) => active && (!team || teams.includes(team)))
    .map(({ id, name }) => ({ id, name }));
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

function say(matter: Matter, tone: 'good' | 'neutral' | 'warning', text: string): Answer {
  return toast(matter.inbound, matter.reader, tone, text, matter.deadline.passed);
}

/** Settles an inbound that changes no ticket. */
async function settle(matter: Matter, answered: Answer, dialogue?: Dialogue | null): Promise<Reply | null> {
  const { house } = matter;
  const { outbox = [], ...rest } = settles(matter, answered, dialogue);
  const saved = await house.store.tickets.save({ ...rest, expect: [], outbox, commands: [] });
  if (!saved.saved) return (await house.store.inbox.context(matter.inbound)).reply;
  house.onSaved({ commands: [] });
  return answered.reply;
}

function settles(
  { inbound, received, reader, context }: Matter,
  { reply, outbox }: Answer,
  dialogue?: Dialogue | null,
): Settles {
  const { address, platform, eventId } = inbound;
  const forgets = dialogue === null && received.dialogue === null;
  return {
    inbox: { platform, eventId, reply },
    outbox,
    ...(dialogue === undefined || forgets
      ? {}
      : {
          dialogue: {
            address,
            person: `${reader.person.kind}:${reader.person.id}`,
            state: dialogue,
            now: context.now,
          },
        }),
  };
}

async function follow(matter: Matter, { tone, text }: NonNullable<Reply['toast']>): Promise<void> {
  const { outbox } = toast(matter.inbound, matter.reader, tone, text, true);
  await matter.house.store.tickets.save({ expect: [], outbox, commands: [] });
  matter.house.onSaved({ commands: [] });
}

function doneKey(asked: Command, last: string | undefined): string {
  return last === 'transitionProposed' ? 'proposed' : asked.type;
}

function titleOf({ reader }: Matter, question: { readonly sop?: string; readonly button?: string }): string {
  const { edition, wording } = reader;
  const sop = question.sop === undefined ? undefined : edition.content.latest[question.sop];
  if (sop) return wording.text(sop.title);
  const [type = ''] = (question.button ?? '').split(':');
  const action = actions[type];
  return action ? wording.text(action.label) : '';
}

/** Reads what the meaning may depend on; a press says everything itself and needs nothing more. */
async function contextOf(
  house: House,
  inbound: Inbound,
  received: Received,
  reader: Reader,
  capabilities: Capabilities,
): Promise<Context> {
  const { person, edition, directory, locale } = reader;
  const spoken = inbound.content.kind === 'text' || inbound.content.kind === 'files';
  const mine =
    spoken && person.kind === 'requester'
      ? await house.store.tickets.list({ requesterId: person.id, open: true, limit: 20 })
      : [];
  const about = received.place?.ticketId ?? mine[0]?.id ?? null;
  const read = spoken && about !== null ? await house.store.tickets.ticket(about) : null;
  const own = read ? await house.library.edition(read.ticket.content) : null;
  return {
    now: house.store.clock.now(),
    tz: house.tz,
    locale,
    person: { kind: person.kind, id: person.id },
    dialogue: received.dialogue,
    place: received.place,
    ticket:
      read && own
        ? {
            id: read.ticket.id,
            version: read.ticket.version,
            queue: read.ticket.queue,
            state: read.ticket.state,
            sop: own.sop(read.ticket.sop),
          }
        : null,
    openTickets: mine.map(({ id }) => id),
    capabilities,
    sops: Object.values(edition.content.latest),
    content: edition.id,
    directory,
    actions: sayable(),
    reports: [...reports],
  };
}
