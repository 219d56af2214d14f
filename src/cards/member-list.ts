/** What a list of members would change, and what is wrong with one that cannot be taken. */
import type { Changing, DirectoryDifference, Standing } from '../people/directory-difference.js';
import type { ListProblem } from '../people/list-problems.js';
import type { Directory } from '../people/people.js';
import type { Block, Button, Card } from '../platform/card.js';
import type { Param } from '../tickets/refusal.js';
import { rolesOf, teamsOf } from './members.js';
import type { Wording } from './wording.js';

/** More lines than anybody reads; the rest is counted. */
const MOST = 40;

/** What a list would change, in groups; the reader decides by this. */
export function differenceCard(
  {
    difference,
    directory,
    buttons,
    rest = 'members.import.unchanged',
  }: {
    readonly difference: DirectoryDifference;
    readonly directory: Directory;
    readonly buttons: readonly Button[];
    /** The text that says what becomes of everybody else. */
    readonly rest?: string;
  },
  wording: Wording,
): Card {
  const { joining, changing, returning, leaving, binding, unchanged } = difference;
  const people = (list: readonly Standing[]) => list.map(({ id, name }) => `${name}（${id}）`);
  const groups = [
    group('joining', people(joining), wording),
    group('returning', people(returning), wording),
    group(
      'changing',
      changing.map((change) => changeLine(change, directory, wording)),
      wording,
    ),
    group('leaving', people(leaving), wording),
    group(
      'binding',
      binding.map(({ member, platform, account }) => `${member} · ${platform} ${account}`),
      wording,
    ),
  ].flatMap((block) => (block ? [block] : []));
  return {
    title: wording.t(groups.length === 0 ? 'members.import.nothing' : 'members.import.title'),
    tone: leaving.length > 0 ? 'warning' : 'info',
    blocks: [...groups, { kind: 'text', text: wording.t(rest, { n: unchanged }) }],
    buttons,
  };
}

/** Every wrong row, with its number in the file: the head is the first line. */
export function listProblemsCard(lines: readonly string[], wording: Wording): Card {
  return {
    title: wording.t('members.import.refused', { n: lines.length }),
    tone: 'bad',
    blocks: [
      {
        kind: 'text',
        text: lines.slice(0, MOST).join('\n'),
      },
      ...(lines.length > MOST
        ? [{ kind: 'text' as const, text: wording.t('members.import.more', { n: lines.length - MOST }) }]
        : []),
    ],
    buttons: [],
  };
}

/** One wrong row, by what people call teams and roles. */
export function problemText(
  { problem, got, known }: ListProblem,
  { teams }: Directory,
  wording: Wording,
): string {
  const called = known.map((key): Param => {
    if (problem === 'unknown_role') return { message: `role.${key}` };
    const team = teams.get(key);
    return team ? { text: team.name } : key;
  });
  return wording.t(`members.problem.${problem}`, { got, known: called });
}

export function problemLine(problem: ListProblem, directory: Directory, wording: Wording): string {
  const { row } = problem;
  const what = problemText(problem, directory, wording);
  return wording.t('members.import.row', { row: row + FIRST_ROW, what });
}

/** Rows count from 0 below a head. */
const FIRST_ROW = 2;

function group(key: string, lines: readonly string[], wording: Wording): Block | null {
  if (lines.length === 0) return null;
  const head = wording.t(`members.import.${key}`, { n: lines.length });
  const rest = lines.length > MOST ? [wording.t('members.import.more', { n: lines.length - MOST })] : [];
  return {
    kind: 'text',
    text: [head, ...lines.slice(0, MOST).map((line) => `· ${line}`), ...rest].join('\n'),
  };
}

function changeLine({ before, after, what }: Changing, directory: Directory, wording: Wording): string {
  const shown = (standing: Standing, key: (typeof what)[number]) => {
    if (key === 'name') return standing.name;
    if (key === 'teams') return teamsOf(standing, directory, wording);
    if (key === 'roles') return rolesOf(standing, wording);
    return standing.leader === null ? wording.t('word.none') : wording.person(`member:${standing.leader}`);
  };
  const each = what.map((key) =>
    wording.t('members.import.change', {
      what: wording.t(`members.field.${key}`),
      from: shown(before, key),
      to: shown(after, key),
    }),
  );
  return `${before.name}（${before.id}）${each.join('；')}`;
}
