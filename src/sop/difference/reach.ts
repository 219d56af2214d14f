/** Two versions of how requesters are reached: the ways in their order, and the approved texts. */
import type { ApprovedTemplate, Reach } from '../reach.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { all, plain, text } from './said.js';

export function changesOfReach(before: Reach, after: Reach): Change[] {
  return [
    ...changesOf(REACH, [before], [after]),
    ...changesOf(TEMPLATE, templates(before), templates(after)),
  ];
}

const REACH: Kind<Reach> = {
  item: 'reach',
  key: () => 'reach',
  name: () => ({ message: 'difference.item.reach' }),
  aspects: { progress: ({ progress }) => all(progress), asked: ({ asked }) => all(asked) },
};

interface Named extends Omit<ApprovedTemplate, 'name'> {
  readonly name: string;
  readonly called: ApprovedTemplate['name'];
}

const templates = ({ templates: all }: Reach): readonly Named[] =>
  Object.entries(all).flatMap(([platform, texts]) =>
    Object.entries(texts).map(([say, { name: called, ...template }]) => ({
      ...template,
      ...{ called, name: `${platform}/${say}` },
    })),
  );

const TEMPLATE: Kind<Named> = {
  item: 'template',
  key: ({ name }) => name,
  name: ({ name }) => name,
  aspects: {
    template: ({ id }) => plain(id),
    called: ({ called }) => text(called ?? undefined),
    gaps: ({ values }) => all(Object.entries(values).map(([gap, value]) => `${gap}: ${value}`)),
  },
};
