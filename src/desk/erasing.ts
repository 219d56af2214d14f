/** Two administrators erase a customer: one asks, the others hear of it, and one of them does it in time. */
import { erasureCard } from '../cards/erasure.js';
import { createWording, type Wording } from '../cards/wording.js';
import { administrators } from '../people/staff.js';
import { buttonValue } from '../platform/button.js';
import type { Button } from '../platform/card.js';
import { cardsFor } from './cards-for.js';
import { publisherName } from './content-news.js';
import type { Deed } from './ports/deeds.js';
import type { ErasureAsked, Extent } from './ports/erasure.js';
import type { OutboxItem } from './ports/outbox.js';

/** A request that nobody took up by then has to be made anew: what there is to erase has changed. */
const ASKED_FOR_MS = 24 * 60 * 60_000;

export type ErasingHouse = Parameters<typeof cardsFor>[0];
type Asks = Extract<Deed, { deed: 'erasureAsked' }>;
type Erases = Extract<Deed, { deed: 'customerErased' }>;

export interface Asking {
  readonly deed: Asks;
  readonly outbox: readonly OutboxItem[];
}

/** Null where nobody is there who could be the second one. `by`: an actor's name. */
export async function askErasure(
  house: ErasingHouse,
  extent: Extent,
  by: string,
  key: string,
): Promise<Asking | null> {
  const now = house.store.clock.now();
  const others = administrators(await house.staff.directory()).filter(({ id }) => `member:${id}` !== by);
  if (others.length === 0) return null;
  const asked = { by, at: now, expiresAt: now + ASKED_FOR_MS };
  const outbox = await cardsFor(house, others, `${key}/erasure`, (wording) =>
    erasurePage(extent, asked, [eraseButton('sure', extent.customer, wording)], wording),
  );
  return { deed: { deed: 'erasureAsked', customer: extent.customer, expiresAt: asked.expiresAt }, outbox };
}

/** Still to be taken up by another administrator. */
export function isWaiting(asked: ErasureAsked | null, now: number): asked is ErasureAsked {
  return asked !== null && now <= asked.expiresAt;
}

export async function erases(
  house: ErasingHouse,
  { customer, counts }: Extent,
  { by, at }: ErasureAsked,
): Promise<Erases> {
  const { messages } = await house.library.live();
  const directory = await house.staff.directory();
  const { locale, tz } = house;
  const wording = createWording({ messages, locale, directory, tz, now: house.store.clock.now() });
  const secret = { called: wording.t('erasure.called') };
  return { deed: 'customerErased', customer, asked: { by, at }, counts, secret };
}

export function erasurePage(
  { customer, name, counts }: Extent,
  asked: ErasureAsked | null,
  buttons: readonly Button[],
  wording: Wording,
) {
  const waits = asked && { who: publisherName(asked.by, wording), until: asked.expiresAt };
  return erasureCard({ customer, name, counts, asked: waits }, buttons, wording);
}

/** `ask`: the first administrator, `sure`: the second one. */
export function eraseButton(step: 'ask' | 'sure', customer: string, wording: Wording): Button {
  const argument = `${step}:${customer}`;
  return {
    text: wording.t(`erasure.${step}`),
    value: buttonValue({ action: 'erase_customer', ticketId: 0, version: 0, argument }),
    style: 'danger',
  };
}
