/** What an adapter is given by the house, put together from its ports: the whole of what it knows of us. */
import type { AdapterContext } from '../platform/context.js';
import { memberBoard } from './board.js';
import type { Desk } from './desk.js';
import { getFile, putFile } from './files.js';
import { logIns } from './log-in.js';
import { findPerson } from './people-view.js';
import { takeReceipt } from './receipts.js';

/** What only the composition root can give. */
export type Outside = Pick<AdapterContext, 'state' | 'lock' | 'feed' | 'route' | 'socket'>;

/** `state` and `lock` are the platform's own: another one's keys cannot be reached by accident. */
export function adapterContext(platform: string, desk: Desk, outside: Outside): AdapterContext {
  const { house } = desk;
  const { store, log } = house;
  const own = (key: string) => `${platform}:${key}`;
  return {
    clock: store.clock,
    log,
    state: {
      get: (key) => outside.state.get(own(key)),
      compareAndSet: (key, expected, value) => outside.state.compareAndSet(own(key), expected, value),
    },
    lock: (name, work) => outside.lock(own(name), work),
    publish: (topic, payload) => store.bus.publish(topic, payload),
    subscribe: (topic, listener) => store.bus.subscribe(topic, listener),
    files: {
      put: (file) => putFile(house, file),
      get: (id, viewer) => getFile(house, id, viewer),
    },
    feed: outside.feed,
    async allow(allowance) {
      if (await store.allowances.give(allowance, store.clock.now())) house.onSaved({ commands: [] });
    },
    declined: (declined) => store.consents.declined(declined),
    receipt: (receipt) => takeReceipt(house, platform, receipt),
    optOut: (account, out) => store.people.optOut(platform, account, out ? store.clock.now() : null),
    receive: (inbound) => desk.receive(inbound),
    route: outside.route,
    socket: outside.socket,
    people: { find: (account) => findPerson(house, platform, account) },
    directoryMoved: () => desk.directoryMoved(platform),
    logIns: logIns(house, platform),
    board: (account, locale) => memberBoard(house, platform, account, locale),
  };
}
