/** What is published, and the people it brings along. */
import { describe, expect, test } from '@jest/globals';
import type { Saved } from '../../../src/desk/ports/change.js';
import type { DirectorySeed } from '../../../src/desk/ports/content.js';
import type { Address } from '../../../src/platform/address.js';
import { MONDAY, someChange } from '../../support/change.js';
import type { Instances, StoreInstance } from '../store.contract.js';
import { inbound, stranger } from './people.js';

const GROUP = 'web:desk:registration' as Address;
const SEED: DirectorySeed = {
  teams: [{ id: 'registration', name: { 'zh-CN': '注册组', en: 'Registration' }, chats: [GROUP] }],
  queues: [
    {
      id: 'registration',
      name: { 'zh-CN': '注册', en: 'Registration' },
      team: 'registration',
      calendar: 'office',
    },
  ],
  members: [
    {
      id: 'wang',
      name: '王工',
      teams: ['registration'],
      roles: ['agent', 'lead'],
      skills: ['erp'],
      leader: null,
      locale: 'zh-CN',
      identities: [
        { platform: 'web', account: 'wang', address: 'web:desk:wang' as Address },
        { platform: 'slack', account: 'U1', address: 'slack:T:D1' as Address },
      ],
    },
  ],
};
const files = [{ path: 'desk.yaml', text: '桌面: 1\n' }];

/** As the desk does it: kept, then made live in the save that remembers it. */
export async function publish(
  store: StoreInstance,
  id: string,
  seed: DirectorySeed = SEED,
  text = '桌面: 1\n',
): Promise<Saved> {
  const live = await store.content.live();
  await store.content.keep({ id, files: [{ path: 'desk.yaml', text }], seed });
  return goLive(store, id, live);
}

function goLive(store: StoreInstance, id: string, over: { id: string; revision: number } | null) {
  const deed = {
    deed: 'contentPublished',
    content: id,
    replaced: over?.id ?? null,
    rollback: false,
  } as const;
  const expect = [{ table: 'content', version: over?.revision ?? 0 }] as const;
  return store.deeds.save([deed], 'member:admin', { expect, outbox: [], commands: [] }, MONDAY);
}

export function contentContract(instances: Instances): void {
  describe('content and people', () => {
    test('a published version is live for everybody, and an older one stays readable', async () => {
      const { here, there } = instances();
      await publish(here, 'v1');
      const before = await there.content.live();
      await publish(there, 'v2');
      const after = await here.content.live();
      expect(before?.id).toBe('v1');
      expect(after?.id).toBe('v2');
      expect(after?.revision).toBeGreaterThan(before?.revision ?? Number.NaN);
      expect(await here.content.files('v1')).toEqual(files);
      expect(await here.content.files('v3')).toBeNull();
    });

    test('of two who publish over the same version one is told, and leaves nothing', async () => {
      const { here, there } = instances();
      await publish(here, 'v1');
      const over = await here.content.live();
      for (const id of ['v2', 'v3']) await here.content.keep({ id, files, seed: SEED });
      const outcomes = await Promise.all([goLive(here, 'v2', over), goLive(there, 'v3', over)]);
      expect(outcomes).toContainEqual({ saved: true });
      expect(outcomes).toContainEqual({ saved: false, why: 'conflict' });
      const [newest, ...older] = await there.deeds.history(9, 'contentPublished');
      expect(newest?.deed).toMatchObject({ content: (await here.content.live())?.id, replaced: 'v1' });
      expect(older).toHaveLength(1);
    });

    test('the texts of every version that was live once can be read; those of one that was only kept cannot', async () => {
      const { here } = instances();
      await publish(here, 'v1', SEED, 'a: 1\n');
      await publish(here, 'v2', SEED, 'a: 2\n');
      await publish(here, 'v1', SEED, 'a: 1\n');
      await here.content.keep({ id: 'v3', files: [{ path: 'desk.yaml', text: 'a: 3\n' }], seed: SEED });
      expect((await here.content.published(['desk.yaml', 'other.yaml'])).map(({ text }) => text)).toEqual([
        'a: 1\n',
        'a: 2\n',
      ]);
    });

    test('a saved deed names who did it and what was live before', async () => {
      const { here } = instances();
      await publish(here, 'v1');
      await publish(here, 'v2');
      expect((await here.deeds.history(1))[0]).toEqual({
        at: MONDAY,
        by: 'member:admin',
        deed: { deed: 'contentPublished', content: 'v2', replaced: 'v1', rollback: false },
      });
    });

    test('the directory holds whom the content brought, with their addresses in order', async () => {
      const { here } = instances();
      await publish(here, 'v1');
      const { members, teams, queues } = await here.people.directory();
      expect(members.get('wang')).toEqual({
        id: 'wang',
        name: '王工',
        teams: ['registration'],
        roles: ['agent', 'lead'],
        skills: ['erp'],
        active: true,
        locale: 'zh-CN',
        leader: null,
        addresses: ['web:desk:wang', 'slack:T:D1'],
        preferences: {},
      });
      expect(teams.get('registration')).toEqual(SEED.teams[0]);
      expect(queues.get('registration')).toEqual(SEED.queues[0]);
      expect(await here.people.person('slack', 'U1')).toEqual({ kind: 'member', id: 'wang' });
      expect(await here.people.person('slack', 'U2')).toBeNull();
    });

    test('publishing the same people again leaves the directory as it is; new people move it', async () => {
      const { here } = instances();
      await publish(here, 'v1');
      const { version } = await here.people.directory();
      await publish(here, 'v2');
      expect((await here.people.directory()).version).toBe(version);
      const [wang] = SEED.members;
      await publish(here, 'v3', { ...SEED, members: wang ? [{ ...wang, roles: ['agent'] }] : [] });
      const moved = await here.people.directory();
      expect(moved.version).toBe(version + 1);
      expect(moved.members.get('wang')?.roles).toEqual(['agent']);
      const rested = someChange({ expect: [{ table: 'directory', version }] });
      expect(await here.tickets.save(rested)).toEqual({ saved: false, why: 'conflict' });
    });

    test('somebody who wrote before being made a member is the member from then on', async () => {
      const { here } = instances();
      await stranger(here, 'wang');
      await publish(here, 'v1');
      const { person } = await here.inbox.receive(inbound('wang', '接单'), MONDAY);
      expect(person).toEqual({ kind: 'member', id: 'wang' });
    });

    test("a team's group is known as the team's, and so is a thread in it", async () => {
      const { here } = instances();
      await publish(here, 'v1');
      const place = async (address: string) =>
        (
          await here.inbox.receive(
            inbound('wang', 'x', { address: address as Address, private: false }),
            MONDAY,
          )
        ).place;
      expect(await place(GROUP)).toEqual({ team: 'registration', ticketId: null });
      expect(await place(`${GROUP}:thread-1`)).toEqual({ team: 'registration', ticketId: null });
      const [team] = SEED.teams;
      await publish(here, 'v2', { ...SEED, teams: team ? [{ ...team, chats: ['web:desk:new'] }] : [] });
      expect(await place(GROUP)).toBeNull();
      expect(await place('web:desk:new')).toEqual({ team: 'registration', ticketId: null });
    });

    test('files keep their bytes, and who looked is noted', async () => {
      const { here, there } = instances();
      const bytes = Uint8Array.from([0, 1, 2, 255]);
      const file = await here.files.put({
        name: 'a.bin',
        type: 'application/pdf',
        bytes,
        personal: false,
        now: MONDAY,
      });
      expect(file).toMatchObject({ name: 'a.bin', type: 'application/pdf', size: 4 });
      const got = await there.files.get(file.id);
      expect(got).toMatchObject({ file, ticketId: null });
      expect([...(got?.bytes ?? [])]).toEqual([...bytes]);
      await there.files.viewed({ file: file.id, by: 'member:wang', now: MONDAY });
      expect(await here.files.get('nothing')).toBeNull();
    });
  });
}
