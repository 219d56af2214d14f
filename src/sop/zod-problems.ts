/** Turns what zod found into problems: where, "expected X, got Y", and a mend. */
import type { z } from 'zod';
import { nearest } from './nearest.js';
import { type Problem, quoted } from './problem.js';
import type { Path, YamlSource } from './yaml-source.js';

/** All of zod's issues with one file, in the order of the file. */
export function zodProblems(yaml: YamlSource, error: z.ZodError): Problem[] {
  return error.issues
    .flatMap((issue) => problemsOf(yaml, issue))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function problemsOf(yaml: YamlSource, issue: z.core.$ZodIssue): Problem[] {
  const said = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? '') : issue.message;
  const [first = '', hint = ''] = said.split('\n');
  const expected = expectation(first);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(yaml, [...issue.path, key], expected, hint.split(' ')));
  const last = issue.path.at(-1);
  const got = issue.code === 'invalid_key' ? String(last) : written(yaml, issue.path);
  const missing = got === undefined || got === null;
  const of = typeof last === 'string' && issue.code !== 'invalid_key' ? `${JSON.stringify(last)}: ` : '';
  return [
    yaml.problem(
      issue.path,
      `${of}${expected}, got ${quoted(got)}`,
      mendOf(expected, hint, missing, last, got),
    ),
  ];
}

/** The value at a path; a single value where a list is allowed has no index of its own. */
function written(yaml: YamlSource, path: Path): unknown {
  const value = yaml.at(path);
  return value === undefined && typeof path.at(-1) === 'number' ? yaml.at(path.slice(0, -1)) : value;
}

function unknownKey(yaml: YamlSource, path: Path, expected: string, keys: readonly string[]): Problem {
  const key = String(path.at(-1));
  const near = nearest(key, keys);
  return yaml.problem(
    path,
    `${expected}, got the unknown key ${JSON.stringify(key)}`,
    // `{ en: Talk done, start }` reads as two keys: the commonest slip of people who write texts.
    yaml.at(path) === null
      ? 'if it belongs to the text before the comma, put that text in quotes; else remove it'
      : near !== undefined
        ? `did you mean ${JSON.stringify(near)}?`
        : `remove it or correct it${keys.join('') === '' ? '' : `; known keys: ${keys.join(', ')}`}`,
  );
}

function mendOf(
  expected: string,
  hint: string,
  missing: boolean,
  last: PropertyKey | undefined,
  got: unknown,
): string {
  if (missing) return typeof last === 'string' ? `add "${last}: …" here` : 'write it here';
  if (expected.startsWith('expected one of') && typeof got === 'string') {
    const near = nearest(got, hint.split(' '));
    return near === undefined
      ? `use one of: ${hint.split(' ').join(', ')}`
      : `did you mean ${JSON.stringify(near)}?`;
  }
  return hint === '' ? `write ${expected.replace(/^expected /u, '')}` : hint;
}

/** Our own schemas say "expected …"; zod's defaults and a calendar's rules are brought into that form. */
function expectation(message: string): string {
  const zods = /^[A-Z][a-z ]+: expected (.*?)(?:, received .*)?$/u.exec(message)?.[1];
  if (zods !== undefined) return `expected ${zods.replaceAll('|', ' or ')}`;
  if (message.startsWith('expected')) return message;
  if (message.startsWith('Unrecognized')) return 'expected known keys';
  return message.startsWith('Invalid') ? 'expected a valid value' : `expected that ${message}`;
}
