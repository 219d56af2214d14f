/** What each platform makes of a view: exactly what would be sent to it. */
import { renderForm } from '../../adapters/feishu/form.js';
import { createFeishuAdapter } from '../../adapters/feishu/index.js';
import { renderCard as feishuCard } from '../../adapters/feishu/render.js';
import { createWebAdapter } from '../../adapters/web/index.js';
import { renderCard as webCard } from '../../adapters/web/render.js';
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
  bears: createWebAdapter({ publicUrl: 'http://desk.example', secret: '', zone: 'Asia/Shanghai', demo: null })
    .capabilities,
  card: webCard,
  form: (form) => form,
};

const feishu: Drawn = {
  platform: 'feishu',
  bears: createFeishuAdapter({ appId: 'cli_0', appSecret: '', domain: '', webhook: null }).capabilities,
  card: (card) => feishuCard(card, { direct: true }),
  form: (form) => withoutPacked(renderForm(form, { direct: true })),
};

export const platforms: readonly Drawn[] = [web, feishu];

/** A form's button carries its questions packed, and not every processor packs them into the same bytes. */
function withoutPacked(card: unknown): unknown {
  return JSON.parse(
    JSON.stringify(card, (key, value) => (key === 'form' ? '(the questions, packed)' : value)),
  );
}
