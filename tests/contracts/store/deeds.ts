/** Deeds: what people change besides tickets, remembered in the same save. */
import { describe, expect, test } from '@jest/globals';
import type { DirectorySeed } from '../../../src/desk/ports/content.js';
import type { Deed } from '../../../src/desk/ports/deeds.js';
import { MONDAY, someChange } from '../../support/change.js';
import type { Instances, StoreInstance } from '../store.contract.js';
import { publish } from './content.js';

const seed: DirectorySeed = {
  teams: [],
  queues: [],
  members: ['han', 'mei'].map((id) => ({
    ...{
      id,
      name: id,
      teams: [],
      roles: ['agent'],
      skills: [],
      leader: null,
      locale: 'en' as const,
      identities: [],
    },
  })),
};
const leaves = (member: string): Deed => ({
  deed: 'membersChanged',
  standing: [],
  leaving: [member],
  accounts: [],
  locale: 'en',
});

async function peopled(store: StoreInstance): Promise<number> {
  await publish(store, `people-${Math.floor(MONDAY)}`, seed);
  return (await store.people.directory()).version;
}

export function deedsContract(instances: Instances): void {
  describe('deeds', () => {
    test('are written and remembered together, and make the directory another one', async () => {
      const { here, there } = instances();
      const version = await peopled(here);
      const change = someChange({ expect: [{ table: 'directory', version }] });
      expect(await here.deeds.save([leaves('han')], 'member:mei', change, MONDAY)).toEqual({ saved: true });
      const directory = await there.people.directory();
      expect(directory.version).toBeGreaterThan(version);
      expect(directory.members.get('han')).toMatchObject({ active: false, roles: ['agent'], name: 'han' });
      expect(directory.members.get('mei')?.active).toBe(true);
      expect((await there.deeds.history(1))[0]).toEqual({
        at: MONDAY,
        by: 'member:mei',
        deed: leaves('han'),
      });
    });

    test('of two that rest on the same directory one is told to read again, and leaves nothing', async () => {
      const { here, there } = instances();
      const version = await peopled(here);
      const change = () => someChange({ expect: [{ table: 'directory', version }] });
      const outcomes = await Promise.all([
        here.deeds.save([leaves('han')], 'member:mei', change(), MONDAY),
        there.deeds.save([leaves('mei')], 'member:han', change(), MONDAY),
      ]);
      expect(outcomes.filter(({ saved }) => saved)).toHaveLength(1);
      expect(outcomes).toContainEqual({ saved: false, why: 'conflict' });
      const { members } = await here.people.directory();
      expect([...members.values()].filter(({ active }) => !active)).toHaveLength(1);
      expect(await here.deeds.history(9, 'membersChanged')).toHaveLength(1);
    });

    test('what a member prefers is part of the directory, and no content overwrites it', async () => {
      const { here, there } = instances();
      const version = await peopled(here);
      const preferences = {
        locale: 'zh-CN',
        quiet: { from: '22:00', to: '08:00', weekends: true },
        muted: ['numbers'],
        leave: { from: '2026-03-09', until: '2026-03-13', delegate: 'mei' },
      } as const;
      const deed: Deed = { deed: 'memberPreferred', member: 'han', preferences, hearsFrom: MONDAY };
      expect(await here.deeds.save([deed], 'member:han', someChange({}), MONDAY)).toEqual({ saved: true });
      await publish(here, 'again', seed);
      const directory = await there.people.directory();
      expect(directory.version).toBeGreaterThan(version);
      expect(directory.members.get('han')).toMatchObject({ locale: 'zh-CN', preferences });
      expect(directory.members.get('mei')).toMatchObject({ locale: 'en', preferences: {} });
      expect(await here.people.defaults('han')).toEqual({ locale: 'en', addresses: [] });
      expect(await here.people.defaults('nobody')).toBeNull();
    });

    test('of two guesses at one code, made at once, both count', async () => {
      const { here, there } = instances();
      const asker = { platform: 'wecom', account: 'stranger' };
      const target = { kind: 'member', id: 'han' } as const;
      const asked: Deed = {
        ...{ deed: 'bindingAsked', id: 'b1', ...asker, target, expiresAt: MONDAY + 1 },
        secret: { code: '123456' },
      };
      await here.deeds.save([asked], 'requester:r1', someChange({}), MONDAY);
      expect(await there.bindings.matches('b1', '123456')).toBe(true);
      expect(await there.bindings.matches('b1', '123457')).toBe(false);
      const missed: Deed = { deed: 'codeMissed', id: 'b1', tries: 0 };
      const guesses = [here, there].map(({ deeds }) =>
        deeds.save([missed], 'requester:r1', someChange({}), MONDAY),
      );
      expect(await Promise.all(guesses)).toContainEqual({ saved: false, why: 'conflict' });
      expect(await here.bindings.recent(asker, null, MONDAY)).toMatchObject([{ id: 'b1', tries: 1, target }]);
      // The code itself is nobody's to read, not even in the history.
      expect(JSON.stringify(await here.deeds.history(9))).not.toContain('123456');
    });

    test('a deed that cannot be written takes the whole save with it', async () => {
      const { here } = instances();
      await peopled(here);
      const save = here.deeds.save([leaves('mei'), leaves('nobody')], 'member:han', someChange({}), MONDAY);
      await expect(save).rejects.toThrow('expected the members nobody, got 0 of them');
      expect((await here.people.directory()).members.get('mei')?.active).toBe(true);
      expect(await here.deeds.history(9, 'membersChanged')).toEqual([]);
    });
  });
}
