/** What is due fires: faster than a job queue with a job for each, on time, and whatever waits behind it. */
import type { Bench } from './support/bar.js';
import { withServer } from './support/server.js';
import { seedTickets } from './support/template.js';
import { againstPeers } from './wake/against-peers.js';
import { manyPending } from './wake/many-pending.js';
import { TO_WAITING } from './wake/reminders.js';
import { steady } from './wake/steady.js';

export const wake: Bench = ({ quick, progress }) =>
  withServer(async (server) => {
    const tickets = quick ? 20_000 : 100_000;
    progress(`making ${tickets} waiting tickets`);
    const url = await server.empty('waiting');
    await seedTickets({ url, tickets, steps: TO_WAITING });
    await server.settle(url);
    const shared = { server, seeded: 'waiting', progress };
    const burst = quick ? 1_000 : 2_000;
    return [
      ...(await againstPeers({ ...shared, tickets, burst })),
      await steady({ ...shared, seconds: quick ? 4 : 10 }),
      await manyPending({ ...shared, burst, many: quick ? 100_000 : 1_000_000 }),
    ];
  });
