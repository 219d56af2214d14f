/** Every text that is used exists in both languages, and every text of ours is used. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { conversationRefusals } from '../../src/conversation/refusals.js';
import { errandRefusals } from '../../src/desk/errands/refusals.js';
import { importRefusals } from '../../src/desk/import/refusals.js';
import { refusalCodes } from '../../src/tickets/refusal-codes.js';
import { shipped } from '../cards/words.js';
import { everything } from '../sop/shipped.js';
import { listFiles } from '../support/source-tree.js';

const zh = shipped.messages['zh-CN'];
const en = shipped.messages.en;
const sources = listFiles(['src']).map((path) => readFileSync(path, 'utf8'));
const all = sources.join('\n');

/** Keys written out in the sources: `t('a.b')`, `message: 'a.b'`, `done.${…}` by what stands before the brace. */
const written = [
  ...all.matchAll(/(?:\bt\((?:locale, )?|message: )\s*['`]([a-z_]+(?:\.[A-Za-z_]+)*\.?)(['`]|\$\{)/gu),
].map(([, key = '', end]) => ({ key, whole: end !== '${' }));
/** Keys chosen by a condition inside the call: `t(late ? 'a.b' : 'a.c')`. */
const chosen = [...all.matchAll(/\bt\([^()]*\?\s*'([a-z_.]+)'\s*:\s*'([a-z_.]+)'/gu)].flatMap(
  ([, a = '', b = '']) => [a, b],
);

test('both languages hold the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

describe('a refusal', () => {
  const codes = [...refusalCodes, ...conversationRefusals, ...errandRefusals, ...importRefusals];

  test('has a text, whichever it is, and there is no text without one', () => {
    const texts = Object.keys(zh).filter((key) => key.startsWith('refusal.'));
    expect(texts.sort()).toEqual(codes.map((code) => `refusal.${code}`).sort());
  });

  test('is worded with the values its code is documented to carry', () => {
    const lists = [
      'src/tickets/refusal-codes.ts',
      'src/conversation/refusals.ts',
      'src/desk/errands/refusals.ts',
      'src/desk/import/refusals.ts',
    ].map((path) => readFileSync(path, 'utf8'));
    const documented = new Map(
      [...lists.join('\n').matchAll(/'([a-z_]+)',(?: \/\/ (.*))?$/gmu)].map(([, code = '', params = '']) => [
        code,
        params,
      ]),
    );
    const strange = codes.flatMap((code) =>
      [...(zh[`refusal.${code}`] ?? '').matchAll(/\{([a-z_]+)/gu)]
        .filter(
          ([, name = '']) =>
            !documented
              .get(code)
              ?.match(/[a-zA-Z_]+/gu)
              ?.includes(name),
        )
        .map(([, name]) => `${code} {${name}}`),
    );
    expect(strange).toEqual([]);
  });
});

describe('every key in the sources', () => {
  test('is found at all', () => {
    expect(written.length).toBeGreaterThan(80);
  });

  test('has a text', () => {
    const missing = [...written.filter(({ whole }) => whole).map(({ key }) => key), ...chosen].filter(
      (key) => !(key in zh),
    );
    expect(missing).toEqual([]);
  });

  test('that is put together has at least one text', () => {
    const heads = written.filter(({ whole }) => !whole).map(({ key }) => key);
    expect(heads.filter((head) => !Object.keys(zh).some((key) => key.startsWith(head)))).toEqual([]);
  });
});

test('every notice of the rules has its text', () => {
  const notices = [
    ...all.matchAll(/\bnotice\(\s*'([a-z_]+)'|onLimit\('([a-z_]+)'|'(proposal_[a-z]+|reply_from_[a-z]+)'/gu),
  ].map(([, a, b, c]) => `notice.${a ?? b ?? c}`);
  expect(notices.length).toBeGreaterThan(10);
  expect(notices.filter((key) => !(key in zh))).toEqual([]);
});

test('no text of ours is left over', () => {
  const heads = written.filter(({ whole }) => !whole).map(({ key }) => key);
  const used = (key: string) =>
    all.includes(`'${key}'`) ||
    heads.some((head) => key.startsWith(head)) ||
    /^(?:refusal|notice|expected|role|event|say)\./u.test(key);
  // Keys that a row builder puts a prefix before.
  const built = /^(?:ticket|progress|report\.(?:overview|steps))\./u;
  expect(Object.keys(zh).filter((key) => !used(key) && !built.test(key))).toEqual([]);
});

test('no text calls an incident 事件, and none names a key', () => {
  const texts = everything.filter(({ path }) => path.startsWith('messages/zh-CN/'));
  expect(texts.filter(({ text }) => text.includes('事件')).map(({ path }) => path)).toEqual([]);
  expect(Object.entries(zh).filter(([, text]) => /undefined|null|\[object/u.test(text))).toEqual([]);
});
