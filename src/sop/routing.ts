/** 分派规则: where a new ticket goes and into whose hands; of the rules in their order the first that fits decides. */
import { z } from 'zod';
import type { Text } from '../people/people.js';
import { categoryPath } from './categories.js';
import { PRIORITIES } from './priority.js';
import { expecting, line, name, named, oneOf, oneOrMany, pattern, shape, slug, text } from './shape.js';

export interface RoutingRule {
  readonly key: string;
  readonly name: Text;
  /** All of them must hold; none: every ticket fits. */
  readonly when: readonly Condition[];
  /** Null: where it would wait anyway. */
  readonly queue: string | null;
  /** Null: it waits in the queue for whoever takes it. */
  readonly to: Hands | null;
  /** Only those who have it. */
  readonly skill: string | null;
}

/** Any of the values will do. */
export interface Condition {
  readonly on: (typeof ON)[number] | 'field';
  /** Key of the field. */
  readonly field?: string;
  readonly values: readonly string[];
}

/** Of several who may get it: whose turn it is, or who has the fewest. */
export type Hands =
  | { readonly way: 'round_robin' | 'least_loaded' }
  | { readonly way: 'member' | 'role'; readonly who: string };

/** `within` and `outside` are the working hours of a calendar. */
const ON = ['category', 'sop', 'platform', 'tier', 'priority', 'keyword', 'within', 'outside'] as const;

const value = z.union([z.string(), z.number()], { error: expecting('a value, or a list of values') });

const when = shape(
  'conditions, { category, sop, platform, tier, priority, keyword, field, within, outside }',
  {
    category: oneOrMany('categories', categoryPath).optional(),
    sop: oneOrMany('SOPs', slug).optional(),
    platform: oneOrMany('platforms', slug).optional(),
    tier: oneOrMany('tiers of customers', name).optional(),
    priority: oneOrMany('priorities', oneOf(PRIORITIES)).optional(),
    keyword: oneOrMany('words', line).optional(),
    within: oneOrMany('calendars', slug).optional(),
    outside: oneOrMany('calendars', slug).optional(),
    field: named('values by field', name, oneOrMany('a value, or a list of values', value)).optional(),
  },
);

const rule = shape('a rule, { name, when, queue, to, skill }', {
  name: text,
  when: when.optional(),
  queue: slug.optional(),
  to: pattern(
    /^(round_robin|least_loaded|member:[a-z][a-z0-9_.-]{0,39}|role:[a-z][a-z0-9_]{0,39})$/u,
    'round_robin, least_loaded, member:<id> or role:<role>',
    'least_loaded',
  ).optional(),
  skill: name.optional(),
}).superRefine(({ queue, to, skill }, context) => {
  if (queue === undefined && to === undefined)
    context.addIssue(expecting('a rule that does something', 'add "queue: …" or "to: least_loaded"'));
  if (skill !== undefined && (to === undefined || to.startsWith('member:')))
    context.addIssue(expecting('a skill beside several to choose from', 'write "to: least_loaded"'));
});

export const routingFile = named('rules', name, rule);

type RoutingFile = z.infer<typeof routingFile>;

export function routingOf(file: RoutingFile): readonly RoutingRule[] {
  return Object.entries(file).map(([key, written]) => ({
    key,
    name: written.name,
    when: conditionsOf(written.when ?? {}),
    queue: written.queue ?? null,
    to: written.to === undefined ? null : handsOf(written.to),
    skill: written.skill ?? null,
  }));
}

function conditionsOf(written: z.infer<typeof when>): readonly Condition[] {
  return [
    ...ON.flatMap((on) => (written[on] === undefined ? [] : { on, values: written[on] })),
    ...Object.entries(written.field ?? {}).map(([field, values]) => ({
      ...{ on: 'field' as const, field },
      values: values.map(String),
    })),
  ];
}

function handsOf(written: string): Hands {
  const [way = '', who] = written.split(':');
  if (who !== undefined) return { way: way as 'member' | 'role', who };
  return { way: way as 'round_robin' | 'least_loaded' };
}
