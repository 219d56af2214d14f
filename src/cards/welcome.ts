/** The first thing a person sees, and what a requester is shown when we did not understand. */
import { buttonValue } from '../platform/button.js';
import type { Card } from '../platform/card.js';
import type { Category } from '../sop/categories.js';
import type { Sop } from '../sop/sop.js';
import { draftBlock } from './category.js';
import { pageButton, sayButton } from './navigate.js';
import { serviceButtons } from './services.js';
import type { Wording } from './wording.js';

export interface WelcomeFacts {
  readonly name: string;
  readonly reader: 'staff' | 'requester';
  readonly sops: readonly Sop[];
  /** The sample company is live, and this reader may put their own in its place. */
  readonly setUp: boolean;
  readonly categories: readonly Category[];
  /** What calls for a person, where customers look for that among what there is. */
  readonly human?: string;
  /** What was said and not understood: a service that is pressed takes it along. */
  readonly draft?: string;
}

export function welcomeCard(facts: WelcomeFacts, wording: Wording): Card {
  const { name, reader, sops, setUp, categories, human, draft } = facts;
  const title = wording.t('welcome.title', { name });
  if (setUp) {
    const value = buttonValue({ action: 'set_up', ticketId: 0, version: 0 });
    return {
      title,
      tone: 'info',
      blocks: [{ kind: 'text', text: wording.t('set_up.welcome') }],
      buttons: [{ text: wording.t('set_up.button.start'), value, style: 'primary' }],
    };
  }
  if (reader === 'staff') {
    return {
      title,
      tone: 'info',
      blocks: [{ kind: 'text', text: wording.t('welcome.staff') }],
      buttons: (['queue', 'mine', 'help'] as const).map((page) =>
        pageButton(wording.t(`button.${page}`), page),
      ),
    };
  }
  const services = serviceButtons({ sops, categories }, wording);
  return {
    title,
    tone: 'info',
    blocks: [
      { kind: 'text', text: wording.t(services.length > 0 ? 'welcome.requester' : 'welcome.no_services') },
      ...(draft === undefined || services.length === 0 ? [] : [draftBlock(draft, wording)]),
    ],
    buttons: [
      ...services,
      pageButton(wording.t('button.mine'), 'mine'),
      ...(human === undefined ? [] : [sayButton(human)]),
    ],
  };
}
