/** Whom an entry of a platform's directory is taken for: by its account, else by what the platform vouches for, else nobody. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPlatform } from '../../src/desk/import/platform-list.js';
import type { KnownAccount } from '../../src/people/listed.js';
import { verifiedKeys } from '../../src/people/verified-keys.js';
import type { DirectoryEntry } from '../../src/platform/directory.js';
import { directoryOf, staff } from '../support/given.js';

const directory = directoryOf();
const entry = (over: Partial<DirectoryEntry>): DirectoryEntry => ({
  ...{
    account: 'ou_1',
    name: '韩梅',
    mobile: null,
    email: null,
    leader: undefined,
    departments: ['it'],
    active: true,
  },
  ...over,
});
const read = (entries: readonly DirectoryEntry[], accounts: readonly KnownAccount[] = []) =>
  readPlatform(entries, { platform: 'feishu', directory, accounts });

describe('a verified key', () => {
  test.each([
    ['+86 138-0013-8000', '13800138000'],
    ['0086 13800138000', '13800138000'],
    ['+1 (415) 555-0100', '+14155550100'],
    ['８６13800138000', '13800138000'],
  ])('the number %s is kept as %s', (mobile, account) => {
    expect(verifiedKeys({ mobile, email: null })).toEqual([{ platform: 'sms', account }]);
  });

  test('an address is the same in whatever case; what is neither number nor address says nothing', () => {
    expect(verifiedKeys({ mobile: null, email: ' Han@Example.com ' })).toEqual([
      { platform: 'mail', account: 'han@example.com' },
    ]);
    expect(verifiedKeys({ mobile: '12345', email: 'nobody' })).toEqual([]);
  });
});

describe('who somebody in a directory is', () => {
  test('the account decides before the number does', () => {
    const accounts = [
      { platform: 'feishu', account: 'ou_1', member: 'lin' },
      { platform: 'sms', account: '13800138000', member: 'zhou' },
    ];
    const { listed, remarks } = read([entry({ mobile: '13800138000' })], accounts);
    expect(listed).toMatchObject([{ id: 'lin', accounts: [{ platform: 'feishu' }] }]);
    expect(remarks).toEqual([{ remark: 'key_taken', name: '韩梅', key: '13800138000', member: 'zhou' }]);
  });

  test('whoever got a new account keeps their place by the number; the old account is not somebody who left', () => {
    const accounts = [
      { platform: 'feishu', account: 'ou_old', member: 'lin' },
      { platform: 'sms', account: '13800138000', member: 'lin' },
    ];
    const { listed } = read([entry({ account: 'ou_new', mobile: '13800138000' })], accounts);
    expect(listed).toMatchObject([{ id: 'lin', active: true }]);
  });

  test("a team no department there is called like stays the member's; one that is follows the platform", () => {
    const accounts = [{ platform: 'feishu', account: 'ou_1', member: 'chen' }];
    const moved = read([entry({ departments: ['IT 支持组', 'tax'] })], accounts);
    expect(moved.listed[0]?.teams).toEqual(expect.arrayContaining(['registration', 'tax']));
  });

  test('a leader the platform does not show puts nobody above anybody', () => {
    const rows = read([
      entry({ leader: 'ou_hidden' }),
      entry({ account: 'ou_2', leader: 'ou_1' }),
      entry({ account: 'ou_3', leader: null }),
    ]).listed;
    expect(rows.map(({ leader }) => leader)).toEqual([undefined, 'ou_1', null]);
  });

  test('random directories: everybody is one row, and whoever is known stays who they are', () => {
    const some = fc.constantFrom;
    const entries = fc.uniqueArray(
      fc.record({
        account: some('ou_1', 'ou_2', 'ou_3', 'Lin', '007', 'ou_lin'),
        email: some(null, 'lin@a.cn', 'zhou@a.cn', '7@a.cn'),
        mobile: some(null, '13800138000', '13900139000'),
        active: fc.boolean(),
      }),
      { selector: ({ account }) => account },
    );
    const accounts = fc.uniqueArray(
      fc.record({
        key: some('feishu/ou_1', 'feishu/ou_lin', 'mail/lin@a.cn', 'sms/13800138000', 'web/lin'),
        member: some(...staff.map(({ id }) => id)),
      }),
      { selector: ({ key }) => key },
    );
    fc.assert(
      fc.property(entries, accounts, (given, owned) => {
        const known = owned.map(({ key, member }) => {
          const [platform = '', account = ''] = key.split('/');
          return { platform, account, member };
        });
        const { listed } = read(given.map(entry), known);
        const present = listed.filter(({ active }) => active);
        const accountsOf = present.flatMap(({ accounts: own }) =>
          own.filter(({ platform }) => platform === 'feishu'),
        );
        expect(accountsOf).toHaveLength(given.filter(({ active }) => active).length);
        expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
        const owners = new Map(
          known.map(({ platform, account, member }) => [`${platform}/${account}`, member]),
        );
        for (const { id, accounts: own } of present) {
          for (const { platform, account } of own)
            expect(owners.get(`${platform}/${account}`) ?? id).toBe(id);
          // Whoever is taken for a member without having their account has their number or address.
          const byKey = own.some(({ platform, account }) => owners.get(`${platform}/${account}`) === id);
          expect(byKey || !directory.members.has(id)).toBe(true);
        }
      }),
    );
  });
});
