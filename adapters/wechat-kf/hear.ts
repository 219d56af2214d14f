/** What one message of a batch causes: what it allows is known before it is received, once, however often the batch is read. */
import type { AdapterContext } from '../../src/platform/context.js';
import type { Inbound } from '../../src/platform/inbound.js';
import type { Profiles } from '../shared/profiles.js';
import type { TakeFile } from '../shared/qyapi/fetch-files.js';
import { type Allowed, spentOne } from './allowances.js';
import type { Chats } from './chats.js';
import { createClockReading } from './clock-reading.js';
import { type Base, hearMessage } from './inbound.js';
import type { Losing } from './losses.js';
import type { Places } from './places.js';
import type { SendFile } from './send-file.js';

/** Throws when it must be read again. */
export type Hear = (raw: unknown) => Promise<void>;

interface Parts {
  readonly context: Pick<AdapterContext, 'receive' | 'allow' | 'optOut' | 'log' | 'clock'>;
  readonly places: Places;
  readonly chats: Chats;
  readonly losing: Pick<Losing, 'lost'>;
  readonly profiles: Profiles;
  readonly takeFile: TakeFile;
  readonly sendFile: SendFile;
}

export function createHearing({ context, places, chats, losing, profiles, takeFile, sendFile }: Parts): Hear {
  const { log } = context;
  const byOurClock = createClockReading(context.clock);
  const allow = ({ address }: Base, allows: Allowed) => context.allow({ address, ...byOurClock(allows) });
  const named = async <T extends Base>(base: T): Promise<T> => ({
    ...base,
    sender: { ...base.sender, ...(await profiles.of(base.sender.account)) },
  });
  const receive = async (inbound: Inbound) => void (await context.receive(await named(inbound)));

  return async (raw) => {
    const heard = hearMessage(raw, places);
    switch (heard.kind) {
      case 'ignored':
        log.info({ why: heard.why }, 'wechat-kf: a message was ignored');
        return;
      case 'allowed':
        return allow(heard.base, heard.allows);
      case 'said':
        if (heard.allows) await allow(heard.inbound, heard.allows);
        return receive(heard.inbound);
      case 'attached':
        await allow(heard.attached.inbound, heard.allows);
        return takeFile({ ...heard.attached, inbound: await named(heard.attached.inbound) });
      case 'tapped': {
        await allow(heard.base, heard.allows);
        const value = await chats.valueOf(heard.base.sender.account, heard.id);
        const content =
          value === null
            ? ({ kind: 'text', text: heard.words } as const)
            : ({ kind: 'button', value } as const);
        return receive({ ...heard.base, content });
      }
      case 'file_wanted':
        await allow(heard.base, spentOne(heard.allows));
        return sendFile(await named(heard.base), heard.file);
      case 'failed':
        if (heard.refusedBy !== null) await context.optOut(heard.refusedBy, true);
        return losing.lost(heard.ref, heard.reason);
    }
  };
}
