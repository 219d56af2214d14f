/** `escalation:` of the desk: what the checker says of it with file, line and mend, and what a difference says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { differenceBlocks } from '../../src/cards/difference.js';
import { plainLines } from '../../src/cards/plain.js';
import { compileContent } from '../../src/sop/content.js';
import { differenceOf } from '../../src/sop/difference.js';
import { ladderFor } from '../../src/sop/escalation.js';
import { showProblem } from '../../src/sop/problem.js';
import { wordingAt } from '../cards/words.js';
import { everything, lineOf, problemsOf, shipped } from './shipped.js';

const LADDER = `escalation:
  ladders:
    hot:
      name: { zh-CN: 紧急, en: Hot }
      idle: 1h
      rungs:
        - { at: 80%, to: assignee }
        - { at: due, to: [assignee, leader], via: urgent }
        - { at: +30m, to: department, courtesy: 10m, repeat: 1h, times: 3 }
        - { at: +4h, to: role:admin }
  use:
    - { limit: resolution, priority: [P1, P2], queue: it, sop: it-helpdesk, ladder: hot }
`;

/** What the guide shows; it stands in the README of the content folder. */
const guide =
  /```yaml\n(?<example>escalation:\n[\s\S]*?)```/u.exec(readFileSync('prompts/README.md', 'utf8'))?.groups
    ?.example ?? '';

const deskWith = (from = '', to = '', all = shipped) =>
  all.map((file) =>
    file.path === 'desk.yaml' ? { ...file, text: `${file.text}\n${LADDER.replace(from, to)}` } : file,
  );

function contentWith(from = '', to = '') {
  const compiled = compileContent(deskWith(from, to, everything));
  if ('problems' in compiled) throw new Error(compiled.problems.map(showProblem).join('\n'));
  return compiled.content;
}

// biome-ignore format: a table is read by rows
const defects = [
  ['a rung comes at a share of the time, when it is due, before it or after it', 'at: 80%', 'at: 80', 'at: 80,',
    /expected when a rung comes: a share of the time such as 80%, due, .* got 80/, /"at: 80%", "at: due"/],
  ['a share is of something', 'at: 80%', 'at: 0%', 'at: 0%', /expected when a rung comes/, /at: \+2h/],
  ['a rung is for somebody', 'to: assignee }', 'to: boss }', 'to: boss',
    /expected somebody to tell: assignee, leader, .* got "boss"/, /leader/],
  ['a channel that nobody brings is said to be missing', 'via: urgent', 'via: phone', 'via: phone',
    /expected a channel that is there, one of chat, mail, sms, urgent, digest, got "phone"/, /nothing here calls people yet/],
  ['a mistyped channel is named with the nearest', 'via: urgent', 'via: urgnt', 'via: urgnt',
    /expected one of chat, mail, sms, urgent, digest, got "urgnt"/, /did you mean "urgent"/],
  ['what repeats says how often', ', times: 3', '', 'at: +30m',
    /expected repeat and times together/, /repeat: 1h, times: 3/],
  ['a role is one there is', 'role:admin', 'role:boss', 'role:boss',
    /expected a role, got "boss"/, /add it under "roles"/],
  ['a rule leads to a ladder there is', 'ladder: hot }', 'ladder: hut }', 'ladder: hut',
    /expected a ladder, got "hut"/, /did you mean "hot"/],
  ['a rule is for queues there are', 'queue: it,', 'queue: itt,', 'queue: itt',
    /expected a queue, got "itt"/, /did you mean "it"/],
  ['a rule is for SOPs there are', 'sop: it-helpdesk', 'sop: it-helpdsk', 'sop: it-helpdsk',
    /expected an SOP, got "it-helpdsk"/, /did you mean "it-helpdesk"/],
  ['a rule is for routines there are', 'sop: it-helpdesk', 'routine: tax_fling', 'routine: tax_fling',
    /expected a routine, got "tax_fling"/, /did you mean "tax_filing"/],
  ['a ladder is climbed by somebody', '    - { limit: resolution, priority: [P1, P2], queue: it, sop: it-helpdesk, ladder: hot }\n', '    []\n', '    hot:',
    /expected a rule under "use" that leads to the ladder "hot", got none/, /- \{ ladder: hot \}/],
  ['a rule that an earlier one leaves nothing is named', '  use:\n', '  use:\n    - { priority: [P1, P2, P3], ladder: hot }\n', '    - { limit:',
    /expected a rule that some ticket comes to, got one that rule 1 leaves nothing/, /put it before/],
] as const;

describe('the checker', () => {
  test('takes ladders as they are meant, and those the guide shows', () => {
    expect(problemsOf(deskWith()).map(showProblem)).toEqual([]);
    expect(guide).toContain('rungs:');
    expect(problemsOf(deskWith(LADDER, guide)).map(showProblem)).toEqual([]);
  });

  test.each(defects)('%s', (_policy, from, to, at, message, mend) => {
    expect(LADDER).toContain(from);
    const files = deskWith(from, to);
    const found = problemsOf(files).find((problem) => message.test(problem.message));
    const text = files.find(({ path }) => path === 'desk.yaml')?.text ?? '';
    expect(found ?? problemsOf(files).map(showProblem)).toMatchObject({
      file: 'desk.yaml',
      line: lineOf(text, at),
    });
    expect(found?.mend).toMatch(mend);
  });
});

test('the first rule that fits is used; for what fits none, limits are escalated as ever', () => {
  const { escalation } = contentWith();
  const of = { priority: 'P1', queue: 'it', sop: 'it-helpdesk', routine: null, clock: 'resolution' } as const;
  expect(ladderFor(escalation, of)?.key).toBe('hot');
  for (const other of [
    { priority: 'P3' },
    { queue: 'tax' },
    { sop: 'it-change' },
    { clock: 'limit' },
  ] as const)
    expect(ladderFor(escalation, { ...of, ...other })).toBeNull();
  const filings = contentWith('sop: it-helpdesk,', 'routine: tax_filing,').escalation;
  expect(ladderFor(filings, of)).toBeNull();
  expect(ladderFor(filings, { ...of, routine: 'weekly_review' })).toBeNull();
  expect(ladderFor(filings, { ...of, routine: 'tax_filing' })?.key).toBe('hot');
});

test('a difference says what changed on a ladder, rung by rung, and who climbs it', () => {
  const said = (after: ReturnType<typeof contentWith>) =>
    differenceBlocks(differenceOf(contentWith(), after), wordingAt(undefined, 'zh-CN'), 99)
      .flatMap((block) => plainLines(block, 'zh-CN'))
      .join('\n');
  expect(said(contentWith('at: +4h', 'at: +6h'))).toMatch(
    /紧急.*到期后 4 小时 › 管理.*→.*到期后 6 小时 › 管理/u,
  );
  expect(said(contentWith('queue: it,', 'queue: tax,'))).toContain('哪些工单用哪个阶梯');
  expect(said(contentWith())).toContain('没有差别');
});
