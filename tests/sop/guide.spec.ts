/** The guide for whoever writes an SOP: its examples compile, and no word of the language is missing from it. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { showProblem } from '../../src/sop/problem.js';
import { sopFile } from '../../src/sop/schema.js';
import type { Source } from '../../src/sop/yaml-source.js';
import { problemsOf, shipped } from './shipped.js';

const guide = readFileSync('prompts/sops/README.md', 'utf8');
const blocks = [...guide.matchAll(/```yaml\n(?<text>[\s\S]*?)```/gu)].map(({ groups }) => groups?.text ?? '');
const pathOf = (text: string) => /^# (\S+\.yaml)\n/u.exec(text)?.[1];
const files: Source[] = blocks.flatMap((text) => {
  const path = pathOf(text);
  return path === undefined ? [] : [{ path, text }];
});
const additions = blocks.filter((text) => pathOf(text) === undefined);
const TRIAL = 'sops/trial.v1.yaml';
const trial = files.find(({ path }) => path === TRIAL)?.text ?? '';

/** The example with something added to it, as its reader would. */
function added(to: unknown, more: unknown): unknown {
  if (typeof to !== 'object' || to === null || typeof more !== 'object' || more === null) return more;
  if (Array.isArray(to) || Array.isArray(more)) return more;
  const merged: Record<string, unknown> = { ...to };
  for (const [key, value] of Object.entries(more))
    merged[key] = key in merged ? added(merged[key], value) : value;
  return merged;
}

const problemsWith = (text: string) =>
  problemsOf([...shipped, ...files.filter(({ path }) => path !== TRIAL), { path: TRIAL, text }]).map(
    showProblem,
  );

test('the whole example compiles beside the shipped content', () => {
  expect(files.map(({ path }) => path)).toContain(TRIAL);
  expect(problemsWith(trial)).toEqual([]);
});

test.each(additions.map((text) => [Object.keys(parse(text)).join(', '), text]))(
  'what the guide adds to it compiles: %s',
  (_sections, text) => {
    expect(problemsWith(stringify(added(parse(trial), parse(text))))).toEqual([]);
  },
);

test('all that the guide adds compiles together', () => {
  expect(additions.length).toBeGreaterThanOrEqual(4);
  const all = additions.reduce((sop, text) => added(sop, parse(text)), parse(trial));
  expect(problemsWith(stringify(all))).toEqual([]);
});

test('every key of the language has an example', () => {
  const keys = keysOf(sopFile as unknown as Schema);
  expect(keys.size).toBeGreaterThan(50);
  const written = blocks.join('\n');
  expect([...keys].filter((key) => !new RegExp(`(^|[\\s{])${key}:`, 'mu').test(written))).toEqual([]);
});

/** What of a schema's own description tells which schemas it is made of. */
interface Schema {
  readonly _zod: {
    readonly def: {
      readonly shape?: Readonly<Record<string, Schema>>;
      readonly options?: readonly Schema[];
    } & { readonly [inner in 'innerType' | 'element' | 'valueType' | 'in' | 'out']?: Schema };
  };
}

/** Every key that an object somewhere inside may have. */
function keysOf({ _zod: { def } }: Schema): Set<string> {
  const { shape = {}, options = [], innerType, element, valueType, in: before, out } = def;
  const inner = [...Object.values(shape), ...options, innerType, element, valueType, before, out];
  const keys = new Set(Object.keys(shape));
  for (const schema of inner) if (schema) for (const key of keysOf(schema)) keys.add(key);
  // Both languages of a text are in every example.
  return keys;
}
