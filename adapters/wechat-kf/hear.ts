/** What one message of a batch causes: what it allows is known before it is received, once, however often the batch is read. */
import type { AdapterContext } from '../../src/platform/context.js';
import type { Aside, Inbound } from '../../src/platform/inbound.js';
import type { Profiles } from '../shared/profiles.js';
import type { TakeFile } from '../shared/qyapi/fetch-files.js';
import { type Allowed, noneFrom, spentOne } from './allowances.js';
import type { Chats } from './chats.js';
import { createClockReading } from './clock-reading.js';
import { type Base, baseOf, type Head, type Heard, headOf, hearMessage } from './inbound.js';
import type { Listening } from './listening.js';
import type { Losing } from './losses.js';
import type { Places } from './places.js';
import type { SendFile } from './send-file.js';
import type { Sessions } from './sessions.js';

/** Throws when it must be read again. */
export type Hear = (raw: unknown) => Promise<void>;

interface Parts {
  readonly context: Pick<AdapterContext, 'receive' | 'allow' | 'optOut' | 'log' | 'clock'>;
  readonly places: Places;
  readonly chats: Chats;
  readonly losing: Pick<Losing, 'lost'>;
  readonly sessions: Sessions;
  readonly listening: (head: Head) => Promise<Listening>;
  readonly profiles: Profiles;
  readonly takeFile: TakeFile;
  readonly sendFile: SendFile;
}

export function createHearing(parts: Parts): Hear {
  const { context, places, chats, losing, sessions, listening, profiles, takeFile, sendFile } = parts;
  const { log } = context;
  const byOurClock = createClockReading(context.clock);
  const allow = async ({ address, aside }: Base, allows: Allowed | null) => {
    if (allows && !aside) await context.allow({ address, ...byOurClock(allows) });
  };
  const named = async <T extends Base>(base: T): Promise<T> => ({
    ...base,
    sender: { ...base.sender, ...(await profiles.of(base.sender.account)) },
  });
  const receive = async (inbound: Inbound) => void (await context.receive(await named(inbound)));

  async function handed({ to, base, at, allows }: Extract<Heard, { kind: 'handed' }>): Promise<void> {
    const { account } = base.sender;
    if (to === null) await sessions.ended(account, at);
    else {
      await sessions.began(account);
      await allow(base, noneFrom(at));
    }
    await allow(base, allows);
    await receive({ ...base, content: { kind: 'handed', to } });
  }
  async function asideOf(head: Head): Promise<Aside | null> {
    const listens = await listening(head);
    if ('over' in listens && head.account !== null) {
      const base = baseOf(places, `${head.id}/over`, head.account);
      await receive({ ...base, content: { kind: 'handed', to: null } });
    }
    return listens.aside;
  }

  return async (raw) => {
    const head = headOf(raw);
    const heard = hearMessage(raw, places, head && (await asideOf(head)));
    switch (heard.kind) {
      case 'ignored':
        log.info({ why: heard.why }, 'wechat-kf: a message was ignored');
        return;
      case 'allowed':
        return allow(heard.base, heard.allows);
      case 'said':
        await allow(heard.inbound, heard.allows);
        return receive(heard.inbound);
      case 'attached':
        await allow(heard.attached.inbound, heard.allows);
        return takeFile({ ...heard.attached, inbound: await named(heard.attached.inbound) });
      case 'handed':
        return handed(heard);
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
