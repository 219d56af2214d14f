/** What each platform makes of a view: exactly what would be sent to it. */
import { renderForm } from '../../adapters/feishu/form.js';
import { feishu } from '../../adapters/feishu/index.js';
import { renderCard as feishuCard } from '../../adapters/feishu/render.js';
import type { PlatformDescriptor } from '../../adapters/shared/descriptor.js';
import { web } from '../../adapters/web/index.js';
import { renderCard as webCard } from '../../adapters/web/render.js';
import { wechatKf } from '../../adapters/wechat-kf/index.js';
import { renderMessage as kfMessage } from '../../adapters/wechat-kf/render.js';
import { wechatOa } from '../../adapters/wechat-oa/index.js';
import { renderMessage as oaMessage } from '../../adapters/wechat-oa/render.js';
import { wecom } from '../../adapters/wecom/index.js';
import { renderMessage } from '../../adapters/wecom/render.js';
import type { Bearing } from '../../src/cards/degrade.js';
import type { Card, Form } from '../../src/platform/card.js';

export interface Drawn {
  readonly platform: string;
  readonly bears: Bearing;
  card(card: Card): unknown;
  /** Null where there are no forms: what one asks is asked one question at a time. */
  readonly form: ((form: Form) => unknown) | null;
}

/** As main gives it, with an app nobody has. */
const ENVIRONMENT = {
  ...{ PUBLIC_URL: 'http://desk.example', SECRET: 'of nothing at all', TZ_DESK: 'Asia/Shanghai' },
  ...{ FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 'of nothing at all' },
  ...{ WECOM_CORP_ID: 'ww0123456789abcdef', WECOM_AGENT_ID: '1000002', WECOM_SECRET: 'ofNothingAtAll00' },
  ...{ WECOM_TOKEN: 'nothing', WECOM_AES_KEY: 'a'.repeat(43) },
  WECHAT_KF_ID: 'wk0123456789abcdef',
  ...{ WECHAT_OA_APP_ID: 'wx0123456789abcdef', WECHAT_OA_SECRET: '0'.repeat(32) },
  ...{ WECHAT_OA_TOKEN: 'nothing', WECHAT_OA_AES_KEY: 'a'.repeat(43) },
};

const UNHELD = { task: 'task', holds: null, zone: 'Asia/Shanghai' };
/** A card of a ticket; what can be changed of it lasts until a quarter past nine. */
const HELD = {
  ...UNHELD,
  holds: { until: Date.UTC(2027, 0, 5, 1, 15) },
};

export const platforms: readonly Drawn[] = [
  // The page draws the card itself, and is given forms as they are.
  { platform: 'web', bears: bearing(web), card: webCard, form: (form) => form },
  {
    platform: 'feishu',
    bears: bearing(feishu),
    card: (card) => feishuCard(card, { direct: true }),
    form: (form) => withoutPacked(renderForm(form, { direct: true })),
  },
  {
    platform: 'wecom',
    bears: bearing(wecom),
    card: (card) => renderMessage(card, card.tag === undefined ? UNHELD : HELD, card.tag !== undefined),
    form: null,
  },
  {
    platform: 'wechat-kf',
    bears: bearing(wechatKf),
    card: (card) => kfMessage(card).message,
    form: null,
  },
  {
    platform: 'wechat-oa',
    bears: bearing(wechatOa),
    card: (card) => oaMessage(card).message,
    form: null,
  },
];

function bearing(descriptor: PlatformDescriptor): Bearing {
  const adapter = descriptor.configure(ENVIRONMENT, null);
  if (adapter) return adapter.capabilities;
  throw new Error(`expected ${descriptor.platform} to be on`);
}

/** A form's button carries its questions packed, and not every processor packs them into the same bytes. */
function withoutPacked(card: unknown): unknown {
  return JSON.parse(
    JSON.stringify(card, (key, value) => (key === 'form' ? '(the questions, packed)' : value)),
  );
}
