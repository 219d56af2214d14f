/** One-time links into our page: whom a link lets in, and who the first administrator is. */
import type { Directory, Member, Role } from './people.js';

/** `first_admin` is printed by `npm start` while nobody administers the desk; `log_in` is asked for by a member, `vouched` given to one whom a chat platform knows. */
export type LinkPurpose = 'log_in' | 'vouched' | 'first_admin';

export interface LoginLink {
  readonly id: string;
  readonly purpose: LinkPurpose;
  /** Null for a first administrator's link that was not used. */
  readonly memberId: string | null;
  /** Epoch ms; null: until it is used. */
  readonly expiresAt: number | null;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}

/** Long enough to change from the phone to the computer, short enough to be worthless in an old screenshot. */
export const LINK_LIFETIME_MS = 15 * 60_000;

/** So many links an hour: who asks for more has a reason to talk to an administrator. */
const MOST_LATELY = 5;
export const LATELY_MS = 3_600_000;

/** When a member may be given the next link; null: now. `made`: when they were given those of the last hour, oldest first. */
export function nextLinkAt(made: readonly number[]): number | null {
  const oldest = made.at(-MOST_LATELY);
  return oldest === undefined ? null : oldest + LATELY_MS;
}

/** Somebody a link lets in; `joins` when the directory does not hold them yet. */
export interface Admitted {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly joins: boolean;
}

/** What of the house a link is judged by. */
export interface Threshold {
  readonly directory: Directory;
  /** An administrator can come in without a first administrator's link. */
  readonly administered: boolean;
  /** What a first administrator is called who has no name yet. */
  readonly adminName: string;
  readonly now: number;
}

/** Whom a link lets in; null when it is absent, used, revoked or expired, or its member has left. Why is nobody's to know. */
export function admit(link: LoginLink | null, house: Threshold): Admitted | null {
  if (link === null || link.usedAt !== null || link.revokedAt !== null) return null;
  if (link.expiresAt !== null && link.expiresAt <= house.now) return null;
  if (link.purpose === 'first_admin') return house.administered ? null : firstAdmin(house);
  const member = link.memberId === null ? undefined : house.directory.members.get(link.memberId);
  return member?.active ? known(member) : null;
}

/** The administrator whom the content names, or else a new member. */
function firstAdmin({ directory, adminName }: Threshold): Admitted {
  const members = [...directory.members.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const named = members.find(({ active, roles }) => active && roles.includes('admin'));
  if (named) return known(named);
  let id = 'admin';
  // Nobody is made an administrator for being called `admin`.
  for (let next = 2; directory.members.has(id); next += 1) id = `admin-${next}`;
  return { id, name: adminName, roles: ['admin'], joins: true };
}

function known({ id, name, roles }: Member): Admitted {
  return { id, name, roles, joins: false };
}
