/** One-time links: used once, whoever tries; counted, whoever asks. */
import { describe, expect, test } from '@jest/globals';
import type { Deed, LogInDeed } from '../../../src/desk/ports/deeds.js';
import type { Address } from '../../../src/platform/address.js';
import { MONDAY } from '../../support/change.js';
import type { Instances, StoreInstance } from '../store.contract.js';

const HASH = 'ab'.repeat(32);
const HOUR = 3_600_000;

const made = (link: string, over: Partial<Extract<LogInDeed, { deed: 'linkMade' }>> = {}): Deed => ({
  ...{ deed: 'linkMade', link, purpose: 'log_in', member: 'han', expiresAt: MONDAY + 1, lately: null },
  secret: { hash: link.padEnd(64, '0') },
  ...over,
});
const members = (...standing: readonly { id: string; roles?: readonly string[] }[]): Deed => ({
  ...{ deed: 'membersChanged', leaving: [], locale: 'en' },
  standing: standing.map(({ id, roles = ['agent'] }) => ({ id, name: id, roles, teams: [], leader: null })),
  accounts: standing.map(({ id }) => ({
    ...{ platform: 'web', account: id, member: id, address: `web:desk:${id}` as Address },
  })),
});
const keep = (store: StoreInstance, ...deeds: readonly Deed[]) =>
  store.deeds.save(deeds, 'system', { expect: [], outbox: [], commands: [] }, MONDAY);

export function logInsContract(instances: Instances): void {
  describe('one-time links', () => {
    test('are found by the hash of their token and by nothing else', async () => {
      const { here, there } = instances();
      await keep(here, members({ id: 'han' }), made('l1', { secret: { hash: HASH } }));
      expect(await there.logIns.find(Buffer.from(HASH, 'hex'))).toEqual({
        ...{ id: 'l1', purpose: 'log_in', memberId: 'han', expiresAt: MONDAY + 1 },
        ...{ usedAt: null, revokedAt: null },
      });
      expect(await there.logIns.find(Buffer.from('cd'.repeat(32), 'hex'))).toBeNull();
      expect(JSON.stringify(await here.deeds.history(9))).not.toContain(HASH);
    });

    test('of many who use one at once, one does', async () => {
      const { here, there } = instances();
      await keep(here, members({ id: 'han' }), made('aa'));
      const used: Deed = { deed: 'loggedIn', link: 'aa', member: 'han' };
      const all = await Promise.all([here, there, here, there].map((store) => keep(store, used)));
      expect(all.filter(({ saved }) => saved)).toHaveLength(1);
      expect(await there.logIns.session('aa', 'web')).toEqual({
        ...{ account: 'han', name: 'han', roles: ['agent'] },
      });
    });

    test('a revoked one is not used, and starts no session', async () => {
      const { here } = instances();
      await keep(here, members({ id: 'han' }), made('aa'));
      await keep(here, { deed: 'linkRevoked', link: 'aa' });
      expect(await keep(here, { deed: 'loggedIn', link: 'aa', member: 'han' })).toMatchObject({
        saved: false,
      });
      expect(await here.logIns.session('aa', 'web')).toBeNull();
    });

    test('one made for somebody is used by nobody else', async () => {
      const { here } = instances();
      await keep(here, members({ id: 'han' }, { id: 'mei' }), made('aa'));
      expect(await keep(here, { deed: 'loggedIn', link: 'aa', member: 'mei' })).toMatchObject({
        saved: false,
      });
    });

    test('of all first administrators’ links one is ever used, and from then on the desk is administered', async () => {
      const { here, there } = instances();
      await keep(here, members({ id: 'boss', roles: ['admin'] }));
      const offer = { purpose: 'first_admin', member: null, expiresAt: null } as const;
      await keep(here, made('aa', offer), made('bb', offer));
      expect([await here.logIns.administered(), await here.logIns.offered()]).toEqual([false, ['aa', 'bb']]);
      const both = await Promise.all([
        keep(here, { deed: 'loggedIn', link: 'aa', member: 'boss' }),
        keep(there, { deed: 'loggedIn', link: 'bb', member: 'boss' }),
      ]);
      expect(both.filter(({ saved }) => saved)).toHaveLength(1);
      expect(await there.logIns.administered()).toBe(true);
    });

    test('two asked for at once are two: the second is counted again', async () => {
      const { here, there } = instances();
      await keep(here, members({ id: 'han' }), made('aa'));
      const lately = { since: MONDAY - HOUR, count: 1 };
      const both = await Promise.all([
        keep(here, made('bb', { lately })),
        keep(there, made('cc', { lately })),
      ]);
      expect(both.filter(({ saved }) => saved)).toHaveLength(1);
      expect(await here.logIns.made('han', MONDAY - HOUR)).toEqual([MONDAY, MONDAY]);
    });

    test('a session ends with its member, its account, or by logging out', async () => {
      const { here, there } = instances();
      const inside = async (link: string) => (await there.logIns.session(link, 'web')) !== null;
      for (const [id, link] of [
        ['han', 'aa'],
        ['mei', 'bb'],
        ['bob', 'cc'],
      ] as const) {
        await keep(here, members({ id }), made(link, { member: id }));
        await keep(here, { deed: 'loggedIn', link, member: id });
        expect(await inside(link)).toBe(true);
      }
      await keep(here, {
        ...{ deed: 'membersChanged', standing: [], accounts: [], locale: 'en' },
        leaving: ['han'],
      });
      const from = { kind: 'member', id: 'mei' } as const;
      await keep(here, { deed: 'identityUnbound', platform: 'web', account: 'mei', from });
      await keep(here, { deed: 'loggedOut', link: 'cc' });
      expect(await Promise.all(['aa', 'bb', 'cc'].map(inside))).toEqual([false, false, false]);
    });
  });
}
