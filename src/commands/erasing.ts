/** `troika customers erase`: an operator asks that a customer be erased; an administrator does it in chat. */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { erasureCard } from '../cards/erasure.js';
import { plainLines } from '../cards/plain.js';
import { createWording } from '../cards/wording.js';
import { OPERATOR } from '../desk/content-news.js';
import { askErasure, isWaiting } from '../desk/erasing.js';
import { createLibrary } from '../desk/library.js';
import { agreed, config, out, Trouble, withStore } from './operator.js';

interface EraseOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** Whoever types on the server is one pair of hands: the second is an administrator's. */
export async function eraseCustomer(customer: string, { yes, dryRun }: EraseOptions): Promise<void> {
  const { locale, timeZone: tz, ...settings } = config();
  await withStore({ locale, timeZone: tz, ...settings }, async (store) => {
    const extent = await store.erasure.extent(customer);
    if (!extent) throw new Trouble(`expected the number of a customer, got ${customer}; there is none`);
    const house = {
      store,
      library: createLibrary({ ...store, tz }),
      staff: store.people,
      locale,
      tz,
      adapters: new Map(),
    };
    const now = store.clock.now();
    const directory = await store.people.directory();
    const { messages } = await house.library.live();
    const card = erasureCard(
      { ...extent, asked: null },
      [],
      createWording({ messages, locale, directory, tz, now }),
    );
    for (const line of [card.title, ...card.blocks.flatMap((block) => plainLines(block, locale))]) out(line);
    if (extent.open.length > 0)
      throw new Trouble(
        `expected every ticket of ${customer} to be closed, got ${extent.open.map((id) => `#${id}`).join(', ')} open; finish or close them first`,
      );
    const waiting = await store.erasure.asked(customer);
    if (isWaiting(waiting, now))
      return out(`${waiting.by} has asked already; an administrator confirms it in chat`);
    if (dryRun) return;
    if (!yes && process.stdin.isTTY && !(await agreed('提出删除？Ask for it? [y/N] ')))
      return out('nothing was changed');
    const by = `${OPERATOR}${userInfo().username}`;
    const asking = await askErasure(house, extent, by, `erase/${randomUUID()}`);
    if (!asking)
      throw new Trouble('expected an administrator who could confirm it, got none; make one first');
    const { deed, outbox } = asking;
    await store.deeds.save([deed], by, { expect: [], commands: [], outbox }, now);
    out('asked: nothing is erased before an administrator confirms it in chat, within 24 hours');
  });
}
