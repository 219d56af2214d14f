/** The verdict over a run: what was promised to people, held against the record and against what their pages were shown. */
import type { Sop } from '../../src/sop/sop.js';
import type { Hook } from './crash-cashier.js';
import { type Findings, noFindings } from './crash-findings.js';
import {
  effectsByCause,
  judgeCauses,
  judgeDeeds,
  judgeFollowUps,
  judgeHooks,
  judgeIntakes,
  judgeNotes,
} from './crash-judge-commands.js';
import { isSend, judgeCards, judgeDeliveries, judgePages, judgeTells } from './crash-judge-notices.js';
import { judgeChains, judgeReplays, judgeStays, judgeTimers } from './crash-judge-tickets.js';
import type { CrashPage } from './crash-page.js';
import type { CrashRecord } from './crash-record.js';

export interface Run {
  readonly record: CrashRecord;
  readonly pages: readonly CrashPage[];
  readonly hooks: readonly Hook[];
  readonly companies: readonly string[];
  readonly finished: readonly number[];
  readonly sops: Readonly<Record<string, Sop>>;
}

export function verdict({ record, pages, hooks, companies, finished, sops }: Run): Findings {
  const found = noFindings();
  const effects = effectsByCause(record);
  const deeds = pages.flatMap((page) => page.deeds);
  judgeCauses(effects, found);
  judgeDeeds(deeds, record, effects, found);
  judgeNotes(deeds, effects, found);
  judgeIntakes(companies, record, found);
  judgeHooks(hooks, record, effects, found);
  judgeFollowUps(finished, record, found);
  judgeDeliveries(record, found);
  judgeTells(record, found);
  judgeCards(record, found);
  judgePages(pages, record, found);
  judgeChains(record, found);
  judgeReplays(record, found);
  judgeTimers(record, found);
  judgeStays(record, sops, found);
  return found;
}

/** One line for people: how much there was to lose, and what became of it. */
export function counts(
  { record, pages, hooks }: Run,
  { lost, twice, wrong }: Findings,
  run: { readonly seed: number; readonly kills: number; readonly seconds: number },
): string {
  const deeds = pages.flatMap((page) => page.deeds);
  const again = deeds.filter(({ sent }) => sent > 1).length;
  const answered = hooks.reduce((sum, { answers }) => sum + answers.length, 0);
  const fired = record.timers.filter(({ status }) => status === 'fired');
  const late = fired.map((timer) => (timer.settled_at?.getTime() ?? 0) - timer.due_at.getTime());
  const notices = record.outbox.filter(({ body, status }) => isSend(body) && status === 'sent');
  const events = record.tickets.reduce((sum, ticket) => sum + ticket.events.length, 0);
  return [
    `crash: seed ${run.seed}, ${run.kills} kills in ${Math.round(run.seconds)} s`,
    `${deeds.length} commands acknowledged (${again} sent more than once)`,
    `${hooks.length} hooks (${answered} answers)`,
    `${record.timers.length} timers (${fired.length} fired, the latest after ${Math.max(0, ...late)} ms)`,
    `${notices.length} notices`,
    `${record.outbox.length - notices.length} card updates`,
    `${record.tickets.length} tickets, ${events} events: lost ${lost.length}, twice ${twice.length}, wrong ${wrong.length}`,
  ].join(', ');
}
