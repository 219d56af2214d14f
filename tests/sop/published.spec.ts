/** A published version of an SOP says for ever what it said: who changes it is told where, and to raise the version. */
import { expect, test } from '@jest/globals';
import { compileContent } from '../../src/sop/content.js';
import { lineOf, shipped } from './shipped.js';

const FILE = 'sops/company-registration.v1.yaml';
const published = shipped.filter(({ path }) => path.startsWith('sops/'));

function problemsAfter(from: string | RegExp, to: string) {
  const text = (shipped.find(({ path }) => path === FILE)?.text ?? '').replace(from, to);
  const compiled = compileContent(
    shipped.map((file) => (file.path === FILE ? { path: FILE, text } : file)),
    published,
  );
  return { text, problems: 'problems' in compiled ? compiled.problems : [] };
}

test.each([
  ['a limit', 'within: 4h', 'within: 6h', /states\.review\.limit\.within: "4h"\), got "6h"/u],
  ['a label', 'zh-CN: 待付款,', 'zh-CN: 等付款,', /got "等付款"/u],
  [
    'a new check',
    'scan_readable:',
    'x: { zh-CN: 新, en: new }\n      scan_readable:',
    /checklist\.x: nothing/u,
  ],
  ['a responsible', 'by: [source:payment, lead]', 'by: [source:payment]', /transitions\.pay\.by/u],
])(
  '%s that is changed under the same version is a problem, with its line and what to do',
  (_, from, to, said) => {
    const { text, problems } = problemsAfter(from, to);
    expect(problems).toEqual([
      expect.objectContaining({
        file: FILE,
        line: lineOf(text, to.split('\n')[0] ?? ''),
        message: expect.stringMatching(said),
        mend: expect.stringContaining('published versions are immutable'),
      }),
    ]);
    expect(problems[0]?.mend).toContain('sops/company-registration.v2.yaml with "version: 2"');
  },
);

test('comments, layout and quotes may change: they say nothing', () => {
  expect(problemsAfter(/^sop: (.*)$/mu, '# 新注释\nsop: "$1"   # same').problems).toEqual([]);
});

test('the same change under a new version is welcome, beside the old one or instead of it', () => {
  const text = shipped.find(({ path }) => path === FILE)?.text ?? '';
  const second = {
    path: 'sops/company-registration.v2.yaml',
    text: text.replace('version: 1', 'version: 2').replace('within: 4h', 'within: 6h'),
  };
  expect(compileContent([...shipped, second], published)).toHaveProperty('content');
  const alone = shipped.filter(({ path }) => path !== FILE);
  expect(compileContent([...alone, second], published)).toHaveProperty('content');
});

test('what is wrong besides is said at the same time', () => {
  const { problems } = problemsAfter('within: 4h', 'within: 6h\n    owner: nobody');
  expect(problems.length).toBeGreaterThan(0);
  const both = problemsAfter('initial: awaiting_payment', 'initial: nowhere').problems;
  expect(both.map(({ message }) => message).join('\n')).toMatch(
    /expected a state[\s\S]*as it was published|as it was published[\s\S]*expected a state/u,
  );
});
