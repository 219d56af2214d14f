/** What a bench run tells: a table for people, one JSON line for machines. */
import os from 'node:os';
import type { Bar } from './bar.js';

export interface Failure {
  readonly bench: string;
  readonly error: string;
}

export function machine(quick: boolean): Readonly<Record<string, string | number | boolean>> {
  const [cpu] = os.cpus();
  return {
    cpus: os.cpus().length,
    model: cpu?.model ?? 'unknown',
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    platform: `${os.platform()} ${os.release()} ${os.arch()}`,
    node: process.version,
    /** Of the minute before the end: well above `cpus` means others were at work and the figures are worth little. */
    load1: Math.round((os.loadavg()[0] as number) * 100) / 100,
    quick,
    at: new Date().toISOString(),
  };
}

export function table(bars: readonly Bar[]): string {
  const sign = { least: '≥', most: '≤' } as const;
  const rows = bars.map(({ name, value, unit, rule, bar, goal, holds, spread, note }) => [
    holds ? (meets(rule, value, goal) ? 'goal ' : 'holds') : 'MISS ',
    name,
    `${value} ${unit}`,
    spread ? `${spread[0]}…${spread[1]}` : '',
    `${sign[rule]} ${bar}`,
    goal === null ? '' : `${sign[rule]} ${goal}`,
    note,
  ]);
  const all = [['', 'what', 'value', 'rounds', 'bar', 'goal', 'behind it'], ...rows];
  const widths = (all[0] as string[]).map((_, column) =>
    Math.max(...all.map((row) => (row[column] as string).length)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function meets(rule: Bar['rule'], value: number, goal: number | null): boolean {
  return goal !== null && (rule === 'least' ? value >= goal : value <= goal);
}
