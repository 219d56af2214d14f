/** What came of messages, and what people answered, told to the house: the same whether it was pushed or pulled. */
import type { AdapterContext } from '../../src/platform/context.js';
import { hearAnswer } from './inbound.js';
import type { Places } from './places.js';
import type { Answer, Receipt } from './wire.js';

export interface Hearing {
  receipts(all: readonly Receipt[]): Promise<void>;
  answer(answer: Answer | null): Promise<void>;
}

/** A receipt may overtake the answer to its own send; what is unknown after this long is somebody else's. */
const AGAIN_MS = 30_000;

export function createHearing(
  { receipt, optOut, receive, log }: Pick<AdapterContext, 'receipt' | 'optOut' | 'receive' | 'log'>,
  places: Places,
): Hearing {
  /** Those that the house does not know. */
  async function tell(all: readonly Receipt[]): Promise<readonly Receipt[]> {
    const unknown: Receipt[] = [];
    for (const each of all) {
      const { ref, arrived, reason } = each;
      const known = await receipt(arrived ? { ref, kind: 'arrived' } : { ref, kind: 'lost', reason });
      if (!known) unknown.push(each);
    }
    return unknown;
  }
  function tellAgain(all: readonly Receipt[]): void {
    const lost = (error: unknown) => log.warn({ err: error }, 'sms: a receipt was not taken');
    setTimeout(() => void tell(all).catch(lost), AGAIN_MS).unref();
  }
  return {
    async receipts(all) {
      const unknown = await tell(all);
      if (unknown.length > 0) tellAgain(unknown);
    },
    async answer(answer) {
      const heard = answer && hearAnswer(answer, places);
      if (heard?.kind === 'optOut') await optOut(heard.account, heard.out);
      if (heard?.kind === 'inbound') await receive(heard.inbound);
    },
  };
}
