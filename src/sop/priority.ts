/** Impact × urgency → priority: the levels of the house and its matrix, or ours where desk.yaml says nothing. */
import type { z } from 'zod';
import type { Text } from '../people/people.js';
import { choicesOf } from './choices.js';
import { nearest } from './nearest.js';
import type { Problem } from './problem.js';
import { record, recordOf } from './record.js';
import { name, named, oneOf, shape, text } from './shape.js';
import type { YamlSource } from './yaml-source.js';

export const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof PRIORITIES)[number];

interface Level {
  readonly value: string;
  readonly label: Text;
}

export interface Grading {
  readonly impact: readonly Level[];
  readonly urgency: readonly Level[];
  /** Impact → urgency → priority; every cell is filled. */
  readonly matrix: Readonly<Record<string, Readonly<Record<string, Priority>>>>;
}

const levels = (what: string) => named(what, name, text);

export const gradingFile = shape('the priorities, { impact, urgency, matrix }', {
  impact: levels('how far it reaches'),
  urgency: levels('how much it hurries'),
  matrix: named('urgencies by impact', name, named('priorities by urgency', name, oneOf(PRIORITIES))),
});

type GradingFile = z.infer<typeof gradingFile>;

const OURS: GradingFile = {
  impact: {
    company: { 'zh-CN': '全公司', en: 'The whole company' },
    team: { 'zh-CN': '一个部门或多人', en: 'A team or several people' },
    person: { 'zh-CN': '只有我', en: 'Only me' },
  },
  urgency: {
    blocked: { 'zh-CN': '完全无法工作', en: 'I cannot work' },
    hindered: { 'zh-CN': '能工作但受影响', en: 'I can work, but badly' },
    minor: { 'zh-CN': '不急，有空再看', en: 'No hurry' },
  },
  matrix: {
    company: { blocked: 'P1', hindered: 'P1', minor: 'P2' },
    team: { blocked: 'P1', hindered: 'P2', minor: 'P3' },
    person: { blocked: 'P2', hindered: 'P3', minor: 'P4' },
  },
};

export function gradingOf(file: GradingFile = OURS): Grading {
  return {
    impact: choicesOf(file.impact),
    urgency: choicesOf(file.urgency),
    matrix: recordOf(file.matrix, (row) => record(Object.entries(row))),
  };
}

/** What the matrix says; undefined where a level is not known (yet). */
export function gradeOf({ matrix }: Grading, impact: unknown, urgency: unknown): Priority | undefined {
  return typeof impact === 'string' && typeof urgency === 'string' ? matrix[impact]?.[urgency] : undefined;
}

/** Every cell is there, and none for a level that does not exist. */
export function checkGrading(file: GradingFile | undefined, yaml: YamlSource): Problem[] {
  if (file === undefined) return [];
  const impacts = Object.keys(file.impact);
  const urgencies = Object.keys(file.urgency);
  const at = ['priority', 'matrix'];
  const strange = (path: string[], got: string, known: readonly string[]) => {
    const near = nearest(got, known);
    const mend =
      near === undefined ? `use one of: ${known.join(', ')}` : `did you mean ${JSON.stringify(near)}?`;
    return yaml.problem(path, `expected a level, got ${JSON.stringify(got)}`, mend);
  };
  const rows = Object.entries(file.matrix);
  return [
    ...impacts
      .filter((impact) => !Object.hasOwn(file.matrix, impact))
      .map((impact) => yaml.problem(at, `expected a row for ${impact}, got none`, `add "${impact}: { … }"`)),
    ...rows
      .filter(([impact]) => !impacts.includes(impact))
      .map(([impact]) => strange([...at, impact], impact, impacts)),
    ...rows.flatMap(([impact, row]) => [
      ...urgencies
        .filter((urgency) => !Object.hasOwn(row, urgency))
        .map((urgency) =>
          yaml.problem(
            [...at, impact],
            `expected a priority for ${urgency}, got none`,
            `add "${urgency}: P3"`,
          ),
        ),
      ...Object.keys(row)
        .filter((urgency) => !urgencies.includes(urgency))
        .map((urgency) => strange([...at, impact, urgency], urgency, urgencies)),
    ]),
  ];
}
