/** What one frame causes. The platform pushes it once and asks for nothing back: what fails here is tried again here. */
import { setTimeout as after } from 'node:timers/promises';
import type { Address } from '../../../src/platform/address.js';
import type { AdapterContext } from '../../../src/platform/context.js';
import type { Inbound } from '../../../src/platform/inbound.js';
import type { Profiles } from '../../shared/profiles.js';
import type { Places } from '../places.js';
import type { Exchanges } from './exchanges.js';
import { hearFrame } from './inbound.js';

const AGAIN_MS = [500, 2_000, 8_000, 30_000];

interface Parts {
  readonly context: Pick<AdapterContext, 'receive' | 'log'>;
  readonly places: Places;
  readonly profiles: Profiles;
}

export function createBotHearing({ context, places, profiles }: Parts) {
  const { log } = context;
  const groups = new Set<Address>();

  async function receive(inbound: Inbound): Promise<void> {
    for (const wait of [...AGAIN_MS, null]) {
      try {
        const sender = { ...inbound.sender, ...(await profiles.of(inbound.sender.account)) };
        return void (await context.receive({ ...inbound, sender }));
      } catch (error) {
        log.error({ err: error, event: inbound.eventId }, 'wecom: what the bot heard was not taken');
        if (wait === null) return;
        await after(wait, undefined, { ref: false });
      }
    }
  }
  /** WeCom tells nobody a group's id: this is where an operator reads it. */
  function notice({ address, private: alone }: Inbound): void {
    if (alone || groups.has(address)) return;
    groups.add(address);
    log.info(
      { address },
      'wecom: the bot was mentioned in a group; a team hears there when "chats" names the address',
    );
  }
  return (raw: unknown, exchanges: Exchanges): void => {
    const heard = hearFrame(raw, places);
    switch (heard.kind) {
      case 'ignored':
        log.info({ why: heard.why }, 'wecom: a frame of the bot was ignored');
        return;
      case 'said': {
        const { how, reqId, inbounds } = heard;
        for (const inbound of inbounds) {
          exchanges.asked({ eventId: inbound.eventId, how, reqId });
          notice(inbound);
          void receive(inbound);
        }
        return;
      }
      case 'tapped':
        exchanges.tapped(heard.task, heard.reqId);
        return void receive(heard.inbound);
      case 'rated':
        return void receive(heard.inbound);
    }
  };
}
