/** What somebody is called: messages carry an id only. Asked once for a person the desk does not know yet. */
import type { AdapterContext } from '../../src/platform/context.js';
import type { Sender } from '../../src/platform/inbound.js';

export type Profile = Pick<Sender, 'name'>;

export interface Profiles {
  /** Empty where the app may not read it, or the platform is slow: nobody waits to be named. */
  of(account: string): Promise<Profile>;
}

const WAIT_MS = 800;
const AGAIN_MS = 10 * 60_000;
const MOST_KEPT = 5_000;

export interface Naming {
  readonly platform: string;
  /** What grants the right to read names there. */
  readonly right: string;
  /** Null where somebody has no name there. */
  nameOf(account: string): Promise<string | null>;
}

export function createProfiles(
  { platform, right, nameOf }: Naming,
  { people, log }: Pick<AdapterContext, 'people' | 'log'>,
): Profiles {
  const asked = new Map<string, { readonly at: number; readonly profile: Promise<Profile> }>();

  async function look(account: string): Promise<Profile> {
    if (await people.find(account)) return {};
    const name = await nameOf(account);
    return name ? { name } : {};
  }
  return {
    async of(account) {
      const known = asked.get(account);
      if (known && Date.now() - known.at < AGAIN_MS) return soon(known.profile);
      if (asked.size >= MOST_KEPT) asked.clear();
      const profile = look(account).catch((error: unknown) => {
        log.warn({ err: error, account }, `${platform}: a name could not be read; ${right} grants it`);
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
