/** What somebody is called: messages carry an id only. Asked once for a person the desk does not know yet. */
import type { AdapterContext } from '../../src/platform/context.js';
import type { Sender } from '../../src/platform/inbound.js';
import type { Api } from './api.js';

export type Profile = Pick<Sender, 'name'>;

export interface Profiles {
  /** Empty where the app may not read it, or Feishu is slow: nobody waits to be named. */
  of(account: string): Promise<Profile>;
}

const WAIT_MS = 800;
const AGAIN_MS = 10 * 60_000;
const MOST_KEPT = 5_000;

export function createProfiles(api: Api, { people, log }: Pick<AdapterContext, 'people' | 'log'>): Profiles {
  const asked = new Map<string, { readonly at: number; readonly profile: Promise<Profile> }>();

  async function look(account: string): Promise<Profile> {
    if (await people.find(account)) return {};
    const { user } = await api.call('contact.user.get', (sdk, as) =>
      sdk.contact.user.get({ path: { user_id: account }, params: { user_id_type: 'open_id' } }, as),
    );
    return user?.name ? { name: user.name } : {};
  }
  return {
    async of(account) {
      const known = asked.get(account);
      if (known && Date.now() - known.at < AGAIN_MS) return soon(known.profile);
      if (asked.size >= MOST_KEPT) asked.clear();
      const profile = look(account).catch((error: unknown) => {
        log.warn(
          { err: error, account },
          'feishu: a name could not be read; contact:user.base:readonly grants it',
        );
        return {};
      });
      asked.set(account, { at: Date.now(), profile });
      return soon(profile);
    },
  };
}

async function soon(profile: Promise<Profile>): Promise<Profile> {
  let timer: NodeJS.Timeout | undefined;
  const nobody = new Promise<Profile>((resolve) => {
    timer = setTimeout(() => resolve({}), WAIT_MS);
  });
  return Promise.race([profile, nobody]).finally(() => clearTimeout(timer));
}
