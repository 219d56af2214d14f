/**
 * What may still be changed of the cards in one conversation. WeCom gives a code with every card that is sent and with
 * every tap on it; a code changes its card once, within 72 hours, and there is no other way. Pure.
 * https://developer.work.weixin.qq.com/document/path/94888
 */
import type { Holds } from './marks.js';

/** The last hour of the 72 is left to clocks that differ. */
export const CODE_MS = 71 * 3_600_000;
/** Cards without a code wait for a tap to give them one; beyond so many the oldest are forgotten. */
const MOST_CARDS = 200;

export interface Code {
  readonly code: string;
  /** Epoch ms. */
  readonly until: number;
}

/** A card that shows a ticket and is kept up to date. */
export interface LiveCard {
  /** Its task_id. */
  readonly task: string;
  readonly ticket: number | null;
  readonly title: string;
  readonly codes: readonly Code[];
}

export type Cards = readonly LiveCard[];

/** The newest comes last. */
export function posted(cards: Cards, card: Omit<LiveCard, 'codes'>, code: Code | null): Cards {
  const others = cards.filter(({ task }) => task !== card.task);
  return [...others, { ...card, codes: code ? [code] : [] }].slice(-MOST_CARDS);
}

/** A tap lets its card be changed once more. Of a card that is not kept up to date, or was struck, nothing is kept. */
export function tapped(cards: Cards, task: string, code: Code): Cards {
  return cards.map((card) =>
    card.task === task && card.codes.every((known) => known.code !== code.code)
      ? { ...card, codes: [...card.codes, code] }
      : card,
  );
}

export type Plan =
  | {
      readonly kind: 'edit';
      readonly code: Code;
      /** What the card says of itself from now on. */
      readonly holds: Holds;
    }
  /** Nothing can change this card any more; it says so itself. A new one is due. */
  | { readonly kind: 'repost' };

/**
 * The code that ends first is spent, the later ones vouch for what the card says. The last one is not spared for
 * striking the card: with it the change is seen where the reader looks for it, and the card says that it stands as of
 * now. The next tap on it gives a code again.
 */
export function planChange(cards: Cards, task: string, now: number): Plan {
  const codes = usable(cards.find((card) => card.task === task)?.codes ?? [], now);
  const [code, ...others] = codes;
  if (!code) return { kind: 'repost' };
  const last = others.at(-1);
  return { kind: 'edit', code, holds: last ? { until: last.until } : { asOf: now } };
}

/** The cards that a new one makes wrong, each with the code that strikes it; those that cannot be struck say so themselves. */
export function toStrike(cards: Cards, { task, ticket }: Pick<LiveCard, 'task' | 'ticket'>, now: number) {
  return cards.flatMap((card) => {
    const [code] = usable(card.codes, now);
    return ticket !== null && card.ticket === ticket && card.task !== task && code ? [{ card, code }] : [];
  });
}

export function spent(cards: Cards, task: string, { code }: Code): Cards {
  return cards.map((card) =>
    card.task === task ? { ...card, codes: card.codes.filter((each) => each.code !== code) } : card,
  );
}

/** It was not used after all: WeCom was busy, or could not be reached. */
export function givenBack(cards: Cards, task: string, code: Code): Cards {
  return tapped(cards, task, code);
}

/** A struck card is nobody's any more. */
export function struck(cards: Cards, task: string): Cards {
  return cards.filter((card) => card.task !== task);
}

function usable(codes: readonly Code[], now: number): readonly Code[] {
  return codes.filter(({ until }) => until > now).sort((a, b) => a.until - b.until);
}
