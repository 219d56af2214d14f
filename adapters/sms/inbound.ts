/** An answer to a text message: somebody wants no more of them, wants them again, or says something. Pure. */
import { createHash } from 'node:crypto';
import type { Inbound } from '../../src/platform/inbound.js';
import type { Places } from './places.js';
import type { Answer } from './wire.js';

export type Heard =
  | { readonly kind: 'optOut'; readonly account: string; readonly out: boolean }
  | { readonly kind: 'inbound'; readonly inbound: Inbound };

/** As every text with 回T退订 invites, and as people write it. */
const OUT = /^(?:回?复?\s*)?(?:(?:TD?|R)\s*退订|TD?|R|退订\s*TD?|退订|拒收|STOP|UNSUBSCRIBE)$/iu;
const AGAIN = /^(?:恢复|恢复接收|重新接收|订阅|START)$/iu;

/** Null where nothing was said. */
export function hearAnswer({ account, text, at }: Answer, places: Places): Heard | null {
  const said = text.normalize('NFKC').trim();
  if (said === '') return null;
  const bare = said.replaceAll(/[\s。.!！【】[\]]+$|^[【[]+/gu, '');
  if (OUT.test(bare)) return { kind: 'optOut', account, out: true };
  if (AGAIN.test(bare)) return { kind: 'optOut', account, out: false };
  return {
    kind: 'inbound',
    inbound: {
      platform: 'sms',
      eventId: eventIdOf({ account, text, at }),
      sender: { account },
      address: places.person(account),
      private: true,
      content: { kind: 'text', text: text.trim() },
    },
  };
}

/** Answers carry no id: the same words of one person within the same second are one answer told twice. */
function eventIdOf({ account, text, at }: Answer): string {
  const words = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${account}/${at}/${words}`;
}
