/** Texts of the content folder: message files flattened to dotted keys, canned replies; both languages say the same. */
import type { z } from 'zod';
import type { Locale } from '../people/people.js';
import type { CannedReply, Content } from './content-form.js';
import { LOCALES } from './known.js';
import { placeholders } from './placeholders.js';
import { type Problem, quoted } from './problem.js';
import { record } from './record.js';
import { named, pattern, shape, text } from './shape.js';
import { type Path, readYaml, type Source, type YamlSource } from './yaml-source.js';
import { zodProblems } from './zod-problems.js';

/** A text and where it is written. */
interface Written {
  readonly text: string;
  readonly yaml: YamlSource;
  readonly path: Path;
}

/** All message files together. */
export function readMessages(sources: readonly Source[]): {
  messages: Content['messages'];
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const found: Record<Locale, Map<string, Written>> = { 'zh-CN': new Map(), en: new Map() };
  for (const source of sources) {
    const locale = LOCALES.find((known) => source.path.startsWith(`messages/${known}/`));
    if (locale === undefined) {
      problems.push({
        ...{ file: source.path, line: 1, column: 1 },
        message: `expected a message file in messages/zh-CN/ or messages/en/, got ${source.path}`,
        mend: 'move it there',
      });
      continue;
    }
    const read = readYaml(source);
    if ('problems' in read) problems.push(...read.problems);
    else for (const problem of flatten(read.yaml, [], read.yaml.value, found[locale])) problems.push(problem);
  }
  problems.push(...translations(found));
  const plain = (texts: Map<string, Written>) =>
    record([...texts].map(([key, written]) => [key, written.text] as const));
  return { messages: { 'zh-CN': plain(found['zh-CN']), en: plain(found.en) }, problems };
}

function* flatten(
  yaml: YamlSource,
  path: Path,
  value: unknown,
  found: Map<string, Written>,
): Iterable<Problem> {
  if (path.length === 0 && value === null) return;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) yield* flatten(yaml, [...path, key], inner, found);
    return;
  }
  const key = path.map(String).join('.');
  if (typeof value !== 'string' || value.trim() === '') {
    yield yaml.problem(
      path,
      `expected a text, got ${quoted(value === '' ? null : value)}`,
      'write the text, in quotes if it looks like a number',
    );
    return;
  }
  const other = found.get(key);
  if (other !== undefined)
    yield yaml.problem(
      path,
      `expected the key ${key} once, got it in ${other.yaml.path} too`,
      'remove one of the two',
    );
  else found.set(key, { text: value.trim(), yaml, path });
}

/** A key in one language only, or with other values in the other, would fail before a reader's eyes. */
function* translations(found: Record<Locale, Map<string, Written>>): Iterable<Problem> {
  for (const [here, there] of [
    ['zh-CN', 'en'],
    ['en', 'zh-CN'],
  ] as const)
    for (const [key, { text: mine, yaml, path }] of found[here]) {
      const theirs = found[there].get(key);
      if (theirs === undefined)
        yield yaml.problem(
          path,
          `expected ${key} in both languages, got none in ${there}`,
          `add it to a file in messages/${there}/`,
        );
      else if (here === 'en' && words(mine) !== words(theirs.text))
        yield yaml.problem(
          path,
          `expected the words ${words(theirs.text) || '(none)'} of the zh-CN text of ${key}, got ${words(mine) || '(none)'}`,
          'use the same words in braces in both languages; a text with " #" in it needs quotes',
        );
    }
}

const words = (of: string): string =>
  [...placeholders(of)]
    .sort()
    .map((word) => `{${word}}`)
    .join(' ');

const repliesFile = named(
  'canned replies',
  pattern(/^[a-z][a-z0-9_]*$/u, 'the key of a canned reply', 'review_pass'),
  shape('a canned reply', { title: text, text }),
);

/** All files of canned replies together. */
export function readReplies(sources: readonly Source[]): {
  replies: Record<string, CannedReply>;
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const replies = record<CannedReply>([]);
  for (const source of sources) {
    const read = readYaml(source);
    if ('problems' in read) {
      problems.push(...read.problems);
      continue;
    }
    const parsed = repliesFile.safeParse(read.yaml.value ?? {});
    if (!parsed.success) problems.push(...zodProblems(read.yaml, parsed.error));
    for (const [key, reply] of Object.entries(
      (parsed.success ? parsed.data : {}) as z.infer<typeof repliesFile>,
    )) {
      if (Object.hasOwn(replies, key))
        problems.push(
          read.yaml.problem([key], `expected the canned reply ${key} once, got it twice`, 'rename one'),
        );
      if (words(reply.text.en) !== words(reply.text['zh-CN']))
        problems.push(
          read.yaml.problem(
            [key, 'text', 'en'],
            `expected the words ${words(reply.text['zh-CN']) || '(none)'} of the zh-CN text, got ${words(reply.text.en) || '(none)'}`,
            'use the same words in braces in both languages; a text with " #" in it needs quotes',
          ),
        );
      replies[key] = reply;
    }
  }
  return { replies, problems };
}
