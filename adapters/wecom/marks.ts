/** What the adapter itself says on cards, in the language the card is in: how long it holds, and that it does not any more. Pure. */
import type { Card } from '../../src/platform/card.js';
import { isChinese } from '../shared/reading.js';

/** How long what a card says of a ticket can be relied upon. */
export type Holds =
  /** It is changed when the ticket changes, until then (epoch ms). */
  | { readonly until: number }
  /** It stands as of that instant; what comes later is on a new card. `brief`: there is no room to say that. */
  | { readonly asOf: number; readonly brief?: true };

export interface Words {
  readonly more: string;
  readonly pick: string;
  readonly look: string;
  readonly open: string;
  readonly colon: string;
  holds(holds: Holds, zone: string): string;
}

const CHINESE: Words = {
  ...{ more: '更多操作', pick: '执行所选', look: '查看最新', open: '打开服务台', colon: '：' },
  holds: (holds, zone) =>
    'until' in holds
      ? `有效至 ${at(holds.until, zone)}`
      : `截至 ${at(holds.asOf, zone)}${holds.brief ? '' : '，新变化见新卡'}`,
};
const ENGLISH: Words = {
  ...{ more: 'More', pick: 'Do this', look: 'Look again', open: 'Open the desk', colon: ': ' },
  holds: (holds, zone) =>
    'until' in holds
      ? `Valid to ${at(holds.until, zone)}`
      : `As of ${at(holds.asOf, zone)}${holds.brief ? '' : '; changes: new card'}`,
};

/** Read by people of either language. */
export const EXPIRED = '此卡已过期，看新卡 Expired: see the new card';
export const GONE = '已过期 Expired';

export const wordsOf = (card: Card): Words => (isChinese(card) ? CHINESE : ENGLISH);

/** `11-29 14:05`. */
function at(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{
      timeZone: zone,
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    },
  }).formatToParts(instant);
  const part = (name: string) => parts.find(({ type }) => type === name)?.value ?? '';
  return `${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
