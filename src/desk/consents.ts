/** Consents to notices by approved templates: where somebody's are kept, what is left of them, and what they are called. */
import { consentsTo, leftNow } from '../people/allowance.js';
import { type Adapter, bearsAt } from '../platform/adapter.js';
import type { Address } from '../platform/address.js';
import type { Param } from '../tickets/refusal.js';
import type { House } from './house.js';

/** Whose chat this is and where notices go to them for a consent each; null where there is no such way. */
export async function noticesBeside(
  { store }: Pick<House, 'store'>,
  adapter: Adapter,
  chat: { readonly requester: string; readonly address: Address },
): Promise<Address | null> {
  if (adapter.consentPage === null) return null;
  const { platform } = adapter;
  const accounts = await store.people.accounts(chat.requester);
  const own = accounts.find(
    (one) => one.platform === platform && adapter.directAddress(one.account) === chat.address,
  );
  const ways = own ? (adapter.waysTo?.(own.account) ?? []) : [];
  return (
    ways.find((address) => {
      const { byAllowance, templates } = bearsAt(adapter, address);
      return byAllowance && templates;
    }) ?? null
  );
}

export interface ConsentsLeft {
  readonly template: string;
  /** What those who are told by it call it. */
  readonly name: Param;
  readonly left: number;
}

/** By each template that the content names for the platform, used up or not. */
export async function consentsLeft(
  { store, library }: Pick<House, 'store' | 'library'>,
  platform: string,
  notices: Address,
  now: number,
): Promise<readonly ConsentsLeft[]> {
  const { templates } = (await library.live()).content.reach;
  const approved = Object.values(templates[platform] ?? {});
  if (approved.length === 0) return [];
  const given = await store.allowances.at(notices);
  const ids = [...new Set(approved.map(({ id }) => id))];
  return ids.map((template) => {
    const name = approved.find((one) => one.id === template && one.name !== null)?.name ?? null;
    return {
      template,
      name: name === null ? { message: 'consent.news' } : { text: name },
      left: leftNow(consentsTo(given, template), now).messages,
    };
  });
}
