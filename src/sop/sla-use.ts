/** Where the rules of the SLA meet the rest of the desk: what they look at is there, and each of them can be the first that fits. */
import { isWithin } from './categories.js';
import type { Content } from './content-form.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import type { Meant, SlaRule } from './sla.js';
import type { YamlSource } from './yaml-source.js';

type Named = Pick<Content, 'sla' | 'categories' | 'customers' | 'queues'>;

export function checkSla(desk: Named, yaml: YamlSource): Problem[] {
  return [
    ...desk.sla.flatMap((rule) => strangeNames(rule, desk, yaml)),
    ...desk.sla.flatMap((rule, at) => neverFirst(rule, desk.sla.slice(0, at), yaml)),
  ];
}

function strangeNames({ key, meant }: SlaRule, desk: Named, yaml: YamlSource): Problem[] {
  const known = {
    category: { one: 'a category', all: desk.categories.map(({ path }) => path), under: 'categories' },
    tier: {
      one: 'a tier of customers',
      all: desk.customers.tiers.map(({ value }) => value),
      under: 'customers: tiers',
    },
    queue: { one: 'a queue', all: desk.queues.map(({ id }) => id), under: 'queues' },
  } as const;
  return (['category', 'tier', 'queue'] as const).flatMap((by) => {
    const { one, all, under } = known[by];
    return (meant[by] ?? []).flatMap((got, index) =>
      all.includes(got)
        ? []
        : yaml.problem(
            ['sla', key, 'for', by, index],
            `expected ${one}, got ${JSON.stringify(got)}`,
            suggest(got, all, `add it under "${under}"`),
          ),
    );
  });
}

/** A rule behind one that is about everything it is about is never the first that fits. */
function neverFirst({ key, meant }: SlaRule, earlier: readonly SlaRule[], yaml: YamlSource): Problem[] {
  const before = earlier.find((other) => covers(other.meant, meant));
  if (!before) return [];
  return [
    yaml.problem(
      ['sla', key],
      `expected a rule that can be the first to fit, got one behind ${before.key}, which fits whatever this one does`,
      `move it above ${before.key}, or remove it`,
    ),
  ];
}

function covers(wide: Meant, narrow: Meant): boolean {
  const all = <T>(of: readonly T[] | undefined, by: readonly T[] | undefined, within = same<T>) =>
    of === undefined || (by?.every((each) => of.some((other) => within(each, other))) ?? false);
  return (
    all(wide.priority, narrow.priority) &&
    all(wide.category, narrow.category, isWithin) &&
    all(wide.tier, narrow.tier) &&
    all(wide.queue, narrow.queue)
  );
}

const same = <T>(one: T, other: T): boolean => one === other;
