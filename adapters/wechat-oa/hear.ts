/** What one callback causes: what it allows is known first, then it is received once, and answered by the outbox. */
import { setTimeout as after } from 'node:timers/promises';
import type { Receipt } from '../../src/platform/allowance.js';
import type { AdapterContext } from '../../src/platform/context.js';
import type { TakeFile } from '../shared/qyapi/fetch-files.js';
import type { Xml } from '../shared/xml.js';
import type { Allowed } from './allowances.js';
import type { Chats } from './chats.js';
import { createHeardAt } from './heard-at.js';
import { type Base, hearCallback, type Report } from './inbound.js';
import type { Places } from './places.js';

/** Throws when the callback must be delivered again. */
export type Hear = (raw: Xml) => Promise<void>;

interface Parts {
  readonly context: Pick<
    AdapterContext,
    'receive' | 'allow' | 'declined' | 'receipt' | 'optOut' | 'log' | 'clock'
  >;
  readonly places: Places;
  readonly chats: Chats;
  readonly takeFile: TakeFile;
}

/** The report can be here before the answer to the send is settled. */
const SETTLED_MS = [500, 2_000, 6_000];

export function createHearing({ context, places, chats, takeFile }: Parts): Hear {
  const { log, receive } = context;
  const heardAt = createHeardAt(context.clock);
  async function allow(
    { eventId, address }: Pick<Base, 'eventId' | 'address'>,
    allows: readonly Allowed[],
  ): Promise<void> {
    for (const allowed of allows) await context.allow({ address, ...heardAt(eventId, allowed) });
  }
  /** The same event, where templates are told. */
  const atNotices = ({ eventId, sender }: Base) => ({ eventId, address: places.notices(sender.account) });
  async function reported({ ref, lost }: Report): Promise<void> {
    const receipt =
      lost === null ? { ref, kind: 'arrived' as const } : { ref, kind: 'lost' as const, reason: lost };
    if (await context.receipt(receipt)) return;
    // WeChat waits five seconds for us, and comes no more.
    void settled(receipt).catch((error: unknown) =>
      log.error({ err: error, ref }, 'wechat-oa: a report was not taken'),
    );
  }
  async function settled(receipt: Receipt): Promise<void> {
    for (const wait of SETTLED_MS) {
      await after(wait, undefined, { ref: false });
      if (await context.receipt(receipt)) return;
    }
    log.info({ ...receipt }, 'wechat-oa: a notice was reported that nobody here follows');
  }

  return async (raw) => {
    const heard = hearCallback(raw, places);
    switch (heard.kind) {
      case 'ignored':
        log.info(
          { type: raw.MsgType, event: raw.Event, why: heard.why },
          'wechat-oa: a callback was ignored',
        );
        return;
      case 'allowed':
        return allow(heard.base, heard.allows);
      case 'said':
        await allow(heard.inbound, heard.allows);
        await receive(heard.inbound);
        return;
      case 'tapped': {
        await allow(heard.base, heard.allows);
        const value = await chats.chosen(heard.base.sender.account, heard.id);
        const content =
          value === null
            ? ({ kind: 'text', text: heard.words } as const)
            : ({ kind: 'button', value } as const);
        await receive({ ...heard.base, content });
        return;
      }
      case 'attached':
        await allow(heard.attached.inbound, heard.allows);
        return takeFile(heard.attached);
      case 'followed':
        await context.optOut(heard.inbound.sender.account, false);
        await allow(heard.inbound, heard.allows);
        await receive(heard.inbound);
        return;
      case 'left':
        await allow(heard.base, heard.allows);
        return context.optOut(heard.base.sender.account, true);
      case 'answered': {
        const there = atNotices(heard.base);
        for (const one of heard.declined) await context.declined({ address: there.address, ...one });
        return allow(there, heard.consents);
      }
      case 'reported':
        await Promise.all(heard.reports.map(reported));
        return;
    }
  };
}
