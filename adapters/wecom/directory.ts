/** Everybody the app may see in the company's address book. */
import { z } from 'zod';
import type { DirectoryEntry } from '../../src/platform/directory.js';
import type { Api } from '../shared/qyapi/api.js';
import { accountOf } from './places.js';

/** The company itself. */
const ROOT = 1;

/** https://developer.work.weixin.qq.com/document/path/90208 */
const departments = z.object({
  department: z.array(z.object({ id: z.number(), name: z.string().default('') })),
});
/** https://developer.work.weixin.qq.com/document/path/90201 */
const users = z.object({
  userlist: z.array(
    z.object({
      userid: z.string().min(1),
      name: z.string().default(''),
      department: z.array(z.number()).default([]),
      status: z.number().default(1),
      mobile: z.string().optional(),
      biz_mail: z.string().optional(),
      direct_leader: z.array(z.string()).optional(),
    }),
  ),
});
type User = z.infer<typeof users>['userlist'][number];

/** 1: at work; disabled, not yet activated and left are not. */
const AT_WORK = 1;
const INVITED = 4;

export async function readDirectory(api: Api): Promise<readonly DirectoryEntry[]> {
  const { department } = await api.get('department/list', {}, departments);
  const names = new Map(department.map(({ id, name }) => [id, name]));
  const { userlist } = await api.get('user/list', { department_id: ROOT, fetch_child: 1 }, users);
  const once = new Map(userlist.map((user) => [accountOf(user.userid), user]));
  const all = [...once.values()];
  // Without the right to see leaders nobody has one, which must not look like a company of equals.
  const told = all.some(({ direct_leader: leaders }) => leaders !== undefined && leaders.length > 0);
  return all.map((user) => entryOf(user, names, told));
}

/** The mobile is the one people log in with, the mail box the company's: neither is what somebody wrote about themselves. */
function entryOf(user: User, names: ReadonlyMap<number, string>, told: boolean): DirectoryEntry {
  const [leader] = user.direct_leader ?? [];
  return {
    account: accountOf(user.userid),
    name: user.name,
    mobile: user.mobile || null,
    email: user.biz_mail || null,
    leader: told ? (leader === undefined ? null : accountOf(leader)) : undefined,
    departments: user.department.filter((id) => id !== ROOT).flatMap((id) => names.get(id) ?? []),
    active: user.status === AT_WORK || user.status === INVITED,
  };
}
