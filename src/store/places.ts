/** The groups that tickets have to themselves: `place` rows that name a ticket. */
import type { PlaceStore } from '../desk/ports/places.js';
import type { Address } from '../platform/address.js';
import type { Database } from './database.js';

export function placeStore({ prisma, run }: Database): PlaceStore {
  return {
    async groupOf(ticketId, platform) {
      const row = await prisma.place.findFirst({
        where: { ticketId, address: { startsWith: `${platform}:` } },
      });
      return row && (row.address as Address);
    },

    async bind({ address, ticketId, team }) {
      await run(
        'bind_place',
        'INSERT INTO place (address, ticket_id, team_id) VALUES ($1, $2, $3) ON CONFLICT (address) DO NOTHING',
        [address, ticketId, team],
      );
    },
  };
}
