/** What each platform makes of a view: exactly what would be sent to it. */
import { renderCard as webCard } from '../../adapters/web/render.js';
import { TEXT_LIMIT } from '../../adapters/web/wire.js';
import type { Bearing } from '../../src/cards/degrade.js';
import type { Card, Form } from '../../src/platform/card.js';

export interface Drawn {
  readonly platform: string;
  readonly bears: Bearing;
  card(card: Card): unknown;
  form(form: Form): unknown;
}

/** The page draws the card itself, and is given forms as they are. */
const web: Drawn = {
  platform: 'web',
  bears: { cards: 'update', buttons: true, textBytes: TEXT_LIMIT },
  card: webCard,
  form: (form) => form,
};

export const platforms: readonly Drawn[] = [web];
