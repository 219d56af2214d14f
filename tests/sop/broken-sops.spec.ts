import { expect, test } from '@jest/globals';
import { checked, FILE, openings, senses, shapes } from './defects.js';
import { lineOf, problemsAfter, problemsOf, shipped } from './shipped.js';

test.each([...shapes, ...senses])('%s', (_policy, from, to, at, message, mend) => {
  const { problems, text } = problemsAfter(FILE, from, to);
  const found = problems.find((problem) => problem.file === FILE && message.test(problem.message));
  expect(found ?? problems).toMatchObject({ line: lineOf(text, at) });
  expect(found?.mend).toMatch(mend);
  expect(found?.message).toMatch(/expected .*got/);
});

const others = [
  ...openings.map((one) => ['onboarding', ...one] as const),
  ...checked.map((one) => ['after-sales', ...one] as const),
];

test.each(others)('%s: %s', (sop, _policy, from, to, at, message, mend) => {
  const file = `sops/${sop}.v1.yaml`;
  const { problems, text } = problemsAfter(file, from, to);
  const found = problems.find((problem) => problem.file === file && message.test(problem.message));
  expect(found ?? problems).toMatchObject({ line: lineOf(text, at) });
  expect(found?.mend).toMatch(mend);
});

test('every planted defect is one class of its own, and the untouched text has none', () => {
  expect(new Set([...shapes, ...senses].map(([policy]) => policy)).size).toBe(shapes.length + senses.length);
  expect(problemsAfter(FILE, 'initial:', 'initial:').problems).toEqual([]);
});

test('a state that cannot be left is reported by name', () => {
  const { problems, text } = problemsAfter(FILE, 'from: assigned\n', 'from: review\n');
  expect(problems).toContainEqual(
    expect.objectContaining({
      line: lineOf(text, '  assigned:\n'),
      message: 'expected a way from "assigned" to a closed state, got none',
    }),
  );
});

test('a date that is waited for is not personal: it is written where reminders wait', () => {
  const file = 'sops/tax-filing.v1.yaml';
  const files = shipped.map((source) =>
    source.path === file
      ? {
          ...source,
          text: source.text
            .replace('en: Filing day }, ask: intake', 'en: Filing day }, personal: true, ask: intake')
            .replace('date: customer.licence_expiry', 'date: period'),
        }
      : source,
  );
  expect(problemsOf(files)).toContainEqual(
    expect.objectContaining({
      file,
      message: 'expected a date that is not personal, got "period"',
      mend: expect.stringContaining('remove "personal: true"'),
    }),
  );
});

test('several defects in one file are reported together, in the order of the file', () => {
  const { problems } = problemsAfter(
    FILE,
    'timers:\n',
    'timers:\n  one: { in: [nowhere], after: 1h, then: close }\n  two: { in: [registered], after: 1h, then: pay }\n',
  );
  expect(problems.length).toBeGreaterThanOrEqual(3);
  expect(problems.map(({ line }) => line)).toEqual(problems.map(({ line }) => line).sort((a, b) => a - b));
});

test('a column points at the value that is wrong', () => {
  const { problems, text } = problemsAfter(FILE, 'then: close', 'then: clse');
  const [line = ''] = text.split('\n').slice((problems[0]?.line ?? 1) - 1);
  expect(line.slice((problems[0]?.column ?? 1) - 1)).toMatch(/^clse/);
});
