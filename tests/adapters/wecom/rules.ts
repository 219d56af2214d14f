/** The sending part of the adapter against the rules of the emulated WeCom, without a wire between them: for a great many histories. */

import { CallRefused } from '../../../adapters/shared/qyapi/refusal.js';
import { createChats } from '../../../adapters/wecom/chats.js';
import { createClient } from '../../../adapters/wecom/client.js';
import { placesOf } from '../../../adapters/wecom/places.js';
import { Clock } from '../../emulators/kit/clock.js';
import { messageApis } from '../../emulators/wecom/api/messages.js';
import { updateApis } from '../../emulators/wecom/api/updates.js';
import { addPerson } from '../../emulators/wecom/directory.js';
import { type Seen, seen } from '../../emulators/wecom/human/seeing.js';
import { isRefusal } from '../../emulators/wecom/refusal.js';
import { newWorld } from '../../emulators/wecom/world.js';
import { createHouse } from '../house.js';

const APIS = [...messageApis, ...updateApis];

/** 李强 alone in the company. */
export function openRules() {
  const clock = new Clock();
  const world = newWorld({ clock });
  world.listens = true;
  const { userId } = addPerson(world, { name: '李强', userId: 'li' });
  const places = placesOf(world.app.corpId);
  const { context } = createHouse();
  const nowhere = () => Promise.reject(new Error('nothing is read here'));
  const client = createClient({
    api: {
      get: nowhere,
      media: nowhere,
      upload: nowhere,
      async post(name, body, shape) {
        const api = APIS.find((each) => each.name === name);
        const asked = { body: Buffer.from(JSON.stringify(body)), headers: {}, query: new URLSearchParams() };
        const answered = api?.act({ world, asked, query: asked.query, body: body as never } as never);
        world.tally.request(name);
        if (!answered || !isRefusal(answered)) return shape.parse(answered);
        world.tally.refusal(answered.refused);
        throw new CallRefused(name, 200, answered.refused, answered.msg);
      },
    },
    config: { agentId: world.app.agentId, zone: 'Asia/Shanghai', publicUrl: '', robots: new Map() },
    ...{ places, clock, chats: createChats(context.state), log: context.log, bot: null },
  });
  const stands = (): readonly Seen[] =>
    [...world.messages.values()].flatMap((message) => {
      const copy = message.copies.get(userId);
      return copy ? [seen(message, copy)] : [];
    });
  return {
    ...{ client, clock, stands },
    address: places.person(userId),
    counts: () => world.tally.counts(),
    /** Gives the app a code, as every tap does. */
    async taps({ messageId, replaced }: Seen): Promise<void> {
      const task = world.messages.get(messageId)?.taskId;
      if (replaced !== undefined || task === undefined) return;
      await client.tapped(userId, task, world.responseCodes.issue(messageId, clock.now()));
    },
    close: () => clock.close(),
  };
}
