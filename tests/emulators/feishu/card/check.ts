/** Whether Feishu would take a card, and its words when not: 230099 with the ErrCode of the first thing that is wrong. */
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import { type CardJson, elementsOf, taggedIn } from './elements.js';
import { type CardFault, malformed, overLimit } from './fault.js';
import { formsRefused } from './forms.js';
import { placesRefused } from './places.js';
import { resourcesRefused } from './resources.js';
import { faultIn } from './shape.js';
import { CARD } from './structure.js';
import { tablesRefused } from './tables.js';

/** Measured on the real platform by others: 200 are taken, 201 refused. */
const MOST_TAGGED = 200;
/** Tags of JSON 1.0 that 2.0 gave up. */
const GIVEN_UP = ['action', 'note'];

/** A capability of JSON 1.0. */
const GIVEN_UP_CODE = 200861;

export function cardRefused(world: World, card: CardJson): Refusal | undefined {
  const fault = cardFault(world, card);
  return fault && refuse(230099, `, ext=ErrCode: ${fault.errCode}; ErrMsg: ${fault.errMsg}; `);
}

export function cardFault(world: World, card: CardJson): CardFault | undefined {
  if (card.schema !== '2.0')
    return malformed('schema is not 2.0: this platform is emulated for card JSON 2.0 only');
  const placed = elementsOf(card);
  const old = placed.find(({ tag }) => GIVEN_UP.includes(tag));
  if (old) {
    const errMsg = `cards of schema V2 no longer support this capability; ErrorValue: unsupported tag ${old.tag}`;
    return { errCode: GIVEN_UP_CODE, errMsg };
  }
  const shape = faultIn(CARD, card);
  if (shape) return malformed(shape.what, shape.path);
  if (taggedIn(card) > MOST_TAGGED) return overLimit('element exceeds the limit');
  return (
    placesRefused(placed) ??
    formsRefused(placed) ??
    tablesRefused(card, placed) ??
    resourcesRefused(world, card, placed)
  );
}
