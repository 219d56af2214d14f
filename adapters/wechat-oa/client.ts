/** Sending to somebody: in the conversation, or by a template. Nothing of it knows a repetition, so what is in doubt is not said again. Throws DeliveryError and nothing else. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Delivery, Posted, Template } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Api } from '../shared/qyapi/api.js';
import { isConsentTo } from './allowances.js';
import type { Chats, Choice } from './chats.js';
import type { Places, Receiver } from './places.js';
import { isConsentless, isUndone, thrown } from './refusal.js';
import { renderMessage } from './render.js';
import { valuesFor } from './template-values.js';

export interface Client {
  send(delivery: Delivery): Promise<Posted>;
}

interface Parts {
  readonly api: Api;
  readonly places: Places;
  readonly chats: Chats;
  /** Ids of the templates that are told without a consent. */
  readonly templateMessages: readonly string[];
  /** WeChat knows of no consent to this template. */
  consentless(address: Address, template: string): Promise<void>;
}

/** Something to be said once; resolves to its name. */
interface Saying {
  readonly choices: readonly Choice[];
  say(): Promise<string>;
}

const any = z.object({});
/** Of a template the report names it again. */
const named = z.object({ msgid: z.union([z.string(), z.number()]).optional() });

export function createClient({ api, places, chats, templateMessages, consentless }: Parts): Client {
  async function once({ openId }: Receiver, key: string, { choices, say }: Saying): Promise<Posted> {
    const before = await chats.trying(openId, key, choices);
    if (typeof before === 'object') return before;
    if (before === 'tried') return fail('uncertain', 'whether the first try reached them is not known');
    try {
      const ref = await say();
      await chats.done(openId, key, ref);
      return { ref };
    } catch (error) {
      if (isUndone(error)) await chats.undone(openId, key);
      throw error;
    }
  }

  /** https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html */
  function say({ openId }: Receiver, { key, card }: Delivery): Saying {
    const { message, choices } = renderMessage(card);
    return {
      choices,
      async say() {
        await api.post('message/custom/send', { touser: openId, ...message }, any);
        return nameOf(key);
      },
    };
  }

  /** https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg.html */
  async function notify(
    { openId }: Receiver,
    { key, address, template, allowance }: Delivery,
  ): Promise<string> {
    if (!template) return fail('rejected', SAYS_NOTHING);
    // Whatever was published since it was planned: another template's consent is of no use, and WeChat would refuse.
    if (!isConsentTo(allowance, template.id))
      return fail('rejected', `they have agreed to no notice of the template ${template.id}`);
    try {
      const { msgid } = await api.post('message/subscribe/bizsend', filled(openId, template), named);
      return refOf(msgid, key);
    } catch (error) {
      if (isConsentless(error)) await consentless(address, template.id);
      throw error;
    }
  }

  /** https://developers.weixin.qq.com/doc/service/api/template/template/api_sendtemplatemessage.html */
  async function tell({ openId }: Receiver, { key, template }: Delivery): Promise<string> {
    if (!template) return fail('rejected', SAYS_NOTHING);
    if (!templateMessages.includes(template.id))
      return fail('rejected', `${template.id} is not among WECHAT_OA_TEMPLATE_MESSAGES`);
    const asked = { ...filled(openId, template), client_msg_id: nameOf(key) };
    const { msgid } = await api.post('message/template/send', asked, named);
    return refOf(msgid, key);
  }

  const speaks: Readonly<Record<Receiver['kind'], (to: Receiver, delivery: Delivery) => Saying>> = {
    chat: say,
    notices: (to, delivery) => ({ choices: [], say: () => notify(to, delivery) }),
    templates: (to, delivery) => ({ choices: [], say: () => tell(to, delivery) }),
  };

  return {
    async send(delivery) {
      const to = places.receiver(delivery.address);
      if (!to) return fail('rejected', `expected an address of this account, got ${delivery.address}`);
      return once(to, delivery.key, speaks[to.kind](to, delivery)).catch(thrown);
    },
  };
}

const filled = (touser: string, { id, values }: Template) => ({
  touser,
  template_id: id,
  data: valuesFor(values),
});

const refOf = (msgid: string | number | undefined, key: string) =>
  msgid === undefined ? nameOf(key) : String(msgid);

const SAYS_NOTHING = 'only what has a template is said there';

/** WeChat takes 32 characters. */
const nameOf = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 32);

function fail(kind: 'rejected' | 'uncertain', reason: string): never {
  throw new DeliveryError({ kind, reason });
}
