/** The groups that tickets have to themselves: one a platform, and what is said there is about the ticket. */
import { describe, expect, test } from '@jest/globals';
import type { Address } from '../../../src/platform/address.js';
import type { Instances } from '../store.contract.js';

const GROUP = 'web:desk:group-7' as Address;

export function placesContract(instances: Instances): void {
  describe('the group of a ticket', () => {
    test('is found by ticket and platform, and stays the first one bound', async () => {
      const { here, there } = instances();
      expect(await here.places.groupOf(7, 'web')).toBeNull();
      await here.places.bind({ address: GROUP, ticketId: 7, team: null });
      await there.places.bind({ address: GROUP, ticketId: 8, team: null });
      expect(await there.places.groupOf(7, 'web')).toBe(GROUP);
      expect(await there.places.groupOf(7, 'feishu')).toBeNull();
      expect(await there.places.groupOf(8, 'web')).toBeNull();
    });
  });
}
