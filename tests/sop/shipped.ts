/** The shipped content as compile-ready sources, and ways to break it on purpose. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileContent } from '../../src/sop/content.js';
import type { Content } from '../../src/sop/content-form.js';
import { type Problem, showProblem } from '../../src/sop/problem.js';
import type { Sop } from '../../src/sop/sop.js';
import type { Source } from '../../src/sop/yaml-source.js';

const folder = path.join(import.meta.dirname, '../../prompts');

/** Every file of `prompts/`, as publishing reads it. */
export const everything: readonly Source[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ya?ml|md|csv)$/.test(name))
  .map((name) => ({
    path: name.replaceAll(path.sep, '/'),
    text: readFileSync(path.join(folder, name), 'utf8'),
  }));

/** Without the texts of the program's own screens, which no SOP rests on: a slip there must not fail every spec here. */
export const shipped: readonly Source[] = everything.filter(
  (source) => !source.path.startsWith('messages/') || path.basename(source.path).startsWith('say-'),
);

/** The problems of the shipped content after one file's text is replaced at one place. */
export function problemsAfter(file: string, from: string, to: string): { problems: Problem[]; text: string } {
  const source = shipped.find((known) => known.path === file);
  if (!source) throw new Error(`expected a shipped file, got ${file}`);
  const parts = source.text.split(from);
  if (parts.length !== 2)
    throw new Error(`expected ${JSON.stringify(from)} once in ${file}, got ${parts.length - 1}`);
  const text = parts.join(to);
  return {
    problems: problemsOf(shipped.map((known) => (known === source ? { path: file, text } : known))),
    text,
  };
}

export function problemsOf(files: readonly Source[]): Problem[] {
  const compiled = compileContent(files);
  return 'problems' in compiled ? compiled.problems : [];
}

let compiledOnce: Content | undefined;

/** The shipped content, which must compile; the same for whoever asks. */
export function shippedContent(): Content {
  compiledOnce ??= compiled();
  return compiledOnce;
}

function compiled(): Content {
  const outcome = compileContent(shipped);
  if ('problems' in outcome) throw new Error(outcome.problems.map(showProblem).join('\n'));
  return outcome.content;
}

export function shippedSop(key: string): Sop {
  const sop = shippedContent().latest[key];
  if (!sop) throw new Error(`expected a shipped SOP, got ${key}`);
  return sop;
}

/** 1-based line on which a text stands in a file. */
export function lineOf(text: string, marker: string): number {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`expected ${JSON.stringify(marker)} in the file`);
  return text.slice(0, at).split('\n').length;
}
