/** Tickets a step opens: their SOP and queue exist, what is copied fits, and nothing they need at the start is missing. */

import type { Known } from '../known.js';
import { suggest } from '../nearest.js';
import { own } from '../record.js';
import type { Check, Report } from '../report.js';
import type { Field, Opens, Sop } from '../sop.js';
import type { Path } from '../yaml-source.js';

export const checkHandOver: Check = (sop, known, report) => {
  for (const { key, do: effects } of Object.values(sop.transitions)) {
    const opened = new Set<string>();
    for (const [index, effect] of effects.entries()) {
      if (effect.effect !== 'open') continue;
      const at = ['transitions', key, 'do', index, 'open'];
      checkOpens(sop, effect, known, at, report);
      const mark = `${effect.sop} ${effect.queue}`;
      if (opened.has(mark))
        report(
          at,
          `expected each ticket once, got a second ${effect.sop}`,
          'remove it, or name another queue',
        );
      opened.add(mark);
    }
  }
  checkWaits(sop, report);
};

function checkOpens(sop: Sop, effect: Opens, known: Known, at: Path, report: Report): void {
  const target = own(known.sops, effect.sop);
  if (target === undefined)
    report(
      [...at, 'sop'],
      `expected an SOP, got ${JSON.stringify(effect.sop)}`,
      suggest(effect.sop, Object.keys(known.sops), `add sops/${effect.sop}.v1.yaml`),
    );
  if (effect.queue !== null && !known.queues.includes(effect.queue))
    report(
      [...at, 'queue'],
      `expected a queue, got ${JSON.stringify(effect.queue)}`,
      suggest(effect.queue, known.queues, 'add it to desk.yaml'),
    );
  Object.entries(effect.copy).forEach(([into, name], place) => {
    const path = [...at, 'copy', into === name ? place : into];
    const from = own(sop.fields, name);
    if (from === undefined)
      report(
        path,
        `expected a field, got ${JSON.stringify(name)}`,
        suggest(name, Object.keys(sop.fields), 'add it under "fields"'),
      );
    else if (target) checkCopied(from, into, own(target.fields, into), effect.sop, path, report);
  });
  for (const { key, intake, required } of Object.values(target?.fields ?? {}))
    if (intake && required && !Object.hasOwn(effect.copy, key))
      report(
        at,
        `expected all that ${effect.sop} asks at its start to be copied, got no ${key}`,
        `add ${key} to "copy"`,
      );
}

function checkCopied(
  from: Field,
  into: string,
  to: Field | undefined,
  sop: string,
  path: Path,
  report: Report,
): void {
  if (to?.type !== from.type)
    report(
      path,
      `expected a field ${into} of type ${from.type} in ${sop}, got ${to ? to.type : 'none'}`,
      `give ${sop} such a field, or do not copy it`,
    );
  else if (from.personal && !to.personal)
    report(
      path,
      `expected ${from.key} to stay personal, got a field of ${sop} that is not`,
      `write "personal: true" at ${into} in ${sop}`,
    );
}

/** Whoever is waited for is waited for somewhere, and nobody waits for what is never opened. */
function checkWaits({ transitions }: Sop, report: Report): void {
  const all = Object.values(transitions);
  const waiting = all.some(({ when }) => when.some(({ guard }) => guard === 'children_done'));
  const waitedFor = all.some(({ do: effects }) => effects.some((one) => one.effect === 'open' && one.wait));
  for (const { key, when, do: effects } of all) {
    if (!waitedFor && when.some(({ guard }) => guard === 'children_done'))
      report(
        ['transitions', key, 'when', 'children'],
        'expected tickets that are waited for, got none',
        'write "wait: all" at the "open" that opens them, or remove the condition',
      );
    effects.forEach((effect, index) => {
      if (effect.effect === 'open' && effect.wait !== null && !waiting)
        report(
          ['transitions', key, 'do', index, 'open', 'wait'],
          'expected a step that waits for it, "when: { children: done }", got none',
          'add the condition to the step that must wait, or remove "wait"',
        );
    });
  }
}
