/** What can be asked for, one press each; and what a member may open for somebody. */
import type { Button, Card } from '../platform/card.js';
import { type Category, childrenOf } from '../sop/categories.js';
import type { Sop } from '../sop/sop.js';
import { chooseButton, draftBlock } from './category.js';
import { startButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface Services {
  readonly sops: readonly Sop[];
  readonly categories: readonly Category[];
}

/** An SOP without words is begun by another one's hand-over, not by a press; one with a category is chosen by that. */
export function serviceButtons({ sops, categories }: Services, wording: Wording): readonly Button[] {
  const offered = sops.filter(
    ({ key, words }) => words.length > 0 && !categories.some(({ sop }) => sop === key),
  );
  return [
    ...childrenOf(categories, null).map((category) => chooseButton(category, wording)),
    ...offered.map((sop) => startButton(wording.text(sop.title), sop.key)),
  ];
}

export interface ServicesFacts extends Services {
  /** Whom it is for. */
  readonly name: string;
  /** What becomes the ticket. */
  readonly said: string;
}

export function servicesCard(facts: ServicesFacts, wording: Wording): Card {
  const { name, said } = facts;
  const buttons = serviceButtons(facts, wording);
  return {
    title: wording.t('services.title', { name }),
    tone: 'info',
    blocks: [
      { kind: 'text', text: wording.t(buttons.length > 0 ? 'services.choose' : 'services.none') },
      ...(said === '' || buttons.length === 0 ? [] : [draftBlock(said, wording)]),
    ],
    buttons,
  };
}
