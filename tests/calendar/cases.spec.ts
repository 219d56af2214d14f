import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { calendarSpec } from '../../src/calendar/calendar-spec.js';
import { readCases, runCases } from './cases.js';

const FILE = fileURLToPath(new URL('../../../shared/data/business-hours/cases.dev.json', import.meta.url));

describe('business hours answer as other products do', () => {
  const present = existsSync(FILE);
  // biome-ignore lint/suspicious/noConsole: a comparison that did not take place has to be seen
  if (!present) console.warn(`SKIPPED: business-hours cases were not run, ${FILE} is absent`);
  const given = present ? it : it.skip;

  given('in every case of the file on which they agree among themselves', () => {
    const outcomes = runCases(readCases(FILE));
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ verdict }) => verdict === 'failed').map(({ line }) => line)).toEqual([]);
  });

  given('on calendars that can be written as content', () => {
    for (const [key, calendar] of Object.entries(readCases(FILE).calendars)) {
      expect(calendarSpec.safeParse({ key, ...calendar }).error).toBeUndefined();
    }
  });

  it('and a case that cannot be run is a failure that says why', () => {
    const calendars = { office: { tz: 'UTC', week: { mon: [['09:00', '17:00'] as [string, string]] } } };
    const run = (one: object) =>
      runCases({
        calendars,
        cases: [{ id: 'x', op: 'is_open', calendar: 'office', expected: true, ...one }],
      })[0];
    expect(run({ at: '2026-03-02T10:00:00Z' })?.verdict).toBe('passed');
    expect(run({ at: '2026-03-02T18:00:00Z' })).toEqual({
      id: 'x',
      verdict: 'failed',
      line: 'x is_open on office {"at":"2026-03-02T18:00:00Z"}: expected true, got false',
    });
    expect(run({ op: 'guess' })?.line).toContain('expected an op this runner knows, got "guess"');
    expect(run({ calendar: 'elsewhere' })?.line).toContain(`expected one of the file's calendars`);
    expect(run({ at: 'noon' })?.line).toContain('expected an instant, got "noon"');
  });
});
