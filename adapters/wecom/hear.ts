/** What one callback causes: received once, and answered by the outbox, since WeCom's acknowledgement carries no words. */
import type { AdapterContext } from '../../src/platform/context.js';
import type { Inbound } from '../../src/platform/inbound.js';
import type { Profiles } from '../shared/profiles.js';
import type { TakeFile } from '../shared/qyapi/fetch-files.js';
import { KF_BELL, readRing } from '../shared/qyapi/kf-bell.js';
import type { Xml } from '../shared/xml.js';
import type { Client } from './client.js';
import { hearCallback } from './inbound.js';
import type { Places } from './places.js';

/** Throws when the callback must be delivered again. */
export type Hear = (raw: Xml) => Promise<void>;

interface Parts {
  readonly context: Pick<AdapterContext, 'receive' | 'log' | 'directoryMoved' | 'publish'>;
  readonly places: Places;
  readonly client: Pick<Client, 'tapped'>;
  readonly profiles: Profiles;
  readonly takeFile: TakeFile;
}

export function createHearing({ context, places, client, profiles, takeFile }: Parts): Hear {
  async function receive(inbound: Inbound): Promise<void> {
    const sender = { ...inbound.sender, ...(await profiles.of(inbound.sender.account)) };
    await context.receive({ ...inbound, sender });
  }
  return async (raw) => {
    const ring = readRing(raw);
    if (ring) return context.publish(KF_BELL, ring);
    const heard = hearCallback(raw, places);
    switch (heard.kind) {
      case 'ignored':
        context.log.info(
          { type: raw.MsgType, event: raw.Event, why: heard.why },
          'wecom: a callback was ignored',
        );
        return;
      case 'said':
        return receive(heard.inbound);
      case 'tapped':
        // Kept first: what the tap changes is shown with it.
        await client.tapped(heard.inbound.sender.account, heard.task, heard.code);
        return receive(heard.inbound);
      case 'attached':
        return takeFile(heard.attached);
      case 'directory':
        context.directoryMoved();
        return;
    }
  };
}
