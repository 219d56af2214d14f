/** A group robot: whoever has the key of its webhook speaks in the group. https://developer.work.weixin.qq.com/document/path/91770 */
import { NOTICES } from '../card/check.js';
import { copyOf, type Speech } from '../content.js';
import type { Group } from '../groups.js';
import { newId } from '../ids.js';
import { addMessage } from '../messages.js';
import { isRefusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import type { Api } from './call.js';
import { upload } from './media.js';

const SPEECH: Speech = {
  types: ['text', 'markdown', 'news', 'image', 'file', 'voice', 'template_card'],
  markdownBytes: 4096,
  cards: { types: NOTICES },
};

export const robotApis: readonly Api[] = [
  {
    name: 'webhook/send',
    method: 'POST',
    open: true,
    unmetered: true,
    act({ world, query, body }) {
      const group = groupOf(world, query);
      if (!group) return refuse(93000);
      const copy = copyOf(world, body, SPEECH);
      if (isRefusal(copy)) return copy;
      if (!world.quotas.robot(group.id, world.clock.now())) return refuse(45009);
      const recipients = [...group.members];
      addMessage(world, { id: newId(48), from: 'robot', place: group.id, recipients, copy });
      world.tally.show(group.id, JSON.stringify(copy));
      return {};
    },
  },
  {
    name: 'webhook/upload_media',
    method: 'POST',
    open: true,
    act: (call) => (groupOf(call.world, call.query) ? upload(call) : refuse(93000)),
  },
];

function groupOf(world: World, query: URLSearchParams): Group | undefined {
  const key = query.get('key');
  return [...world.groups.values()].find(({ robotKey }) => robotKey !== undefined && robotKey === key);
}
