/** 定时汇总: a routine posts the report somebody would get who asked for it then, to its team's group or to who runs the team. */
import { createWording, type Wording } from '../cards/wording.js';
import type { Directory, Member } from '../people/people.js';
import { membersWith, teamOf } from '../people/staff.js';
import type { Card } from '../platform/card.js';
import { reports } from '../reports/index.js';
import { periodRange } from '../reports/period.js';
import type { Routine, RoutineReport } from '../sop/content-form.js';
import type { Command } from '../tickets/command.js';
import { queuesOf } from './asker.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import type { QueuedCommand } from './ports/change.js';
import type { OutboxItem } from './ports/outbox.js';
import type { DueTimer } from './ports/timers.js';
import { tellByItself } from './tell.js';
import { RAN, tellOwner, UNHEARD } from './tell-owner.js';

/** Reading takes its time: it is queued by the transaction that fires the routine, as a review is. */
const DIGEST = 'digest';

export function digestCommand({ key }: Routine, { key: timer, dueAt }: DueTimer): QueuedCommand {
  const input = { routine: key, dueAt };
  return { key: `${timer}/digest`, command: { type: DIGEST, input, actor: { kind: 'system' } } };
}

export const isDigest = ({ type }: Command): boolean => type === DIGEST;

/** Why it came to nothing; null when it was posted, now or before. */
export async function digest(house: House, key: string, { input }: Command): Promise<string | null> {
  const edition = await house.library.live();
  const routine = edition.content.routines.find((each) => each.key === input.routine);
  if (!routine?.report) return 'rule_gone';
  const directory = await house.staff.directory();
  const posts: OutboxItem[] = [];
  for (const { queues, ...reader } of readersOf(routine, routine.report, directory)) {
    const draw = await numbers(house, edition, routine.report, queues, Number(input.dueAt));
    for (const place of tellByItself(reader, house, { directory })) {
      const wording = wordingIn(house, place.locale, edition, directory);
      const card = headed(draw(wording), wording.t(`say.${routine.say}`));
      posts.push({ key: `${key}/${posts.length}`, ...place, ticketId: null, body: { kind: 'card', card } });
    }
  }
  const outbox = [...posts, ...tellOwner(house, routine, key, directory, posts.length > 0 ? RAN : UNHEARD)];
  await house.store.tickets.save({ command: key, expect: [], outbox, commands: [] });
  house.onSaved({ commands: [] });
  return null;
}

interface ReportReader {
  readonly to: 'team' | 'member';
  readonly id: string;
  /** What the numbers are of: the team's own queues, or all that a member would be answered about. */
  readonly queues: readonly string[];
}

function readersOf({ tell }: Routine, { to }: RoutineReport, directory: Directory): readonly ReportReader[] {
  const team = teamOf(directory, tell);
  if (!team) return [];
  if (to !== 'team')
    return membersWith(directory, [to], team.id).map(
      (member: Member): ReportReader => ({
        to: 'member',
        id: member.id,
        queues: queuesOf({ directory }, member),
      }),
    );
  const own = [...directory.queues.values()].filter((queue) => queue.team === team.id);
  return [{ to: 'team', id: team.id, queues: own.map(({ id }) => id) }];
}

/** Made up for later, it is still about the days it was due for. */
async function numbers(
  house: House,
  { content }: Edition,
  { of, period }: RoutineReport,
  queues: readonly string[],
  dueAt: number,
): Promise<(wording: Wording) => Card> {
  const report = reports.find(({ name }) => name === of);
  if (!report) throw new Error(`expected a report, got ${of}`);
  const range = { ...periodRange(period, dueAt, house.tz), now: house.store.clock.now() };
  const rows = await house.store.reports.run(report.name, report.params(range, queues));
  return (wording) => report.toCard(rows, range, wording, content);
}

function wordingIn(
  { tz, store }: House,
  locale: OutboxItem['locale'],
  { messages, content }: Edition,
  directory: Directory,
): Wording {
  return createWording({ messages, locale, directory, tz, now: store.clock.now(), sops: content.latest });
}

const headed = (card: Card, line: string): Card => ({
  ...card,
  blocks: [{ kind: 'text', text: line }, ...card.blocks],
});
