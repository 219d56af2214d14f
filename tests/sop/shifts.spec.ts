/** Shifts in `desk.yaml`: a slip in them is named with its line and mend, and a publish says what of them changes. */
import { describe, expect, test } from '@jest/globals';
import { differenceOf } from '../../src/sop/difference.js';
import type { ShiftPlan } from '../../src/sop/shifts.js';
import { shipped as words } from '../cards/words.js';
import { lineOf, problemsAfter, shippedContent } from './shipped.js';

const DAY = 'name: { zh-CN: 白班, en: Day }, team: it, at: ["08:00", "20:00"], who: [li]';
const after = (shift: string) =>
  problemsAfter('desk.yaml', '\nrouting:\n', `\nshifts:\n  day: { ${shift} }\nrouting:\n`);

test('a shift of its own hours, of a calendar, with a rota and with dates is well written', () => {
  for (const shift of [
    DAY,
    DAY.replace('at: ["08:00", "20:00"]', 'calendar: office'),
    DAY.replace('who: [li]', 'days: [mon, tue], rota: [li, [li, zhao], none]'),
    `${DAY}, dates: { "2026-12-25": zhao, "2026-12-26": none }`,
  ])
    expect(after(shift).problems).toEqual([]);
});

// biome-ignore format: a table is read by rows
const defects: readonly (readonly [policy: string, from: string, to: string, message: RegExp, mend: RegExp])[] = [
  ['a team that exists', 'team: it', 'team: itt', /expected a team, got "itt"/, /did you mean "it"/],
  ['a calendar that exists', 'at: ["08:00", "20:00"]', 'calendar: offce', /expected a calendar, got "offce"/, /did you mean "office"/],
  ['members of its team', 'who: [li]', 'who: [lin]', /expected a member of it, got "lin"/, /did you mean "li"/],
  ['members of its team, in every week', 'who: [li]', 'rota: [[li], [zhoa]]', /expected a member of it, got "zhoa"/, /did you mean "zhao"/],
  ['members of its team, on every date', 'who: [li]', 'who: [li], dates: { "2026-12-25": [gao] }', /expected a member of it, got "gao"/, /did you mean|use one of/],
  ['dates that exist', 'who: [li]', 'who: [li], dates: { "2026-02-30": [li] }', /expected a date that exists, got "2026-02-30"/, /correct the month or the day/],
  ['hours', ', at: ["08:00", "20:00"]', '', /expected either at or calendar/, /write at: \["09:00", "18:00"\]/],
  ['hours of one kind', 'who: [li]', 'who: [li], calendar: office', /expected either at or calendar/, /or a calendar/],
  ['hours with a length', '"20:00"', '"08:00"', /expected two times that differ/, /write at/],
  ['times of day', '"20:00"', '"8pm"', /expected a time of day, got "8pm"/, /09:00/],
  ['days only beside hours of its own', 'at: ["08:00", "20:00"]', 'calendar: office, days: [mon]', /expected days beside at/, /remove "days"/],
  ['people', ', who: [li]', '', /expected either who or rota/, /write who: \[lin\]/],
  ['people in one way', 'who: [li]', 'who: [li], rota: [[li]]', /expected either who or rota/, /rota: \[\[lin\], \[zhou\]\]/],
  ['keys that are known', 'who: [li]', 'whom: [li]', /expected a shift.* got the unknown key "whom"/, /did you mean "who"/],
];

test.each(defects)('a shift has %s', (_policy, from, to, message, mend) => {
  const { problems, text } = after(DAY.replace(from, to));
  const named = problems.find((problem) => message.test(problem.message));
  expect(problems.map((problem) => problem.message)).toContainEqual(expect.stringMatching(message));
  expect(named).toMatchObject({ file: 'desk.yaml', line: lineOf(text, '  day: { name: { zh-CN: 白班') });
  expect(named?.mend).toMatch(mend);
});

describe('a publish', () => {
  const plan: ShiftPlan = {
    ...{ key: 'day', name: { 'zh-CN': '白班', en: 'Day' }, team: 'it', rota: [['li']], dates: {} },
    hours: { from: '08:00', to: '20:00', days: ['mon', 'tue'] },
  };
  const content = shippedContent();
  const changes = (before: readonly ShiftPlan[], later: readonly ShiftPlan[]) =>
    differenceOf({ ...content, shifts: before }, { ...content, shifts: later }).flatMap(
      (group) => group.changes,
    );

  test('says of a shift that it is new, gone, and what of it is another', () => {
    const other: ShiftPlan = {
      ...plan,
      ...{ rota: [['li'], ['zhao']], dates: { '2026-12-25': [] }, hours: { calendar: 'office' } },
    };
    expect(changes([], [plan])).toMatchObject([{ change: 'added', item: 'shift' }]);
    expect(changes([plan], [])).toMatchObject([{ change: 'removed', item: 'shift' }]);
    const aspects = changes([plan], [other]).flatMap((change) => ('aspect' in change ? change.aspect : []));
    expect(aspects).toEqual(['at', 'weekdays', 'calendar', 'rota', 'shift_dates']);
    const texts = words.messages['zh-CN'];
    for (const aspect of [...aspects, 'team', 'name'])
      expect(texts).toHaveProperty([`difference.aspect.${aspect}`]);
    expect(texts).toHaveProperty(['difference.item.shift']);
  });
});
