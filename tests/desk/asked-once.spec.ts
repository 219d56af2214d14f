/** B19: how many of a customer's tickets end at once, they are asked once whether they recommend us. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { handle } from '../../src/desk/handle.js';
import { type OpenDesk, openDesk, platform } from '../support/desk.js';
import { inDatabase } from '../support/store.js';

jest.setTimeout(60_000);

const ASKS = {
  file: 'sops/it-helpdesk.v1.yaml',
  from: 'initial: new\n',
  to: 'initial: new\nask: { nps: 90d }\n',
};
/** Two of one company, and one who asks for themselves. */
const PEOPLE = [
  ['zhang', 'C-1'],
  ['liu', 'C-1'],
  ['han', null],
] as const;

let open: OpenDesk;
let acts = 0;
beforeEach(async () => {
  open = await openDesk([platform('web')], {}, [ASKS]);
  await inDatabase(open.databaseUrl, async (client) => {
    await client.query(`INSERT INTO customer (id, kind, name) VALUES ('C-1', 'company', '青禾')`);
    for (const [id, customer] of PEOPLE)
      await client.query(
        `INSERT INTO requester (id, name, locale, customer_id, created_at) VALUES ($1, $1, 'zh-CN', $2, now())`,
        [id, customer],
      );
  });
});
afterEach(() => open.close());

function does(type: string, id: string | null, input: Readonly<Record<string, unknown>>, ticketId?: number) {
  acts += 1;
  const actor = id === null ? ({ kind: 'system' } as const) : ({ kind: 'requester', id } as const);
  const cause = { kind: 'api', key: `act-${acts}` } as const;
  const about = ticketId === undefined ? {} : { ticketId };
  return handle(open.desk.house, { type, input, actor, cause, ...about }, () => ({}));
}

async function opens(id: string): Promise<number> {
  const fields = { problem: '卡纸', place: '三楼', urgency: 'minor' };
  const done = await does('open', id, { sop: 'it-helpdesk', fields });
  if (done.kind !== 'done') throw new Error(`expected a ticket, got ${JSON.stringify(done)}`);
  return done.decided.after.id;
}

test('and each of them is asked once, whoever of a company it was', async () => {
  const tickets: number[] = [];
  for (const [id] of PEOPLE) for (let n = 0; n < 3; n += 1) tickets.push(await opens(id));
  await Promise.all(tickets.map((ticket) => does('ask_recommendation', null, {}, ticket)));
  const reads = await Promise.all(tickets.map((ticket) => open.store.tickets.ticket(ticket)));
  const asked = reads.flatMap((read) => (read?.ticket.recommendation ? [read.requester] : []));
  expect(asked.map(({ id, customerId }) => customerId ?? id).sort()).toEqual(['C-1', 'han']);
});
