/** What a typed text means. The order of the rules is the meaning: see each. */
import { parseButton } from '../platform/button.js';
import { asBefore } from './at-once.js';
import { begin, chooseCategory } from './begin.js';
import { commandSaid, numberLed, stepSaid } from './command.js';
import type { Context } from './context.js';
import { type Asking, answer, ask, back, isAsking, restart, resume, skip } from './dialogue.js';
import { forWhom } from './draft.js';
import { file, withQuoted } from './file-draft.js';
import { ticketHere } from './here.js';
import { openForHuman } from './human.js';
import { startIntake } from './intake.js';
import type { Intent, Query } from './intent.js';
import { choose, digitOf, isBetween } from './menu.js';
import { openForQuoted, openForSaid } from './open-for.js';
import { takePeriod } from './period.js';
import { press } from './press.js';
import { refuseHere } from './refusals.js';
import { keyOf, LONGEST_TEXT, type Numbered, readSaid, type Said, takeNumber } from './said.js';
import { answeredAnew, similarSaid } from './similar.js';
import { serviceWanted } from './sop-words.js';
import { suggest } from './suggest.js';
import { answerWaited } from './waited.js';
import { controlOf, leadingWord, type Meaning, type Vocabulary, vocabularyOf } from './words.js';

export function interpretText(raw: string, alone: boolean, context: Context): Intent {
  const length = [...raw].length;
  // In a group a long text is somebody's document, not a word to us.
  if (length > LONGEST_TEXT)
    return alone ? refused('text_too_long', { max: LONGEST_TEXT, got: length }) : { kind: 'nothing' };
  const said = readSaid(raw);
  if (said.key === '')
    return said.addressed ? { kind: 'query', query: { kind: 'help' } } : { kind: 'nothing' };
  const vocabulary = vocabularyOf(context);
  const { dialogue } = context;
  const digit = digitOf(said.key);
  if (digit !== null && isBetween(digit, context)) return refused('digit_unclear', { digit });
  if (isAsking(dialogue)) return inQuestions(said, dialogue, vocabulary, context);

  const alike = dialogue?.kind === 'similar' ? similarSaid(said.key, dialogue, context) : null;
  if (alike) return alike;

  const chosen = digit === null ? null : choose(digit, context);
  if (chosen && 'value' in chosen) return interpretPress(chosen.value, context);
  // A score may be given for days, also where the choices it was asked with are over.
  const scored = alone ? scoreSaid(said.key, context) : null;
  if (scored) return scored;
  if (chosen) return { kind: 'refused', refusal: chosen };

  const toUs = alone || said.addressed;
  const staff = context.person.kind === 'member';
  const others = toUs && staff ? openForSaid(said.text, context) : null;
  if (others) return others;
  const numbered = takeNumber(said);
  const known = knownWords(numbered, toUs, vocabulary, context);
  if (known) return known;
  const service = toUs ? serviceWanted(numbered.key, context) : null;
  const begun = service && begin(service, context, 'category' in service ? numbered.text : '');
  if (begun) return begun;
  const went = dialogue?.kind === 'similar' && toUs ? answeredAnew(said.text, dialogue, context) : null;
  return went ?? unmatched(numbered, toUs, vocabulary, context);
}

/** A press; a suggested word that was pressed is as good as typed. */
export function interpretPress(value: string, context: Context): Intent {
  const said = parseButton(value);
  // A menu's digit must not choose again from the menu: what was suggested is a word.
  const typed = said?.action === 'say' && digitOf(said.argument ?? '') === null;
  return typed ? interpretText(said.argument ?? '', true, context) : press(value, context);
}

/** While a question is asked, a text is its answer, unless it is a way out, a plain word of the house or orders something. */
function inQuestions(said: Said, dialogue: Asking, vocabulary: Vocabulary, context: Context): Intent {
  const { text, key } = said;
  switch (controlOf(key)) {
    case 'cancel':
      return { kind: 'cancelled' };
    case 'back':
      return back(dialogue, context);
    case 'skip':
      return skip(dialogue, context);
    case 'resume':
      return asBefore(dialogue, resume(dialogue, context), context);
    case 'restart':
      return asBefore(dialogue, restart(dialogue, context, true), context);
    case 'one_by_one':
      return ask(dialogue, context);
    case null: {
      const meaning = vocabulary.get(key);
      if (meaning?.kind === 'query') return pageAbout(meaning.query, null, context);
      // Whoever wants a person has left the questions.
      const called = callsPerson(meaning) ? mean(meaning, '', takeNumber(said), true, context) : null;
      return called ?? ordered(said, vocabulary, context) ?? answer(dialogue, text, context);
    }
  }
}

/** '#2 备注': a colleague who names a ticket and what is to be done with it has left the question, and answers nothing. */
function ordered(said: Said, vocabulary: Vocabulary, context: Context): Intent | null {
  const numbered = takeNumber(said);
  if (numbered.ticketId === null || context.person.kind !== 'member') return null;
  const { key, text } = numbered;
  const head = leadingWord(key, vocabulary);
  const meaning = vocabulary.get(key) ?? head?.meaning;
  const orders = meaning?.kind === 'action' || meaning?.kind === 'transition';
  if (!orders && !(meaning?.kind === 'report' && meaning.action !== undefined)) return null;
  const tail = head && !vocabulary.has(key) ? tailOf(text, head.word) : '';
  return mean(meaning, tail, numbered, true, context);
}

/** A word we know, alone or at the head: pages, numbers, reports, steps, actions. */
function knownWords(
  numbered: Numbered,
  toUs: boolean,
  vocabulary: Vocabulary,
  context: Context,
): Intent | null {
  const { key, text, ticketId } = numbered;
  if (ticketId !== null && (key === '' || LOOK_UP.test(key))) return ticket(ticketId);
  const asked = /^(?:查|查询|查看|看|进度|show|status|progress) ?#?(\d{1,9})$/u.exec(key);
  if (asked) return ticket(Number(asked[1]));
  const whole = vocabulary.get(key);
  if (whole) return mean(whole, '', numbered, toUs, context);
  if (context.person.kind === 'member') {
    const report = reportSaid(key, vocabulary);
    if (report) return report;
  }
  const head = leadingWord(key, vocabulary);
  if (head) return mean(head.meaning, tailOf(text, head.word), numbered, toUs, context);
  const said = toUs && context.person.kind === 'member' ? UNSPACED.exec(text)?.[1] : undefined;
  return said === undefined ? null : { kind: 'query', query: { kind: 'customers', said } };
}

function mean(
  meaning: Meaning,
  tail: string,
  numbered: Numbered,
  toUs: boolean,
  context: Context,
): Intent | null {
  switch (meaning.kind) {
    case 'query':
      // '帮助我看看' is no call for help: a page takes no more words. Colleagues ask each other why all day.
      if (tail !== '' || (OF_HERE.includes(meaning.query.kind) && !toUs && numbered.ticketId === null))
        return null;
      return pageAbout(meaning.query, numbered.ticketId, context);
    case 'report':
      if (meaning.action !== undefined && (tail !== '' || numbered.ticketId !== null))
        return mean({ kind: 'action', type: meaning.action }, tail, numbered, toUs, context);
      return tail === ''
        ? { kind: 'query', query: { kind: 'report', report: meaning.report, period: 'this_week' } }
        : null;
    case 'find':
      return { kind: 'query', query: { kind: 'customers', said: tail } };
    case 'errand': {
      // To the desk itself a number is only a word: '绑定 #12'.
      const said = numbered.ticketId === null ? tail : `${tail} #${numbered.ticketId}`.trim();
      return {
        ...{ kind: 'errand', type: meaning.type, endsDialogue: false },
        input: said === '' ? {} : { said },
      };
    }
    case 'sop': {
      const sop = context.sops.find(({ key }) => key === meaning.sop);
      if (!sop) return null;
      // Staff open tickets for others; what they ask for by its name is how it is done.
      return context.person.kind === 'member' && forWhom(context) === undefined
        ? { kind: 'query', query: { kind: 'sop', sop: sop.key } }
        : startIntake(sop, context, tail);
    }
    case 'category':
      return chooseCategory(meaning.path, context, meaning.tells ? numbered.text : tail);
    case 'draft':
      if (context.person.kind !== 'member') return file(withQuoted(tail, context), context);
      // Colleagues may say so to each other; in answer to a message it is said to us.
      return toUs || context.quoted ? openForQuoted(tail, context) : null;
    case 'transition':
    case 'action': {
      const led =
        meaning.kind === 'action' && numbered.ticketId === null ? numberLed(meaning.type, tail) : null;
      if (led) return mean(meaning, led.text, led, toUs, context);
      const ticketId = numbered.ticketId ?? surveyed(meaning, context) ?? ticketHere(context, toUs);
      if (ticketId === undefined && toUs && callsPerson(meaning))
        return openForHuman(tail, numbered.text, context);
      if (ticketId === undefined)
        return toUs && context.person.kind === 'member'
          ? refused('which_ticket', { word: numbered.text })
          : null;
      if (meaning.kind === 'action') {
        const command = commandSaid(meaning.type, ticketId, tail, context);
        return command && callsPerson(meaning) ? { ...command, endsDialogue: true } : command;
      }
      return stepSaid(
        ticketId,
        ticketId === context.ticket?.id ? meaning.transition : numbered.key,
        tail,
        context,
      );
    }
  }
}

const callsPerson = (meaning: Meaning | undefined): meaning is Extract<Meaning, { kind: 'action' }> =>
  meaning?.kind === 'action' && meaning.type === 'human';

/** A bare number answers what was asked of the ticket that is over: '4', '10', '5 分'. */
function scoreSaid(key: string, { survey }: Context): Intent | null {
  const [, score] = /^(10|\d) ?分?$/u.exec(key) ?? [];
  if (survey === null || score === undefined) return null;
  const { asks: type, ticketId } = survey;
  return { kind: 'command', type, ticketId, input: { score }, endsDialogue: false };
}

/** The ticket that a score without a number is about. */
function surveyed(meaning: Meaning, { survey }: Context): number | undefined {
  return meaning.kind === 'action' && meaning.type === survey?.asks ? survey.ticketId : undefined;
}

/** Asked of the ticket at hand: colleagues say such words to each other. */
const OF_HERE: readonly string[] = ['why', 'materials'];

/** '为什么' is asked of the ticket at hand, '为什么 #12' of that one; '到哪了' of the newest, '#12 到哪了' of that one. */
function pageAbout(query: Query, ticketId: number | null, context: Context): Intent {
  if (query.kind === 'ticket') return { kind: 'query', query: { ...query, ticketId } };
  if (query.kind !== 'why' && query.kind !== 'materials') return { kind: 'query', query };
  return { kind: 'query', query: { ...query, ticketId: ticketId ?? ticketHere(context, true) ?? null } };
}

/** '本周数据', 'workload last month'. */
function reportSaid(key: string, vocabulary: Vocabulary): Intent | null {
  const taken = takePeriod(key);
  if (!taken) return null;
  const meaning = vocabulary.get(taken.rest);
  if (meaning?.kind !== 'report') return null;
  return { kind: 'query', query: { kind: 'report', report: meaning.report, period: taken.period } };
}

/** A requester's words reach whoever handles their ticket; nobody else's are taken for what they may not be. */
function unmatched(numbered: Numbered, toUs: boolean, vocabulary: Vocabulary, context: Context): Intent {
  const { text, key } = numbered;
  const suggestions = () => suggest(key, vocabulary.keys());
  if (context.person.kind === 'member') {
    // A number and a few words ask for a step: the rules know its words and say what else is possible.
    if (numbered.ticketId !== null && key !== '' && key.length <= LONGEST_STEP)
      return stepSaid(numbered.ticketId, text, '', context) ?? { kind: 'nothing' };
    return toUs ? { kind: 'unknown', said: text, suggestions: suggestions() } : { kind: 'nothing' };
  }
  const ticketId = numbered.ticketId ?? ticketHere(context, toUs);
  if (ticketId !== undefined)
    return (
      answerWaited(ticketId, text, context) ?? {
        ...{ kind: 'command', type: 'reply', ticketId, input: { text } },
        endsDialogue: false,
      }
    );
  if (!toUs) return { kind: 'nothing' };
  if (controlOf(key)) return refused('no_dialogue');
  const near = suggestions();
  return near.length > 0
    ? { kind: 'unknown', said: text, suggestions: near, draft: text }
    : { kind: 'query', query: { kind: 'welcome' }, draft: text };
}

/** What was said after a word, as it was written: comparing changes width and case, an answer must not. */
function tailOf(text: string, word: string): string {
  for (let end = 1; end <= text.length; end++)
    if (keyOf(text.slice(0, end)) === word) return text.slice(end).replace(/^[\s:：,，、;；]+/u, '');
  return '';
}

const LONGEST_STEP = 20;
/** '查青禾科技': Chinese needs no space. */
const UNSPACED = /^(?:查客户|查询|查找|查(?![看询找]))(.{2,})$/u;
const LOOK_UP = /^(?:查|查询|查看|看|进度|工单|show|status|progress|ticket)$/u;

const ticket = (ticketId: number): Intent => ({ kind: 'query', query: { kind: 'ticket', ticketId } });

function refused(...why: Parameters<typeof refuseHere>): Intent {
  return { kind: 'refused', refusal: refuseHere(...why) };
}
