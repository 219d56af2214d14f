/** The Feishu adapter keeps the port's contract over the wire, in both transports. */
import { adapterContract } from '../contracts/adapter.contract.js';
import type { EventBody } from '../emulators/feishu/events.js';
import { TRANSPORTS } from '../support/feishu-house.js';
import { openFeishuDesk } from './feishu/desk.js';
import { message, NO_SIGNATURE, post } from './feishu/sealed.js';

for (const transport of TRANSPORTS) {
  adapterContract(`feishu by ${transport}`, async () => {
    const desk = await openFeishuDesk(transport, { connections: { ackWithinMs: 1000 } });
    return {
      ...{ adapter: desk.adapter, address: desk.address, received: desk.house.received },
      shown: async () => desk.titles(),
      async says(eventId, text) {
        await desk.wang.says(desk.wang.direct, text, { eventId });
      },
      async delivers(raw) {
        if (transport === 'webhook') await post(desk, raw);
        else await desk.emulator.connections.attempt(readOr(raw) as EventBody, { lost: false });
      },
      async forges(proof) {
        const change = proof === 'wrong' ? { 'x-lark-signature': '0'.repeat(64) } : NO_SIGNATURE;
        await post(desk, JSON.stringify(message(desk)), change);
      },
      stop: () => desk.stop(),
    };
  });
}

/** A frame always carries JSON: what is none travels as a text. */
function readOr(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
