/** 看板, answered: what each team of a member chose to look at first, over its queues of this week. */
import type { Member } from '../people/people.js';
import type { Card } from '../platform/card.js';
import { boardCard, type TeamBoard } from '../reports/board.js';
import { overview } from '../reports/overview.js';
import { periodRange } from '../reports/period.js';
import { forbid, OURS_ONLY, queuesOf, rank } from './asker.js';
import type { House } from './house.js';
import type { Reader } from './speak.js';

export async function boardAnswer(house: House, reader: Reader, member: Member | undefined): Promise<Card> {
  if (!member) return forbid(house, reader, 'queue', OURS_ONLY);
  const { wording, edition, directory } = reader;
  const range = periodRange('this_week', wording.now, house.tz);
  const seen = queuesOf(reader, member).map((id) => directory.queues.get(id));
  const boards: TeamBoard[] = [];
  for (const { id, name } of edition.content.teams) {
    const queues = seen.flatMap((queue) => (queue?.team === id ? [queue.id] : []));
    const metrics = edition.content.northStars[id] ?? [];
    if (queues.length === 0 || metrics.length === 0) continue;
    const rows = await house.store.reports.run(overview.name, overview.params(range, queues));
    boards.push({ name: wording.text(name), metrics, rows });
  }
  return boardCard(boards, range, rank(member) === 'lead', wording);
}
