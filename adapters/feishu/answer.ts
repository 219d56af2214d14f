/** Reply -> what Feishu shows at once in answer to a tap: a line, and the card that takes the tapped one's place. Pure. */
import type { Tone } from '../../src/platform/card.js';
import type { Inbound } from '../../src/platform/inbound.js';
import type { Reply } from '../../src/platform/reply.js';
import type { FeishuCard } from './elements.js';
import { renderForm, renderSentForm } from './form.js';
import { renderCard } from './render.js';
import { standingOf, type Tap } from './tap.js';

/** https://open.feishu.cn/document/feishu-cards/card-callback-communication */
export interface Acknowledgement {
  readonly toast?: {
    readonly type: 'success' | 'info' | 'warning' | 'error';
    readonly content: string;
    readonly i18n?: { readonly zh_cn: string; readonly en_us: string };
  };
  readonly card?: { readonly type: 'raw'; readonly data: FeishuCard };
}

const TYPES: Readonly<Record<Tone, NonNullable<Acknowledgement['toast']>['type']>> = {
  neutral: 'info',
  info: 'info',
  good: 'success',
  warning: 'warning',
  bad: 'error',
};

/** A reply's form is not among it: a card is tapped by many, a form is for one, so it is sent to them. */
export function acknowledgement(reply: Reply | null, inbound: Inbound, tap: Tap): Acknowledgement {
  const card = cardAfter(reply, inbound, tap);
  const toast = toastOf(reply);
  return {
    ...(toast ? { toast } : {}),
    ...(card ? { card: { type: 'raw', data: card } } : {}),
  };
}

function toastOf(reply: Reply | null): Acknowledgement['toast'] {
  const wrong = Object.values(reply?.fieldErrors ?? {});
  if (wrong.length > 0) return { type: 'error', content: wrong.join('\n') };
  return reply?.toast && { type: TYPES[reply.toast.tone], content: reply.toast.text };
}

function cardAfter(reply: Reply | null, { content }: Inbound, tap: Tap): FeishuCard | null {
  if (!reply) return null;
  const at = standingOf(tap);
  if (content.kind !== 'form') return reply.card ? renderCard(reply.card, at) : null;
  if (reply.card) return renderCard(reply.card, at);
  const form = reply.form ?? tap.form;
  if (!form) return null;
  if (reply.form || reply.fieldErrors)
    return renderForm(form, at, { errors: reply.fieldErrors ?? {}, values: content.input });
  const { toast } = reply;
  // A refusal leaves the form as it stands, so that it can be mended.
  return toast?.tone === 'good' ? renderSentForm(form, content.input, toast.text, toast.tone) : null;
}
