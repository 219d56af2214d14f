/** Our addresses and mailboxes: an account is a mail address in lower case. Pure. */
import { type Address, addressOf } from '../../src/platform/address.js';

/** One @, no blanks, no control characters, nothing that a header or a command could be broken with. */
const MAILBOX =
  /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,190}\.[^\s@<>()[\]\\,;:"\p{Cc}.]{2,63}$/u;
const WORKSPACE = 'smtp';

/** Null for what is no address. */
export function accountOf(said: string): string | null {
  const address = said.normalize('NFKC').trim().toLowerCase();
  return MAILBOX.test(address) ? address : null;
}

export const personPlace = (account: string): Address =>
  addressOf('mail', WORKSPACE, accountOf(account) ?? account);

/** Null for an address of another platform, and for what is no mailbox. */
export function mailboxAt(address: Address): string | null {
  const [platform, workspace, place = '', thread] = address.split(':');
  return platform === 'mail' && workspace === WORKSPACE && thread === undefined ? accountOf(place) : null;
}
