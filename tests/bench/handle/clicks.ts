/** Clicks on 开始处理, each on a ticket of its own, by the agent it waits for. */

import type { House } from '../../../src/desk/house.js';
import type { Change } from '../../../src/desk/ports/change.js';
import { receive } from '../../../src/desk/receive.js';
import { buttonValue } from '../../../src/platform/button.js';
import type { Inbound } from '../../../src/platform/inbound.js';
import { randomStream } from '../support/measure.js';
import { agentOf, PLATFORM, teamChatOf } from '../support/template.js';

/** Ticket ids in a random order without repetition: every click finds its ticket as the seed left it. */
export function ticketStream(tickets: number, seed: number): () => number {
  const random = randomStream(seed);
  const ids = Int32Array.from({ length: tickets - 1 }, (_, n) => n + 2); // 1 is the template
  let left = ids.length;
  return () => {
    if (left === 0) throw new Error(`expected a ticket that was not clicked yet, got none of ${tickets}`);
    const at = Math.floor(random() * left);
    left -= 1;
    const [id, last] = [ids[at] as number, ids[left] as number];
    ids[at] = last;
    return id;
  };
}

/** What the platform's adapter hands over for a press in the team's chat. `version` is what the card showed. */
export function clickOn(id: number, version: number): Inbound {
  return {
    platform: PLATFORM,
    eventId: `press-${id}`,
    sender: { account: agentOf(id) },
    address: teamChatOf(id),
    private: false,
    content: {
      kind: 'button',
      value: buttonValue({ action: 'advance', ticketId: id, version, argument: 'start' }),
    },
  };
}

/** From the door to the commit. Anything but the good answer is an error: a refusal would be quicker. */
export async function press(house: House, inbound: Inbound): Promise<void> {
  const reply = await receive(house, inbound, () => undefined);
  if (reply?.toast?.tone !== 'good')
    throw new Error(`${inbound.eventId}: expected a good answer, got ${JSON.stringify(reply)}`);
}

/** The change a click would save, without saving it. */
export async function changeOfClick(house: House, inbound: Inbound): Promise<Change> {
  let change: Change | null = null;
  const dry: House = {
    ...house,
    store: {
      ...house.store,
      inbox: {
        ...house.store.inbox,
        receive: async () => ({ ...(await house.store.inbox.context(inbound)), status: 'new', reply: null }),
      },
      tickets: {
        ...house.store.tickets,
        save: async (made) => {
          change = made;
          return { saved: true };
        },
      },
    },
  };
  await press(dry, inbound);
  if (!change) throw new Error(`${inbound.eventId}: expected a change, got none`);
  return change;
}
