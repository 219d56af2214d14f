/** Which customers somebody means: 全部, 重点客户, 服务中；纳税人类型=一般纳税人, or what a routine is for. */
import { CUSTOMER_COLUMNS } from '../../people/customer-columns.js';
import type { Text } from '../../people/people.js';
import type { Content } from '../../sop/content.js';
import type { Selection } from '../../sop/selection.js';
import type { Param } from '../../tickets/refusal.js';
import { type ErrandRefused, refuseErrand } from '../errands/refusals.js';

/** Something customers are sorted by, with its values. */
interface Sorted {
  readonly key: string;
  readonly label: Text;
  /** Null: whatever is said. */
  readonly values: readonly { readonly value: string; readonly label: Text }[] | null;
}

const ALL = ['全部', '全部客户', '所有客户', 'all', 'everybody'];
const CONDITIONS = /[;；,，\n]/u;
const ALTERNATIVES = /[、|/]/u;

export function customersMeant(said: string, content: Content): Selection | ErrandRefused {
  if (ALL.includes(plain(said))) return {};
  const sorted = sortedBy(content);
  const meant: Record<string, readonly string[]> = {};
  for (const part of said.split(CONDITIONS).map((each) => each.trim())) {
    if (part === '') continue;
    const found = condition(part, sorted) ?? namedByContent(part, content);
    if (found === null || Object.keys(found).some((key) => Object.hasOwn(meant, key)))
      return refuseErrand('wrong_selection', { got: part, known: examples(sorted) });
    Object.assign(meant, found);
  }
  // Nothing said must not mean everybody.
  return Object.keys(meant).length > 0
    ? meant
    : refuseErrand('wrong_selection', { got: said, known: examples(sorted) });
}

function sortedBy({ customers: { tiers, stages, fields } }: Content): readonly Sorted[] {
  return [
    { key: 'tier', label: CUSTOMER_COLUMNS.tier, values: tiers },
    { key: 'stage', label: CUSTOMER_COLUMNS.stage, values: stages },
    // Whom a personal value belongs to could be found out by who is counted.
    ...Object.values(fields)
      .filter(({ personal }) => !personal)
      .map(({ key, label, choices }) => ({ key, label, values: choices ?? null })),
  ];
}

/** `等级=重点客户、普通客户`, or the values alone. */
function condition(part: string, sorted: readonly Sorted[]): Selection | null {
  const [name = '', ...rest] = part.split(/[=＝]/u);
  const by = rest.length > 0 ? sorted.filter((one) => isCalled(name, one.key, one.label)) : sorted;
  const said = (rest.length > 0 ? rest.join('=') : part).split(ALTERNATIVES).map((each) => each.trim());
  for (const { key, values } of by) {
    if (values === null) {
      if (rest.length > 0) return { [key]: said };
      continue;
    }
    const found = said.flatMap(
      (each) => values.find(({ value, label }) => isCalled(each, value, label))?.value ?? [],
    );
    if (found.length === said.length) return { [key]: found };
  }
  return null;
}

/** Whom a routine or a reminder of this key is for. */
function namedByContent(part: string, { routines, reminders }: Content): Selection | null {
  const routine = routines.find(({ key }) => key === part)?.open?.meant;
  const meant = routine ?? reminders.find(({ key }) => key === part)?.meant;
  return meant && Object.keys(meant).length > 0 ? meant : null;
}

const plain = (said: string) => said.trim().toLowerCase();
const isCalled = (said: string, key: string, label: Text) =>
  [key, label['zh-CN'], label.en.toLowerCase()].includes(plain(said));

const examples = (sorted: readonly Sorted[]): Param[] =>
  sorted.slice(0, 2).flatMap(({ values }) => (values ?? []).map(({ label }): Param => ({ text: label })));
