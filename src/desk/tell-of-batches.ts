/** What a routine opened for many customers is told once, when all of it is done: one line, and one list of what was refused. */

import { membersWith, teamOf } from '../people/staff.js';
import type { NoticeTo } from '../tickets/reactions.js';
import type { Param } from '../tickets/refusal.js';
import type { House } from './house.js';
import type { FinishedBatch } from './ports/commands.js';
import type { OutboxItem } from './ports/outbox.js';
import { tellByItself } from './tell.js';
import { opened, ownersOf, reasonOf, tellOwner } from './tell-owner.js';

const LEASE_MS = 30_000;
/** More would not be read in a chat; the count is told in full. */
const MOST_NAMED = 30;

export async function tellOfBatches(house: House): Promise<void> {
  for (;;) {
    const now = house.store.clock.now();
    const finished = await house.store.commands.finished({ now, leaseMs: LEASE_MS, most: MOST_NAMED });
    if (!finished) return;
    const outbox = await noticesOf(house, finished);
    await house.store.tickets.save({ command: finished.batch, expect: [], outbox, commands: [] });
    house.onSaved({ commands: [] });
  }
}

/** A batch is named `routine/<routine>/<date>`. */
async function noticesOf(house: House, finished: FinishedBatch): Promise<OutboxItem[]> {
  const [, key] = finished.batch.split('/');
  const { content } = await house.library.live();
  const routine = content.routines.find((each) => each.key === key);
  if (!routine) {
    house.log.warn(
      { batch: finished.batch },
      'nobody is told of a batch whose routine is not published any more',
    );
    return [];
  }
  const sop = content.latest[routine.open?.sop ?? ''];
  const directory = await house.staff.directory();
  const team = teamOf(directory, routine.tell);
  if (!team) return [];
  const leads = membersWith(directory, ['lead'], team.id);
  const group: NoticeTo = { to: 'team', id: team.id };
  const ids = [...leads, ...ownersOf(routine, house, directory)].map(({ id }) => id);
  const answerable =
    ids.length > 0 ? [...new Set(ids)].map((id): NoticeTo => ({ to: 'member', id })) : [group];
  const say = (to: readonly NoticeTo[], name: string, body: Told) =>
    to
      .flatMap((one) => tellByItself(one, house, { directory }))
      .map(
        (place, n): OutboxItem => ({
          key: `${finished.batch}/${name}/${n}`,
          ...place,
          ticketId: null,
          body: { kind: 'say', links: [], actions: [], ...body },
        }),
      );
  const line = say([group], 'opened', {
    say: `say.${routine.say}`,
    params: { count: finished.done },
    tone: 'info',
  });
  const done = [...line, ...tellOwner(house, routine, finished.batch, directory, opened(finished.done))];
  if (finished.dropped === 0) return done;
  return [
    ...done,
    ...say(answerable, 'refused', refusedWords(finished, sop ? { text: sop.title } : (key ?? ''))),
  ];
}

type Told = Pick<Extract<OutboxItem['body'], { kind: 'say' }>, 'say' | 'params' | 'tone'>;

function refusedWords({ dropped, refused }: FinishedBatch, sop: Param): Told {
  const lines = refused.map(
    ({ customer, refusal }): Param => ({
      message: 'notice.routine_refused_one',
      params: { customer, reason: refusal ? reasonOf(refusal) : { message: 'word.not_given' } },
    }),
  );
  const more = dropped - refused.length;
  return {
    say: 'notice.routine_refused',
    params: {
      sop,
      count: dropped,
      list:
        more > 0 ? [...lines, { message: 'notice.routine_refused_more', params: { count: more } }] : lines,
    },
    tone: 'warning',
  };
}
