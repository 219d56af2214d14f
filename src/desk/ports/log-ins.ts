/** One-time links as they stand, and the sessions they started; they are changed by deeds. */
import type { LoginLink } from '../../people/log-in.js';
import type { LoggedIn } from '../../platform/log-ins.js';

export interface LogInStore {
  /** By the hash of its token. */
  find(tokenHash: Uint8Array): Promise<LoginLink | null>;
  /** A first administrator has come in, or an administrator can ask the bot for a link: they logged in before, or have an account on a platform other than ours. */
  administered(): Promise<boolean>;
  /** Ids of members who have ever come in by a link. */
  cameIn(): Promise<readonly string[]>;
  /** Ids of the first administrator's links that nobody has used or revoked. */
  offered(): Promise<readonly string[]>;
  /** When a member was given links since then, oldest first. */
  made(memberId: string, since: number): Promise<readonly number[]>;
  /** Null when nobody used this link, the session has ended, the member has left, or they have no account on the platform any more. */
  session(id: string, platform: string): Promise<LoggedIn | null>;
}
