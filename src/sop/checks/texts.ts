/** Every text an SOP says: it exists in both languages, its `{words}` can be filled, its link leads somewhere. */

import { filledFields } from '../filled.js';
import { type Known, LOCALES } from '../known.js';
import { transitionsFrom } from '../machine.js';
import { suggest } from '../nearest.js';
import { placeholders, placeholdersOf } from '../placeholders.js';
import { own } from '../record.js';
import type { Check, Report } from '../report.js';
import type { Audience, Field, Guard, Sop } from '../sop.js';
import type { Path } from '../yaml-source.js';

/** A text, where it is said, and what it may rest on. */
interface Said {
  readonly at: Path;
  readonly to: Audience;
  readonly say: string;
  /** The key that names the text. */
  readonly under: 'say' | 'guide' | 'sorry';
  readonly link?: string | undefined;
  /** States the ticket may be in when the text is read. */
  readonly states: readonly string[];
  /** Inputs of the transition that says it. */
  readonly inputs: readonly Field[];
  /** Fields that hold a value by then. */
  readonly filled: (field: string) => boolean;
}

export const checkTexts: Check = (sop, known, report) => {
  for (const said of allSaid(sop)) {
    checkText(sop, known, said, report);
    checkLink(sop, said, report);
  }
};

function* allSaid(sop: Sop): Iterable<Said> {
  const filledIn = filledFields(sop);
  for (const { key, guide, limit, enter, leave } of Object.values(sop.states)) {
    const filled = (field: string) => filledIn(key).has(field);
    const ways = transitionsFrom(sop, key);
    if (guide !== undefined)
      yield {
        ...{ at: ['states', key], to: 'requester', say: guide, under: 'guide' },
        ...{ states: [key], inputs: [], filled },
      };
    if (limit?.sorry !== undefined)
      yield {
        ...{ at: ['states', key, 'limit'], to: 'requester', say: limit.sorry, under: 'sorry' },
        ...{ states: [key], inputs: [], filled },
      };
    for (const [index, tell] of enter.entries())
      yield {
        ...tell,
        ...{ to: tell.tell, under: 'say' },
        at: ['states', key, 'enter', index],
        states: [key],
        inputs: [],
        filled,
      };
    for (const [index, tell] of leave.entries())
      yield {
        ...tell,
        ...{ to: tell.tell, under: 'say' },
        at: ['states', key, 'leave', index],
        states: ways.map(({ to }) => to),
        inputs: [],
        filled: (field) => filled(field) || ways.every(({ when }) => demands(when, field)),
      };
  }
  for (const { key, from, to, input, when, do: effects } of Object.values(sop.transitions)) {
    const filled = (field: string) =>
      demands(when, field) || from.every((state) => filledIn(state).has(field));
    for (const [index, effect] of effects.entries())
      if (effect.effect === 'tell')
        yield {
          ...effect,
          ...{ to: effect.tell, under: 'say' },
          at: ['transitions', key, 'do', index],
          states: [to],
          inputs: input,
          filled,
        };
  }
  for (const { key, in: states, start, when, tell, say, link } of Object.values(sop.timers))
    if (tell !== null && say !== null)
      yield {
        ...{ at: ['timers', key], to: tell, say, under: 'say', link, states, inputs: [] },
        filled: (field) =>
          (start.from === 'field' && start.field === field) ||
          demands(when, field) ||
          states.every((state) => filledIn(state).has(field)),
      };
}

function demands(when: readonly Guard[], field: string): boolean {
  return when.some((guard) => guard.guard === 'has' && guard.fields.includes(field));
}

function checkText(sop: Sop, known: Known, { at, say, under, inputs, filled }: Said, report: Report): void {
  const path = [...at, under];
  for (const locale of LOCALES) {
    const key = `say.${say}`;
    const messages = known.messages[locale];
    const text = own(messages, key);
    if (text === undefined) {
      const says = Object.keys(messages).flatMap((name) => (name.startsWith('say.') ? [name.slice(4)] : []));
      report(
        path,
        `expected a text ${key} in ${locale}, got none`,
        suggest(say, says, `add ${say} under "say" in messages/${locale}/`),
      );
      continue;
    }
    const may = [...placeholdersOf(sop), ...inputs.map((input) => input.key)];
    for (const word of placeholders(text)) {
      if (!may.includes(word))
        report(
          path,
          `expected the ${locale} text ${key} to use fields, inputs of this transition or known words, got {${word}}`,
          suggest(word, may, 'change the text'),
        );
      else if (inputs.some((input) => input.key === word && !input.required))
        report(
          path,
          `expected only required inputs in the ${locale} text ${key}, got {${word}}, which may be left out`,
          `write "required: true" at the input ${word}, or change the text`,
        );
      else if (Object.hasOwn(sop.fields, word) && !filled(word))
        report(
          path,
          `expected only fields that are surely filled by then in the ${locale} text ${key}, got {${word}}`,
          `demand it before, with "when: { has: [${word}] }", or change the text`,
        );
      if ((own(sop.fields, word) ?? inputs.find(({ key }) => key === word))?.personal)
        report(
          path,
          `expected no personal field in a text, got {${word}} in ${key}`,
          'leave it out: texts go through chats, and personal values do not',
        );
    }
  }
}

function checkLink(sop: Sop, { at, link, states, to }: Said, report: Report): void {
  if (link === undefined) return;
  const path = [...at, 'link'];
  const transition = own(sop.transitions, link);
  if (transition === undefined) {
    report(
      path,
      `expected a transition, got ${JSON.stringify(link)}`,
      suggest(link, Object.keys(sop.transitions), 'add it under "transitions"'),
    );
    return;
  }
  for (const state of states)
    if (!transition.from.includes(state))
      report(
        path,
        `expected a transition from ${JSON.stringify(state)}, got ${link} from ${transition.from.join(', ')}`,
        'link to a transition that is possible there',
      );
  if (to === 'requester' && !transition.by.includes('requester'))
    report(
      path,
      `expected a transition the requester may make, got ${link} by ${transition.by.join(', ')}`,
      `add requester to "by" of ${link}, or remove the link`,
    );
}
