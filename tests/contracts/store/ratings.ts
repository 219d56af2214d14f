/** Ratings of answers: one a person and answer, of what was said at that address about a ticket. */
import { describe, expect, test } from '@jest/globals';
import type { Address } from '../../../src/platform/address.js';
import { someChange, someNotice } from '../../support/change.js';
import type { Instances } from '../store.contract.js';
import { openTicket } from './people.js';

const HERE = 'web:desk:rater' as Address;

export function ratingsContract(instances: Instances): void {
  describe('what somebody thinks of an answer', () => {
    const said = (key: string, verdict: 'good' | 'bad' | 'withdrawn', more: object = {}) => ({
      rating: { answer: key, verdict, words: '', reasons: [] },
      ...{ address: HERE, person: 'requester:r1', at: 1_000 },
      ...more,
    });

    test('is kept of an answer about a ticket, where it was given, and of no other', async () => {
      const { here, there } = instances();
      const { id: ticketId } = await openTicket(here);
      const outbox = [
        { ...someNotice('about', HERE), ticketId },
        { ...someNotice('of nothing', HERE), ticketId: null },
      ];
      await here.tickets.save(someChange({ outbox }));
      expect(await here.ratings.keep(said('about', 'good'))).toBe(ticketId);
      expect(await there.ratings.keep(said('about', 'bad', { at: 2_000 }))).toBe(ticketId);
      // What comes late was said before.
      expect(await here.ratings.keep(said('about', 'good', { at: 1_500 }))).toBeNull();
      expect(await here.ratings.keep(said('of nothing', 'good'))).toBeNull();
      expect(await here.ratings.keep(said('never said', 'good'))).toBeNull();
      expect(await here.ratings.keep(said('about', 'good', { address: 'web:desk:other' }))).toBeNull();
    });
  });
}
