/** A desk that people speak to through one made-up platform: what each of them hears comes back as cards. */
import { randomUUID } from 'node:crypto';
import type { Address } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import type { InboundContent } from '../../src/platform/inbound.js';
import type { Edit } from './content.js';
import { type OpenDesk, openDesk, platform } from './desk.js';
import { cardTexts, describeCard } from './seen.js';

export interface Speaking extends OpenDesk {
  /** Everything somebody hears in answer, in words: the acknowledgement, and what is sent to them alone. */
  says(account: string, said: string | InboundContent, name?: string): Promise<string>;
  /** The last cards that stand in somebody's conversation. */
  cardsOf(account: string): readonly Card[];
}

export async function openSpeaking(edits: readonly Edit[] = []): Promise<Speaking> {
  const web = platform('web');
  const heard = new Map<Address, Card[]>();
  web.answer = ({ address, card }) => {
    heard.set(address, [...(heard.get(address) ?? []), card]);
  };
  const open = await openDesk([web], {}, edits);
  const cardsOf = (account: string) => heard.get(`web:desk:${account}` as Address) ?? [];
  return {
    ...open,
    cardsOf,
    async says(account, said, name = account) {
      const before = cardsOf(account).length;
      const reply = await open.desk.receive({
        ...{ platform: 'web', eventId: randomUUID(), sender: { account, name } },
        ...{ address: `web:desk:${account}` as Address, private: true },
        content: typeof said === 'string' ? { kind: 'text', text: said } : said,
      });
      await open.desk.idle();
      const cards = [...(reply?.card ? [reply.card] : []), ...cardsOf(account).slice(before)];
      return [reply?.toast?.text ?? '', ...cards.map(describeCard), ...cards.flatMap(cardTexts)].join('\n');
    },
  };
}
