/** Coming in on a platform of our own: a link is looked at, used up once, and becomes a session. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Admitted, admit, LINK_LIFETIME_MS, type LinkPurpose } from '../people/log-in.js';
import type { LogIns } from '../platform/log-ins.js';
import type { House } from './house.js';
import type { Entry } from './ports/log-ins.js';
import type { Store } from './ports/store.js';

/** 256 bits: not guessed, whatever the rate. */
const TOKEN_BYTES = 32;
/** How often a use is decided anew because the directory moved meanwhile. */
const ATTEMPTS = 3;

/** A token in clear is in two places only: on its way to the person, and in their browser. */
const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** Makes a link and gives its token: for a member, or, without one, for the first administrator. */
export async function makeLink(
  { logIns, clock }: Pick<Store, 'logIns' | 'clock'>,
  memberId: string | null,
  id: string = randomUUID(),
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const now = clock.now();
  const purpose: LinkPurpose = memberId === null ? 'first_admin' : 'log_in';
  const expiresAt = memberId === null ? null : now + LINK_LIFETIME_MS;
  await logIns.make({ id, tokenHash: hashOf(token), purpose, memberId, now, expiresAt });
  return token;
}

export function logIns(house: House, platform: string): LogIns {
  const { store } = house;
  return {
    look: async (token) => (await judge(house, token)).admitted,
    use: (token) => use(house, platform, token),
    session: (id) => store.logIns.session(id, platform),
    end: (id) => store.logIns.end(id, store.clock.now()),
  };
}

/** Every link costs the same reads, so that the time it takes tells nothing of it. */
async function judge(house: House, token: string) {
  const { store, library } = house;
  // The directory first: whoever changes it afterwards makes our use fail, not pass unseen.
  const directory = await store.people.directory();
  const link = await store.logIns.find(hashOf(token));
  const administered = await store.logIns.administered();
  const adminName = (await library.live()).messages.t(house.locale, 'role.admin');
  const admitted = admit(link, { directory, administered, adminName, now: store.clock.now() });
  return { link, directory, admitted };
}

async function use(house: House, platform: string, token: string): Promise<string | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { link, directory, admitted } = await judge(house, token);
    if (link === null || admitted === null) return null;
    const { entry, binds } = await entryOf(house, platform, link.id, admitted);
    // The first administrator's use always moves the directory: that is how of two such links one wins.
    const changes = binds || link.purpose === 'first_admin' ? directory.version : null;
    const outcome = await house.store.logIns.use({ ...entry, changes });
    if (outcome === 'spent') return null;
    if (outcome === 'moved') continue;
    if (changes !== null) await house.store.bus.publish('directory', {});
    house.log.info({ member: admitted.id, link: link.id }, 'somebody logged in on our page');
    return link.id;
  }
  throw new Error(`expected the directory to hold still for a log-in, got ${ATTEMPTS} changes meanwhile`);
}

async function entryOf(
  house: House,
  platform: string,
  link: string,
  { id, name, roles, joins }: Admitted,
): Promise<{ entry: Omit<Entry, 'changes'>; binds: boolean }> {
  const adapter = house.adapters.get(platform);
  if (!adapter) throw new Error(`a log-in on ${platform}, which is not configured`);
  const bound = await house.store.logIns.account(id, platform);
  const account = bound ?? id;
  const entry = {
    link,
    member: { id },
    joins: joins ? { name, roles, locale: house.locale } : null,
    identity: { platform, account, address: adapter.directAddress(account) },
    now: house.store.clock.now(),
  };
  return { entry, binds: bound === null };
}
