/** From whom a notice is meant for to the addresses it goes to. */
import type { Directory, Locale, Requester } from '../people/people.js';
import type { Address } from '../platform/address.js';
import type { NoticeTo } from '../tickets/reactions.js';

/** Where somebody can be told something now. Empty when we never met them in a chat. */
export function placesOf(
  to: NoticeTo,
  { directory, requester }: { readonly directory: Directory; readonly requester: Requester | null },
  fallback: Locale,
): { address: Address; locale: Locale }[] {
  if (to.to === 'team')
    return (directory.teams.get(to.id)?.chats ?? []).map((chat) => ({
      address: chat as Address,
      locale: fallback,
    }));
  if (to.to === 'requester') {
    const { address = null, locale = fallback } = requester ?? {};
    return address === null ? [] : [{ address: address as Address, locale }];
  }
  const member = directory.members.get(to.id);
  const address = member?.addresses[0];
  return member && address ? [{ address: address as Address, locale: member.locale }] : [];
}
