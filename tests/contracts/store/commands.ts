/** Queued commands: run once each, in the order they came, also after a crash. */
import { describe, expect, test } from '@jest/globals';
import type { QueuedCommand } from '../../../src/desk/ports/change.js';
import { MONDAY, someChange } from '../../support/change.js';
import type { Instances } from '../store.contract.js';

const queued = (key: string): QueuedCommand => ({
  key,
  command: { type: 'close', ticketId: 7, input: { reason: key }, actor: { kind: 'system' } },
});

export function commandsContract(instances: Instances): void {
  describe('commands', () => {
    test('are claimed in order, with their cause, by one at a time', async () => {
      const { here, there } = instances();
      await here.tickets.save(someChange({ commands: [queued('1/0/0'), queued('1/0/1'), queued('1/0/2')] }));
      const claimed = await here.commands.claim({ now: MONDAY, limit: 2, leaseMs: 1_000 });
      expect(claimed).toEqual(
        ['1/0/0', '1/0/1'].map((key) => ({
          key,
          command: { ...queued(key).command, cause: { kind: 'event', key } },
        })),
      );
      const rest = await there.commands.claim({ now: MONDAY, limit: 9, leaseMs: 1_000 });
      expect(rest.map(({ key }) => key)).toEqual(['1/0/2']);
    });

    test('come back when their lease ends, until they are settled or dropped', async () => {
      const { here, there } = instances();
      await here.tickets.save(someChange({ commands: [queued('a'), queued('b'), queued('c')] }));
      const claim = (now: number) => there.commands.claim({ now, limit: 9, leaseMs: 1_000 });
      await claim(MONDAY);
      expect(await claim(MONDAY + 999)).toEqual([]);
      expect(await here.tickets.save(someChange({ command: 'a' }))).toEqual({ saved: true });
      expect(await there.tickets.save(someChange({ command: 'a' }))).toEqual({
        saved: false,
        why: 'duplicate',
      });
      await here.commands.drop([{ key: 'b', reason: 'already_closed', refusal: null }]);
      expect((await claim(MONDAY + 1_000)).map(({ key }) => key)).toEqual(['c']);
      expect(await here.tickets.save(someChange({ command: 'b' }))).toEqual({
        saved: false,
        why: 'duplicate',
      });
    });
  });
}
