/** Which customers are meant: all whose tier, kind, stage and fields are among the ones named. */
import type { Customer } from '../people/customer.js';

/** Key of a customer's `kind`, `tier`, `stage` or field -> the values that are meant, as texts. None: all customers. */
export type Selection = Readonly<Record<string, readonly string[]>>;

/** What stands beside the house's own fields on every customer; no field may be called the same. */
export const SELECTED_BY = ['kind', 'tier', 'stage'] as const;

/** What SQL does for many at once, for one customer. */
export function isMeant(selection: Selection, customer: Customer): boolean {
  const known: Readonly<Record<string, unknown>> = {
    ...customer.fields,
    kind: customer.kind,
    tier: customer.tier,
    stage: customer.stage,
  };
  return Object.entries(selection).every(([key, values]) => {
    const value = Object.hasOwn(known, key) ? known[key] : null;
    return value !== null && value !== undefined && values.includes(String(value));
  });
}
