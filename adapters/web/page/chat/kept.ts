/** Unacknowledged messages outlive a reload of the page, in this tab. */
import type { Outgoing } from './state.js';

const keyOf = (account: string) => `troika.outgoing.${account}`;

export function keptOutgoing(account: string): readonly Outgoing[] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(account)) ?? '[]') as Outgoing[];
  } catch {
    return []; // written by another version of the page: nothing we could send
  }
}

export function keepOutgoing(account: string, outgoing: readonly Outgoing[]): void {
  try {
    sessionStorage.setItem(keyOf(account), JSON.stringify(outgoing));
  } catch {
    // No storage or no room: the messages are still in memory and are sent as long as the page is open.
  }
}
