/** 进度: a requester's open tickets, what waits for them on top; and where there is none, what can be done. */
import type { Block, Card } from '../platform/card.js';
import { openButton, pageButton } from './navigate.js';
import { type Services, serviceButtons } from './services.js';
import { type SopOf, stateName, type TicketRow } from './ticket-row.js';
import type { Wording } from './wording.js';

const SHOWN = 8;

export interface UnderwayFacts {
  readonly rows: readonly TicketRow[];
  readonly sopOf: SopOf;
  /** What the requester is asked for, by ticket, already in words. */
  readonly asks: ReadonlyMap<number, string>;
}

export function underwayCard({ rows, sopOf, asks }: UnderwayFacts, wording: Wording): Card {
  const inOrder = byTurn(rows, asks);
  const shown = inOrder.slice(0, SHOWN);
  const more = inOrder.length - shown.length;
  return {
    title: wording.t('underway.title', { n: inOrder.length }),
    tone: asks.size > 0 ? 'warning' : 'info',
    blocks: [
      ...shown.map((row): Block => {
        const what = asks.get(row.id);
        const { id, title } = row;
        const state = stateName(row, sopOf, 'requester', wording);
        const stands = wording.t('underway.stands', { id, title, state, since: since(row, wording) });
        return what === undefined
          ? { kind: 'text', text: stands }
          : { kind: 'text', text: `${stands}\n${wording.t('underway.asks', { what })}`, tone: 'warning' };
      }),
      ...(more > 0 ? [{ kind: 'text' as const, text: wording.t('list.more', { n: more }) }] : []),
      {
        kind: 'text',
        text: wording.t('underway.one_of', { id: shown[0]?.id ?? 0 }),
        tone: 'neutral',
      },
    ],
    buttons: shown.map(({ id }) => openButton(wording.t('button.open', { id }), id)),
  };
}

export interface NothingUnderway extends Services {
  /** The newest that is over. */
  readonly last: TicketRow | null;
  readonly sopOf: SopOf;
}

export function nothingUnderwayCard(facts: NothingUnderway, wording: Wording): Card {
  const { last, sopOf } = facts;
  const services = serviceButtons(facts, wording);
  const ended = last && {
    ...{ id: last.id, title: last.title, state: stateName(last, sopOf, 'requester', wording) },
    at: { at: last.enteredAt },
  };
  const lines = [
    wording.t('underway.none'),
    ...(ended ? [wording.t('underway.last', ended)] : []),
    ...(services.length > 0 ? [wording.t('underway.offer')] : []),
  ];
  return {
    title: wording.t('mine.title'),
    tone: 'neutral',
    blocks: lines.map((text) => ({ kind: 'text', text })),
    buttons: [
      ...(last ? [openButton(wording.t('button.open', { id: last.id }), last.id)] : []),
      ...services,
      ...(last ? [pageButton(wording.t('button.mine'), 'mine')] : []),
    ],
  };
}

export const since = ({ enteredAt }: Pick<TicketRow, 'enteredAt'>, wording: Wording): string =>
  wording.t('list.since', { at: { at: enteredAt } });

/** What waits for them, the longest first; then what moved last. */
function byTurn(rows: readonly TicketRow[], asks: UnderwayFacts['asks']): readonly TicketRow[] {
  const theirs = rows.filter(({ id }) => asks.has(id)).sort((a, b) => a.enteredAt - b.enteredAt);
  const ours = rows.filter(({ id }) => !asks.has(id)).sort((a, b) => b.enteredAt - a.enteredAt);
  return [...theirs, ...ours];
}
