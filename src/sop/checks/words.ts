/** What people say: in one state a word or a label leads to one transition only. */
import type { Check } from '../report.js';
import type { Path } from '../yaml-source.js';

export const checkWords: Check = (sop, _known, report) => {
  const taken = new Map<string, string>();
  for (const { key, from, words, label } of Object.values(sop.transitions)) {
    const at = ['transitions', key];
    const names: [string, Path][] = [
      ...words.map((word, index): [string, Path] => [word, [...at, 'words', index]]),
      ...Object.entries(label).map(([locale, name]): [string, Path] => [name, [...at, 'label', locale]]),
    ];
    for (const [name, path] of names)
      for (const state of from) {
        const said = `${state}\n${name.trim().toLowerCase()}`;
        const other = taken.get(said) ?? key;
        if (other !== key)
          report(
            path,
            `expected a word of its own in ${state}, got ${JSON.stringify(name)}, which means ${other} there`,
            'choose another word',
          );
        taken.set(said, other);
      }
  }
};
