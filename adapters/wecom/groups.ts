/** Group chats that the app opens for a ticket. Whoever is in one hears the desk there; the app hears nothing. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Groups } from '../../src/platform/adapter.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Api } from '../shared/qyapi/api.js';
import { CallRefused, thrown } from '../shared/qyapi/refusal.js';
import type { Places } from './places.js';

/** https://developer.work.weixin.qq.com/document/path/90245 */
const LONGEST_NAME = 50;
const FEWEST = 2;
/** Not a member of the company, or not in the app's visible range. */
const UNKNOWN = [40003, 46004, 60111, 86003];

const any = z.object({});
const opened = z.object({ chatid: z.string().min(1) });
const status = z.object({ status: z.number().optional() });

export function createGroups(api: Api, places: Places): Groups {
  async function known(account: string): Promise<boolean> {
    try {
      const { status: at = 1 } = await api.get('user/get', { userid: account }, status);
      return at === 1;
    } catch (error) {
      if (error instanceof CallRefused && UNKNOWN.includes(error.code)) return false;
      throw error;
    }
  }
  /** Most of the time everybody is known; one who is not must not cost the others the group. */
  async function withWhoeverCan<T>(
    accounts: readonly string[],
    work: (accounts: readonly string[]) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(accounts);
    } catch (error) {
      if (!(error instanceof CallRefused && UNKNOWN.includes(error.code))) throw error;
      const reached: string[] = [];
      for (const account of accounts) if (await known(account)) reached.push(account);
      if (reached.length === accounts.length) throw error;
      return work(reached);
    }
  }
  async function create(chatid: string, name: string, userlist: readonly string[]): Promise<void> {
    if (userlist.length < FEWEST)
      throw new DeliveryError({
        kind: 'rejected',
        reason: `a group at WeCom needs ${FEWEST} members, got ${userlist.length}`,
      });
    const asked = { chatid, name: [...name].slice(0, LONGEST_NAME).join(''), owner: userlist[0], userlist };
    try {
      await api.post('appchat/create', asked, opened);
    } catch (error) {
      // Asked before, and it was opened then.
      const there = await api.get('appchat/get', { chatid }, any).then(
        () => true,
        () => false,
      );
      if (!there) throw error;
    }
  }
  return {
    async open(key, name, accounts) {
      const chatid = createHash('sha256').update(key).digest('hex').slice(0, 32);
      await withWhoeverCan(accounts, (some) => create(chatid, name, some)).catch(thrown);
      return places.group(chatid);
    },
    async add(address, accounts) {
      const to = places.receiver(address);
      if (to?.kind !== 'group')
        throw new DeliveryError({ kind: 'rejected', reason: `expected a group of this app, got ${address}` });
      await withWhoeverCan(accounts, async (some) => {
        if (some.length === 0) return;
        await api.post('appchat/update', { chatid: to.chatId, add_user_list: some }, any);
      }).catch(thrown);
    },
  };
}
