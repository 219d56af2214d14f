/** Every text an SOP says: it exists in both languages, its `{words}` can be filled, its link leads somewhere. */
import type { Check, Report } from '../check.js';
import { type Known, LOCALES } from '../known.js';
import { suggest } from '../nearest.js';
import { placeholders, placeholdersOf } from '../placeholders.js';
import { own } from '../record.js';
import type { Audience, Sop } from '../sop.js';
import type { Path } from '../yaml-source.js';

/** A text, where it is said, and what it may rest on. */
interface Said {
  readonly at: Path;
  readonly to: Audience;
  readonly say: string;
  readonly link?: string | undefined;
  /** States the ticket may be in when the text is read. */
  readonly states: readonly string[];
  /** Inputs of the transition that says it. */
  readonly inputs: readonly string[];
}

export const checkTexts: Check = (sop, known, report) => {
  for (const said of allSaid(sop)) {
    checkText(sop, known, said, report);
    checkLink(sop, said, report);
  }
};

function* allSaid(sop: Sop): Iterable<Said> {
  for (const { key, enter } of Object.values(sop.states))
    for (const [index, tell] of enter.entries())
      yield { ...tell, to: tell.tell, at: ['states', key, 'enter', index], states: [key], inputs: [] };
  for (const { key, to, input, do: effects } of Object.values(sop.transitions))
    for (const [index, effect] of effects.entries())
      if (effect.effect === 'tell')
        yield {
          ...effect,
          to: effect.tell,
          at: ['transitions', key, 'do', index],
          states: [to],
          inputs: input.map((field) => field.key),
        };
  for (const timer of Object.values(sop.timers))
    if (timer.tell !== null && timer.say !== null)
      yield { at: ['timers', timer.key], to: timer.tell, say: timer.say, states: timer.in, inputs: [] };
}

function checkText(sop: Sop, known: Known, { at, say, to, inputs }: Said, report: Report): void {
  const path = [...at, 'say'];
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
    const may = [...placeholdersOf(sop), ...inputs];
    for (const word of placeholders(text)) {
      if (!may.includes(word))
        report(
          path,
          `expected the ${locale} text ${key} to use fields, inputs of this transition or known words, got {${word}}`,
          suggest(word, may, 'change the text'),
        );
      if (to === 'queue' && own(sop.fields, word)?.personal)
        report(
          path,
          `expected no personal field in a text told to a queue's group, got {${word}}`,
          'leave it out of the text, or tell the assignee',
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
