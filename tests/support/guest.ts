/** Somebody whose conversation is open in no window: speaks through an adapter's door to the desk, and is read in the feed. */
import { randomUUID } from 'node:crypto';
import type { Address } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import type { InboundContent } from '../../src/platform/inbound.js';
import type { Reply } from '../../src/platform/reply.js';
import { until } from '../scheduler/until.js';
import type { TestTroika } from './troika.js';

export interface Guest {
  readonly address: Address;
  says(text: string): Promise<Reply | null>;
  taps(value: string): Promise<Reply | null>;
  does(content: InboundContent, eventId?: string): Promise<Reply | null>;
  /** Every card they were sent, oldest first, as each stands now. */
  cards(): Promise<readonly Card[]>;
  /** Waits for a card with this in its title: another instance may be the one that sends it. */
  sees(title: string): Promise<Card>;
}

export function guest(troika: TestTroika, account: string, name: string): Guest {
  const address = `web:desk:${account}` as Address;
  const does = (content: InboundContent, eventId = `${account}/${randomUUID()}`) =>
    troika.desk.receive({
      platform: 'web',
      eventId,
      sender: { account, name },
      address,
      private: true,
      content,
    });
  const cards = async () => {
    await troika.desk.idle();
    const items = await troika.store.feed.since([address], 0, 500);
    return items
      .map(({ body }) => body as { readonly kind: string; readonly card?: Card })
      .flatMap(({ card }) => (card ? [card] : []));
  };
  return {
    address,
    does,
    says: (text) => does({ kind: 'text', text }),
    taps: (value) => does({ kind: 'button', value }),
    cards,
    async sees(title) {
      let found: Card | undefined;
      await until(async () => {
        found = (await cards()).findLast((card) => card.title.includes(title));
        return found !== undefined;
      }, 5_000);
      return found as Card;
    },
  };
}
