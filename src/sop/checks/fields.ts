/** Fields and inputs: their bounds fit their type, nobody names what is not there, and the title can be made. */

import { suggest } from '../nearest.js';
import { placeholders, SAY_VARIABLES } from '../placeholders.js';
import { own } from '../record.js';
import type { Check, Report } from '../report.js';
import type { Field, Sop } from '../sop.js';
import type { Path } from '../yaml-source.js';
import { checkRedLine } from './red-line.js';
import { checkTable } from './table.js';

export const checkFields: Check = (sop, known, report) => {
  const fields = Object.keys(sop.fields);
  for (const field of Object.values(sop.fields)) {
    const at = ['fields', field.key];
    checkField(field, at, report);
    checkTable(field, at, known, report);
    checkRedLine(field, at, sop, known, report);
  }
  checkSubject(sop, report);
  for (const { key, input, when, do: effects } of Object.values(sop.transitions)) {
    const at = ['transitions', key];
    for (const field of input) {
      checkField(field, [...at, 'input', field.key], report);
      checkTable(field, [...at, 'input', field.key], known, report);
      if (field.redLine)
        report(
          [...at, 'input', field.key, 'red_line'],
          'expected a red line on a field of the ticket, got one on an input',
          'make it a field, and wait for it with "when: { has: [ … ] }"',
        );
      if (fields.includes(field.key))
        report(
          [...at, 'input', field.key],
          `expected an input named unlike any field, got ${JSON.stringify(field.key)}`,
          'rename the input, or ask for the field with "when: { has: [ … ] }"',
        );
    }
    for (const guard of when)
      if (guard.guard === 'has')
        guard.fields.forEach((field, index) => {
          if (!fields.includes(field))
            report(
              [...at, 'when', 'has', index],
              `expected a field, got ${JSON.stringify(field)}`,
              suggest(field, fields, 'add it under "fields"'),
            );
        });
    effects.forEach((effect, index) => {
      if (effect.effect !== 'assign') return;
      const named = input.find((field) => field.key === effect.input);
      if (named?.type !== 'member' || !named.required)
        report(
          [...at, 'do', index, 'assign'],
          `expected a required input of type member, got ${JSON.stringify(effect.input)}`,
          named
            ? `write "type: member, required: true" at the input ${effect.input}`
            : suggest(
                effect.input,
                input.map((field) => field.key),
                `add it under "input" of ${key}`,
              ),
        );
    });
  }
};

/** Whether a field's bounds and choices fit its type. */
export function checkField(field: Field, at: Path, report: Report): void {
  if (SAY_VARIABLES.includes(field.key))
    report(
      at,
      `expected a name of your own, got ${JSON.stringify(field.key)}`,
      'rename it: texts use {this word}',
    );
  if ((field.type === 'choice') !== (field.choices !== undefined && field.choices.length > 0))
    report(
      at,
      `expected choices where the type is choice and nowhere else, got type ${field.type}`,
      field.type === 'choice' ? 'add "choices: { … }"' : 'write "type: choice", or remove the choices',
    );
  if (field.type !== 'file' && (field.accept ?? field.maxMb ?? field.image) !== undefined)
    report(
      at,
      `expected accept, max_mb and what pictures measure on files only, got type ${field.type}`,
      'write "type: file", or remove them',
    );
  if (field.type !== 'money' && field.currency !== undefined)
    report(
      [...at, 'currency'],
      `expected a currency on money only, got type ${field.type}`,
      'write "type: money", or remove it',
    );
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    report([...at, 'min'], `expected min up to ${field.max}, got ${field.min}`, 'swap min and max');
}

/** The title is made when the ticket is opened and is shown everywhere. */
function checkSubject(sop: Sop, report: Report): void {
  for (const word of placeholders(sop.subject)) {
    const field = own(sop.fields, word);
    if (field?.intake && field.required && !field.personal && field.type !== 'file') continue;
    const asked = Object.values(sop.fields).filter(
      (known) => known.intake && known.required && !known.personal,
    );
    report(
      ['subject'],
      `expected a required, not personal field of the intake, got {${word}}`,
      suggest(
        word,
        asked.map(({ key }) => key),
        'ask for it with "ask: intake, required: true"',
      ),
    );
  }
}
