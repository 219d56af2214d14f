/** Groups that the app makes and speaks in. https://developer.work.weixin.qq.com/document/path/90245 */
import { copyOf, type Speech } from '../content.js';
import { personBy } from '../directory.js';
import { addGroup, type Group } from '../groups.js';
import { newId } from '../ids.js';
import { addMessage } from '../messages.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import { type Answered, type Api, type Call, text, texts } from './call.js';

const MOST_NAME = 50;
const MOST_MEMBERS = 2000;
/** No template card. https://developer.work.weixin.qq.com/document/path/90248 */
const SPEECH: Speech = {
  types: ['text', 'markdown', 'textcard', 'news', 'image', 'voice', 'video', 'file'],
  markdownBytes: 2048,
};

export const chatApis: readonly Api[] = [
  {
    name: 'appchat/create',
    method: 'POST',
    act({ world, body }) {
      const members = usersOf(world, body.userlist);
      const owner = text(body.owner) === '' ? members[0] : personBy(world, text(body.owner))?.userId;
      const id = text(body.chatid) || newId(24).replace(/[-_]/g, 'x');
      if (!/^[0-9a-zA-Z]{1,32}$/.test(id) || world.groups.has(id)) return refuse(86001);
      if ([...text(body.name)].length > MOST_NAME) return refuse(86004);
      if (members.length !== texts(body.userlist).length) return refuse(40003);
      if (members.length < 2 || members.length > MOST_MEMBERS) return refuse(86003, '2 to 2000 members');
      if (owner === undefined || !members.includes(owner)) return refuse(86005);
      if (!world.quotas.groupMade(world.clock.now())) return refuse(45009);
      addGroup(world, { id, name: text(body.name), owner, members, byApp: true });
      return { chatid: id };
    },
  },
  {
    name: 'appchat/update',
    method: 'POST',
    act({ world, body }) {
      const group = own(world, text(body.chatid));
      if (isRefusal(group)) return group;
      const added = usersOf(world, body.add_user_list);
      const removed = usersOf(world, body.del_user_list);
      const left = new Set([...group.members, ...added].filter((userId) => !removed.includes(userId)));
      const owner = text(body.owner) === '' ? group.owner : (personBy(world, text(body.owner))?.userId ?? '');
      if ([...text(body.name)].length > MOST_NAME) return refuse(86004);
      if (left.size < 2 || left.size > MOST_MEMBERS) return refuse(86003, '2 to 2000 members');
      if (!left.has(owner)) return refuse(86005);
      if (!world.quotas.groupChanged(world.clock.now())) return refuse(45009);
      group.name = text(body.name) || group.name;
      group.owner = owner;
      for (const userId of added) group.members.add(userId);
      for (const userId of removed) group.members.delete(userId);
      return {};
    },
  },
  {
    name: 'appchat/get',
    method: 'GET',
    act({ world, query }) {
      const group = own(world, query.get('chatid') ?? '');
      if (isRefusal(group)) return group;
      const { id, name, owner, members } = group;
      return { chat_info: { chatid: id, name, owner, userlist: [...members] } };
    },
  },
  { name: 'appchat/send', method: 'POST', unmetered: true, act: send },
];

function send({ world, body }: Call): Answered | Refusal {
  const group = own(world, text(body.chatid));
  if (isRefusal(group)) return group;
  const copy = copyOf(world, body, SPEECH);
  if (isRefusal(copy)) return copy;
  const now = world.clock.now();
  const recipients = [...group.members];
  if (!world.quotas.groupMessage(recipients.length, now)) return refuse(45009);
  const shownTo = recipients.filter((userId) => world.quotas.groupMember(userId, now));
  world.tally.dropped += recipients.length - shownTo.length;
  addMessage(world, { id: newId(48), from: 'app', place: group.id, recipients, shownTo, copy });
  world.tally.show(group.id, JSON.stringify(copy));
  return {};
}

function own(world: World, id: string): Group | Refusal {
  const group = world.groups.get(id);
  if (!group) return refuse(86001);
  return group.byApp ? group : refuse(86008);
}

function usersOf(world: World, userIds: unknown): string[] {
  const people = texts(userIds).map((userId) => personBy(world, userId)?.userId);
  return [...new Set(people.filter((userId) => userId !== undefined))];
}
