/** Where desk, SOPs and texts meet: hooks set off what exists, routines say what exists, words lead to one SOP. */
import { checkedBy } from './checked-by.js';
import type { DeskDraft } from './desk.js';
import type { Draft } from './draft.js';
import { type Known, LOCALES } from './known.js';
import { suggest } from './nearest.js';
import { placeholders } from './placeholders.js';
import type { Problem } from './problem.js';
import { own } from './record.js';

/** Every hook sets off a transition that is open to it. `latest`: the newest version of each SOP. */
export function checkHooks({ desk, yaml }: DeskDraft, latest: readonly Draft[]): Problem[] {
  const problems: Problem[] = [];
  for (const [source, types] of Object.entries(desk.hooks))
    for (const [type, hook] of Object.entries(types)) {
      const at = ['hooks', source, type];
      if ('check' in hook) {
        const points = latest.flatMap(({ sop }) => checkedBy(sop, source));
        if (!points.includes(hook.check))
          problems.push(
            yaml.problem(
              [...at, 'check'],
              `expected a point that ${source} answers, got ${JSON.stringify(hook.check)}`,
              suggest(
                hook.check,
                points,
                `write "checked_by: { ${hook.check}: { source: ${source} } }" in an SOP`,
              ),
            ),
          );
        continue;
      }
      const { transition, fields } = hook;
      const open = latest.flatMap(({ sop }) =>
        Object.values(sop.transitions)
          .filter(({ by }) => by.includes(`source:${source}`))
          .map(({ key }) => ({ key, sop })),
      );
      const meant = open.filter(({ key }) => key === transition);
      if (meant.length === 0)
        problems.push(
          yaml.problem(
            [...at, 'transition'],
            `expected a transition open to source:${source}, got ${JSON.stringify(transition)}`,
            suggest(
              transition,
              open.map(({ key }) => key),
              `add source:${source} to "by" of ${transition}`,
            ),
          ),
        );
      for (const field of Object.keys(fields))
        if (meant.length > 0 && !meant.some(({ sop }) => Object.hasOwn(sop.fields, field)))
          problems.push(
            yaml.problem(
              [...at, 'fields', field],
              `expected a field of an SOP with ${transition}, got ${JSON.stringify(field)}`,
              suggest(
                field,
                meant.flatMap(({ sop }) => Object.keys(sop.fields)),
                'add it under "fields" there',
              ),
            ),
          );
    }
  return problems;
}

/** Every routine says a text that needs no ticket; where it opens some, it may say how many. */
export function checkRoutines({ desk, yaml }: DeskDraft, known: Known): Problem[] {
  const problems: Problem[] = [];
  for (const { key, say, open } of desk.routines)
    for (const locale of LOCALES) {
      const messages = known.messages[locale];
      const text = own(messages, `say.${say}`);
      const path = ['routines', key, 'say'];
      if (text === undefined)
        problems.push(
          yaml.problem(
            path,
            `expected a text say.${say} in ${locale}, got none`,
            `add it in messages/${locale}/`,
          ),
        );
      else if (placeholders(text).some((word) => open === null || word !== 'count'))
        problems.push(
          yaml.problem(
            path,
            `expected a text without words in braces${open ? ' but {count}' : ''}, got {${placeholders(text).join('}, {')}} in ${locale}`,
            'a routine rests on no ticket: write the text out',
          ),
        );
    }
  return problems;
}

/** What a requester says begins one SOP, not two. */
export function checkSopWords(latest: readonly Draft[]): Problem[] {
  const taken = new Map<string, string>();
  return latest.flatMap(({ sop, yaml }) =>
    sop.words.flatMap((word, index) => {
      const said = word.trim().toLowerCase();
      const other = taken.get(said);
      taken.set(said, other ?? sop.key);
      return other === undefined
        ? []
        : [
            yaml.problem(
              ['words', index],
              `expected a word of its own, got ${JSON.stringify(word)}, which begins ${other}`,
              'choose another word, or remove it there',
            ),
          ];
    }),
  );
}
