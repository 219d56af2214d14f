/** The one line a routine has for the team of its queue. */
import type { Directory } from '../people/people.js';
import { teamOf } from '../people/staff.js';
import type { Routine } from '../sop/content-form.js';
import type { House } from './house.js';
import type { OutboxItem } from './ports/outbox.js';
import { tellByItself } from './tell.js';

/** Their keys begin with `key`. */
export function lineOfRoutine(
  house: House,
  { tell, say }: Routine,
  key: string,
  directory: Directory,
): OutboxItem[] {
  const team = teamOf(directory, tell);
  const places = team ? tellByItself({ to: 'team', id: team.id }, house, { directory }) : [];
  return places.map((place, n) => ({
    key: `${key}/${n}`,
    ...place,
    ticketId: null,
    body: { kind: 'say', say: `say.${say}`, params: {}, tone: 'info', links: [], actions: [] },
  }));
}
