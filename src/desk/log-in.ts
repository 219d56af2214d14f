/** Coming in on a platform of our own: a link is looked at, used up once, and becomes a session. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { actorName } from '../people/actor.js';
import { type Admitted, admit, LINK_LIFETIME_MS } from '../people/log-in.js';
import type { LogIns } from '../platform/log-ins.js';
import type { House } from './house.js';
import type { Change } from './ports/change.js';
import type { Deed, LogInDeed } from './ports/deeds.js';

/** 256 bits: not guessed, whatever the rate. */
const TOKEN_BYTES = 32;
/** How often a use is decided anew because others were faster. */
const MOST_TRIES = 4;
const NO_CHANGE: Pick<Change, 'outbox' | 'commands'> = { outbox: [], commands: [] };

/** A token in clear is in two places only: on its way to the person, and in their browser. */
const hashOf = (token: string) => createHash('sha256').update(token).digest();

type LinkMade = Extract<LogInDeed, { deed: 'linkMade' }>;

/** A link for a member or, without one, for the first administrator: its token, and the deed that makes it. */
export function newLink(
  member: string | null,
  now: number,
  given: Partial<Pick<LinkMade, 'link' | 'lately' | 'purpose'>> = {},
): { readonly token: string; readonly made: LinkMade } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const made: LinkMade = {
    deed: 'linkMade',
    link: given.link ?? randomUUID(),
    purpose: member === null ? 'first_admin' : (given.purpose ?? 'log_in'),
    member,
    expiresAt: member === null ? null : now + LINK_LIFETIME_MS,
    lately: given.lately ?? null,
    secret: { hash: hashOf(token).toString('hex') },
  };
  return { token, made };
}

/** What happens to links without anybody having asked for it in a chat. */
export async function keep(
  { deeds, clock }: Pick<House['store'], 'deeds' | 'clock'>,
  done: readonly Deed[],
  by = 'system',
): Promise<void> {
  const saved = await deeds.save(done, by, { expect: [], ...NO_CHANGE }, clock.now());
  if (!saved.saved) throw new Error(`expected ${done[0]?.deed} to be kept, got a ${saved.why}`);
}

export function logIns(house: House, platform: string): LogIns {
  const { store } = house;
  return {
    look: async (token) => (await judge(house, token)).admitted,
    use: (token) => use(house, platform, token),
    linkFor: (account) => linkFor(house, platform, account),
    session: (id) => store.logIns.session(id, platform),
    end: (id) => keep(store, [{ deed: 'loggedOut', link: id }]),
  };
}

/** It counts for none of those that a member may ask for: each costs a proof of its own. */
async function linkFor({ store }: House, platform: string, account: string): Promise<string | null> {
  const person = await store.people.person(platform, account);
  if (person?.kind !== 'member') return null;
  const member = (await store.people.directory()).members.get(person.id);
  if (!member?.active) return null;
  const { token, made } = newLink(member.id, store.clock.now(), { purpose: 'vouched' });
  await keep(store, [made], actorName(person));
  return token;
}

/** Every link costs the same reads, so that the time it takes tells nothing of it. */
async function judge({ store, library, locale }: House, token: string) {
  const directory = await store.people.directory();
  const link = await store.logIns.find(hashOf(token));
  const administered = await store.logIns.administered();
  const adminName = (await library.live()).messages.t(locale, 'role.admin');
  const admitted = admit(link, { directory, administered, adminName, now: store.clock.now() });
  return { link, directory, admitted };
}

async function use(house: House, platform: string, token: string): Promise<string | null> {
  const { store } = house;
  for (let tried = 1; tried <= MOST_TRIES; tried += 1) {
    const { link, directory, admitted } = await judge(house, token);
    if (link === null || admitted === null) return null;
    const deeds = await entering(house, platform, link.id, admitted);
    const expect = [{ table: 'directory', version: directory.version } as const];
    const by = actorName({ kind: 'member', id: admitted.id });
    const saved = await store.deeds.save(deeds, by, { expect, ...NO_CHANGE }, store.clock.now());
    if (!saved.saved) continue; // the link may be used by now, or the directory another one: judged anew
    if (deeds.length > 1) {
      // Their page speaks next, and may be here before the word of the bus.
      house.staff.refresh();
      await store.bus.publish('directory', {});
    }
    return link.id;
  }
  throw new Error(`expected the directory to hold still for a log-in, got ${MOST_TRIES} changes meanwhile`);
}

/** Who comes for the first time gets their account on the way in, and who is nobody yet becomes a member. */
async function entering(
  { store, adapters, locale }: House,
  platform: string,
  link: string,
  { id, name, roles, joins }: Admitted,
): Promise<readonly Deed[]> {
  const adapter = adapters.get(platform);
  if (!adapter) throw new Error(`a log-in on ${platform}, which is not configured`);
  const loggedIn: Deed = { deed: 'loggedIn', link, member: id };
  const bound = await store.bindings.identities({ kind: 'member', id });
  if (bound.some((identity) => identity.platform === platform)) return [loggedIn];
  const holder = await store.people.person(platform, id);
  // Theirs since a moment ago: somebody else came in by their other link, and the directory has moved.
  if (holder?.kind === 'member' && holder.id === id) return [loggedIn];
  if (holder?.kind === 'member') {
    throw new Error(
      `expected the ${platform} account ${id} to be free for the member ${id}, got one of ${holder.id}; give one of them another account in desk.yaml`,
    );
  }
  const account = { platform, account: id, member: id, address: adapter.directAddress(id) };
  const standing = joins ? [{ id, name, roles, teams: [], leader: null }] : [];
  return [{ deed: 'membersChanged', standing, leaving: [], accounts: [account], locale }, loggedIn];
}
