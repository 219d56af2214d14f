/** How far the ladder of a clock has come: what a ticket keeps of its escalations. */
import type { Above } from '../people/org-chart.js';
import type { Rung } from '../sop/escalation.js';
import { type ClockName, TARGETS } from '../sop/sla.js';

/** Everything a ladder may hang on: the limit of the present step, and the targets of the SLA. */
export const CLOCKS: readonly [ClockName, ...ClockName[]] = ['limit', ...TARGETS];

export interface Climb {
  /** How many moments of it have been: a timer belongs to one of them. */
  readonly moments: number;
  /** The last of them, in the clock's own time from its due instant on; null: none. */
  readonly reachedMs: number | null;
  /** By how much it is behind its plan: it stood still while somebody had acknowledged it. */
  readonly stoodMs: number;
  /** The highest rung that told; 0: none. */
  readonly rung: number;
  /** Whom it has told, each once. */
  readonly told: readonly Told[];
  readonly acknowledgements: number;
  readonly acknowledged: Acknowledged | null;
}

/** Somebody a rung told, and why they of all people. */
export interface Told {
  readonly to: { readonly to: 'member' | 'team'; readonly id: string };
  readonly as: 'assignee' | 'queue' | Above['as'];
  /** Member id: whose leader they are. */
  readonly of?: string;
  readonly role?: string;
  /** Member id: who hears it in their place. */
  readonly standIn?: string;
  /** How the rung tells. */
  readonly via: Rung['via'];
}

/** 已在处理: no rung comes as long as it holds. */
export interface Acknowledged {
  /** Member id. */
  readonly by: string;
  readonly at: number;
  /** Where the clock stood then, as `reachedMs` counts. */
  readonly positionMs: number;
  /** The last act of somebody who has it in hand. */
  readonly actedAt: number;
}
