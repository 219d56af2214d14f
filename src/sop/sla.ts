/** 服务级别协议: what the house promises, by priority, category, tier of customer and queue. The first rule that fits counts. */
import type { z } from 'zod';
import type { Duration } from '../calendar/duration.js';
import { isWithin } from './categories.js';
import type { Priority } from './priority.js';
import type { extensionFile, SlaFile } from './sla-schema.js';
import type { ClockKind } from './sop.js';

export const TARGETS = ['first_response', 'next_response', 'resolution'] as const;
export type TargetName = (typeof TARGETS)[number];
/** What runs out on a ticket; `limit` is that of its step. */
export type ClockName = 'limit' | TargetName;

export interface SlaRule {
  readonly key: string;
  readonly meant: Meant;
  readonly targets: Readonly<Partial<Record<TargetName, TargetRule>>>;
  /** Its own bound on extensions; null: that of the house. */
  readonly extensions: ExtensionBound | null;
}

/** Absent: whatever it is. */
export interface Meant {
  readonly priority?: readonly Priority[];
  /** Paths; what is below them is meant too. */
  readonly category?: readonly string[];
  readonly tier?: readonly string[];
  readonly queue?: readonly string[];
}

export interface TargetRule {
  readonly within: Duration;
  readonly clock: ClockKind;
  /** So long before the end the owner is warned. */
  readonly warn: Duration | null;
  /** Once it was missed, the next step demands a reason. */
  readonly lateReason: boolean;
}

/** What an assignee may add to the clocks of a ticket on their own. */
export interface ExtensionBound {
  readonly times: number;
  readonly total: Duration;
}

/** What a rule looks at. */
export interface Concerned {
  readonly priority: Priority;
  readonly category: string | null;
  readonly tier: string | null;
  readonly queue: string;
}

export function slaOf(file: SlaFile): readonly SlaRule[] {
  return Object.entries(file).map(([key, written]) => {
    const targets = TARGETS.flatMap((name) => {
      const target = written[name];
      if (target === undefined) return [];
      const { within, warn = null, clock = written.clock, late_reason = written.late_reason } = target;
      return [[name, { within, warn, clock, lateReason: late_reason }] as const];
    });
    return {
      key,
      meant: written.for as Meant,
      targets: Object.fromEntries(targets),
      extensions: written.extend ?? null,
    };
  });
}

/** What an assignee may add where the house says nothing. */
const OURS: ExtensionBound = { times: 2, total: { days: 0, ms: 2 * 3_600_000 } };

export function extensionsOf(file: z.infer<typeof extensionFile> | undefined): ExtensionBound {
  return file ?? OURS;
}

/** The first rule that is about it. */
export function ruleFor(rules: readonly SlaRule[], concerned: Concerned): SlaRule | undefined {
  return rules.find(({ meant }) => isMeant(meant, concerned));
}

function isMeant({ priority, category, tier, queue }: Meant, concerned: Concerned): boolean {
  const { category: path } = concerned;
  return (
    (priority?.includes(concerned.priority) ?? true) &&
    (category === undefined || (path !== null && category.some((each) => isWithin(path, each)))) &&
    (tier === undefined || (concerned.tier !== null && tier.includes(concerned.tier))) &&
    (queue?.includes(concerned.queue) ?? true)
  );
}
