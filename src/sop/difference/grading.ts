/** Two versions of how priorities are made: the levels of impact and urgency, and each cell of the matrix. */
import type { Text } from '../../people/people.js';
import type { Grading } from '../priority.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { inside, names, type Said, text } from './said.js';

export function changesOfGrading(before: Grading, after: Grading): Change[] {
  return [
    ...changesOf(levelKind('impact'), before.impact, after.impact),
    ...changesOf(levelKind('urgency'), before.urgency, after.urgency),
    ...changesOf(cellKind(before, after), cells(before), cells(after)),
  ];
}

type Level = Grading['impact'][number];

const levelKind = (item: 'impact' | 'urgency'): Kind<Level> => ({
  item,
  ordered: true,
  key: ({ value }) => value,
  name: ({ label }) => text(label),
  aspects: { name: ({ label }) => text(label) },
});

interface Cell {
  readonly impact: string;
  readonly urgency: string;
  readonly priority: string;
}

const cells = ({ matrix }: Grading): Cell[] =>
  Object.entries(matrix).flatMap(([impact, row]) =>
    Object.entries(row).map(([urgency, priority]) => ({ impact, urgency, priority })),
  );

function cellKind(before: Grading, after: Grading): Kind<Cell> {
  const called = (level: 'impact' | 'urgency') => names(labels(before[level]), labels(after[level]));
  const [impact, urgency] = [called('impact'), called('urgency')];
  return {
    item: 'priority',
    key: (cell) => `${cell.impact} ${cell.urgency}`,
    name: (cell): Said => inside(impact(cell.impact), urgency(cell.urgency)),
    aspects: { priority: ({ priority }) => priority },
  };
}

const labels = (levels: readonly Level[]): Record<string, { readonly label: Text }> =>
  Object.fromEntries(levels.map(({ value, label }) => [value, { label }]));
