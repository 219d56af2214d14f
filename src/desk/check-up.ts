/** What a desk still lacks before people can work with it: a finding each, with what to do about it. */
import type { Directory, Member, Team } from '../people/people.js';
import { type Address, platformOf } from '../platform/address.js';
import type { Finding } from '../platform/finding.js';
import type { Reach } from '../sop/reach.js';
import type { House } from './house.js';
import { contentId } from './publish.js';

type Looked = Pick<House, 'store' | 'adapters' | 'platforms' | 'folder'> & {
  /** Of the live content; null before the first publish. */
  readonly live: {
    readonly id: string;
    readonly company: string;
    readonly sample: boolean;
    readonly templates: Reach['templates'];
  } | null;
  /** Where the content folder lies. */
  readonly root: string;
};

export async function checkUp(looked: Looked): Promise<readonly Finding[]> {
  const { store } = looked;
  const directory = await store.people.directory();
  const came = await store.logIns.cameIn();
  const members = [...directory.members.values()].filter(({ active }) => active);
  // Their settings cannot be read: which platforms there are, and who is on one, nobody knows.
  const unread = looked.adapters.size === 0;
  return [
    administrator(members, came, await store.logIns.administered()),
    setUpDone(looked),
    others(members),
    ...(unread ? [] : [reachable(members, looked)]),
    served(directory, members),
    ...(unread ? [] : [chats(directory, looked), platformsOn(looked)]),
    ...(await setUpThere(looked)),
    await folderAndLive(looked),
  ];
}

const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name).join(', ');
const titles = (teams: readonly Team[]) => teams.map(({ name }) => name['zh-CN']).join(', ');
const isAdmin = ({ roles }: Member) => roles.includes('admin');

function administrator(members: readonly Member[], came: readonly string[], administered: boolean): Finding {
  const admins = members.filter(isAdmin);
  const what = 'administrator';
  if (administered && admins.length > 0) return { what, is: names(admins), todo: null };
  const is =
    came.length > 0 && admins.length === 0 ? 'there is none any more' : 'nobody has logged in as one';
  return { what, is, todo: 'open the admin link that `npm start` prints' };
}

function setUpDone({ live }: Looked): Finding {
  const what = 'set-up';
  if (live === null)
    return { what, is: 'nothing is published', todo: '`npm start` publishes the content folder' };
  if (!live.sample) return { what, is: `${live.company} is live`, todo: null };
  return {
    what,
    is: 'the sample company is live',
    todo: 'say 初始化 (setup) to the bot as an administrator',
  };
}

function others(members: readonly Member[]): Finding {
  const others = members.filter((member) => !isAdmin(member));
  const what = 'members';
  if (others.length > 0) return { what, is: `${others.length} besides the administrators`, todo: null };
  return {
    what,
    is: 'nobody but the administrators',
    todo: 'say 新成员 (add member) or 导入成员 (import members) to the bot',
  };
}

function reachable(members: readonly Member[], { adapters }: Looked): Finding {
  const what = 'accounts';
  const alone = members.filter(
    ({ addresses }) => !addresses.some((address) => adapters.has(platformOf(address as Address))),
  );
  if (alone.length === 0) return { what, is: 'every member can be written to', todo: null };
  return {
    what,
    is: `nobody can write to ${names(alone)}`,
    todo: 'let them say 绑定 (bind) to the bot, or write their identities into desk.yaml',
  };
}

function served({ teams }: Directory, members: readonly Member[]): Finding {
  const what = 'teams';
  const empty = [...teams.values()].filter(({ id }) => !members.some((member) => member.teams.includes(id)));
  if (empty.length === 0) return { what, is: `${teams.size}, each with members`, todo: null };
  return { what, is: `nobody serves ${titles(empty)}`, todo: 'say 改成员 (edit member) to the bot' };
}

function chats({ teams }: Directory, { adapters }: Looked): Finding {
  const what = 'chats';
  const silent = [...teams.values()].filter(
    (team) => !team.chats.some((chat) => adapters.has(platformOf(chat as Address))),
  );
  if (silent.length === 0) return { what, is: 'every team has a group', todo: null };
  return {
    what,
    is: `no group of ${titles(silent)} is on a connected platform`,
    todo: 'add it to "chats" in desk.yaml and publish',
  };
}

function platformsOn({ adapters, platforms }: Looked): Finding {
  const on = [...adapters.keys()].join(', ');
  const off = platforms.filter(({ platform }) => !adapters.has(platform));
  const what = 'platforms';
  if (off.length === 0) return { what, is: on, todo: null };
  const needs = off.map(({ platform, needs }) => `${platform} needs ${needs.join(', ')}`);
  // Nobody needs all of them.
  return { what, is: [on, ...needs].join('; '), todo: null };
}

async function setUpThere({ adapters, live }: Looked): Promise<readonly Finding[]> {
  const named = (platform: string) =>
    live ? { templates: Object.values(live.templates[platform] ?? {}).map(({ id }) => id) } : undefined;
  const found = await Promise.all(
    [...adapters.values()].map(({ check, platform }) => check?.(named(platform)) ?? []),
  );
  return found.flat();
}

async function folderAndLive({ folder, live, root }: Looked): Promise<Finding> {
  const what = 'live content';
  const files = await folder.read();
  if (live === null) return { what, is: 'none', todo: '`npm start` publishes the content folder' };
  if (files && contentId(files) === live.id)
    return { what, is: `${live.id}, as in the content folder ${root}`, todo: null };
  return {
    what,
    is: `${live.id} differs from ${root}`,
    todo: '`npx troika publish` makes the folder live; --dry-run only shows the difference',
  };
}
