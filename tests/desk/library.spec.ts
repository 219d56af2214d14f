/** The editions a process holds: what is live is known by its revision, whoever else asked for it meanwhile. */
import { expect, test } from '@jest/globals';
import { createLibrary } from '../../src/desk/library.js';
import type { ContentStore } from '../../src/desk/ports/content.js';
import { shipped } from '../sop/shipped.js';
import { START } from '../support/given.js';

test('an edition read for an old ticket while it is read as the live one stays the live one', async () => {
  let givesOld: (files: typeof shipped) => void = () => undefined;
  const old = new Promise<typeof shipped>((resolve) => {
    givesOld = resolve;
  });
  const answers = [old, Promise.resolve(shipped)];
  const content: Pick<ContentStore, 'live' | 'files'> = {
    live: async () => ({ id: 'c1', revision: 7 }) as Awaited<ReturnType<ContentStore['live']>>,
    files: () => answers.shift() ?? Promise.resolve(shipped),
  };
  const library = createLibrary({
    content: content as ContentStore,
    holidays: { revision: async () => 1, years: async () => ({ revision: 1, years: [] }) },
    bus: { subscribe: () => () => undefined, publish: async () => undefined },
    clock: { now: () => START },
    tz: 'Asia/Shanghai',
  });
  const ofTicket = library.edition('c1');
  await new Promise(setImmediate);
  expect((await library.live()).revision).toBe(7);
  givesOld(shipped);
  await ofTicket;
  expect((await library.live()).revision).toBe(7);
});
