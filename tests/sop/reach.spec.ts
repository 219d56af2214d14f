/** `reach:` of the desk: what the checker says of it with file, line and mend, and what a difference says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { differenceBlocks } from '../../src/cards/difference.js';
import { plainLines } from '../../src/cards/plain.js';
import { compileContent } from '../../src/sop/content.js';
import { differenceOf } from '../../src/sop/difference.js';
import { showProblem } from '../../src/sop/problem.js';
import { wordingAt } from '../cards/words.js';
import { everything, lineOf, problemsOf, shipped } from './shipped.js';

const SHIPPED = /^reach:\n {2}progress: .*\n {2}asked: .*\n/mu;
const REACH = `reach:
  progress: [wechat-kf, mail]
  asked: [wechat-kf, sms, mail]
  templates:
    sms:
      default: { id: "2100123", name: { zh-CN: 进展, en: Progress }, values: { "1": "{ticket}", "2": "{state}" } }
`;
/** What the guide shows; it stands in the README of the content folder. */
const guide =
  /```yaml\n(?<example>reach:\n[\s\S]*?)```/u.exec(readFileSync('prompts/README.md', 'utf8'))?.groups
    ?.example ?? '';

const deskWith = (reach: string, all = shipped) =>
  all.map((file) =>
    file.path === 'desk.yaml' ? { ...file, text: file.text.replace(SHIPPED, reach) } : file,
  );

// biome-ignore format: a table is read by rows
const defects = [
  ['a way is a platform there is', 'mail]', 'maill]', 'progress:',
    /expected one of wechat-kf, .* got "maill"/, /did you mean "mail"/],
  ['templates are of a platform there is', '    sms:', '    smss:', 'smss:',
    /expected one of wechat-kf, .*/, /did you mean "sms"|smss/],
  ['a template is called by its id', 'id: "2100123", ', '', 'default:',
    /expected the id of the template at the platform/, /add "id: …" here/],
  ['a template is called in both languages', ', en: Progress', '', 'default:',
    /expected a text/, /en/],
  ['a gap is filled with what we know', '{state}', '{stage}', 'default:',
    /expected words in braces out of ticket, title, state/, /state/],
  ['what only informs and what asks are all there is', '  asked:', '  asks:', 'asks:',
    /expected how requesters are reached, .* got the unknown key "asks"/, /known keys: progress, asked, templates/],
] as const;

describe('the checker', () => {
  test('takes ways as they are meant, and those the guide shows', () => {
    expect(shipped.find(({ path }) => path === 'desk.yaml')?.text).toMatch(SHIPPED);
    expect(problemsOf(deskWith(REACH)).map(showProblem)).toEqual([]);
    expect(guide).toContain('templates:');
    expect(problemsOf(deskWith(guide)).map(showProblem)).toEqual([]);
  });

  test.each(defects)('%s', (_policy, from, to, at, message, mend) => {
    expect(REACH).toContain(from);
    const files = deskWith(REACH.replace(from, to));
    const found = problemsOf(files).find((problem) => message.test(problem.message));
    const text = files.find(({ path }) => path === 'desk.yaml')?.text ?? '';
    expect(found ?? problemsOf(files).map(showProblem)).toMatchObject({
      file: 'desk.yaml',
      line: lineOf(text, at),
    });
    expect(found?.mend).toMatch(mend);
  });
});

test('a difference says which ways changed, and which approved texts', () => {
  const contentWith = (reach: string) => {
    const compiled = compileContent(deskWith(reach, everything));
    if ('problems' in compiled) throw new Error(compiled.problems.map(showProblem).join('\n'));
    return compiled.content;
  };
  const after = contentWith(
    REACH.replace('[wechat-kf, mail]', '[mail]')
      .replace('"2100123"', '"2100124"')
      .replace('进展', '审核结果'),
  );
  const blocks = differenceBlocks(differenceOf(contentWith(REACH), after), wordingAt(), 99);
  expect(blocks.flatMap((block) => plainLines(block, 'zh-CN')).join('\n')).toMatch(
    /通报进展：wechat-kf、mail → mail[\s\S]*sms\/default.*模板编号：2100123 → 2100124[\s\S]*客户看到的名称：进展 → 审核结果/u,
  );
});
