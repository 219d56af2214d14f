/** 工时类型: what the time on a ticket may be logged as, and what an hour of it costs the house. */
import { z } from 'zod';
import type { Text } from '../people/people.js';
import { expecting, name, named, shape, text } from './shape.js';

/** More would be no rate, but a slip of the hand. */
const MOST_AN_HOUR = 100_000;

const rate = expecting(
  `an amount of 0 to ${MOST_AN_HOUR} an hour, with two decimals at most`,
  'write hourly: 80',
);

export const effortsFile = named(
  'kinds of effort',
  name,
  shape('a kind of effort, { name: …, hourly: … }', {
    name: text,
    hourly: z
      .number({ error: rate })
      .min(0, { error: rate })
      .max(MOST_AN_HOUR, { error: rate })
      .refine((amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6, { error: rate })
      .optional(),
  }),
);

export interface EffortKind {
  readonly value: string;
  readonly label: Text;
  /** In cents, so that sums are exact; null: nobody says what it costs. */
  readonly hourlyCents: number | null;
}

export function effortsOf(file: z.infer<typeof effortsFile>): EffortKind[] {
  return Object.entries(file).map(([value, { name: label, hourly }]) => ({
    ...{ value, label },
    hourlyCents: hourly === undefined ? null : Math.round(hourly * 100),
  }));
}
