/** The people of WeChat, as one account knows them: by an openid, whether they follow it, and what they let it say. */
import { newOpenId } from './ids.js';
import { Windows } from './windows.js';
import type { World } from './world.js';

export interface Follower {
  readonly openId: string;
  /** Nobody tells an account: only the person and whoever looks at the emulator know it. */
  readonly name: string;
  following: boolean;
  followedAt: number;
  /** Through which QR code they came to follow. */
  scene: string;
  /** They let the account send them nothing by templates. */
  blocks: boolean;
  readonly windows: Windows;
  /** How many notices of a template they have agreed to and not had yet. */
  readonly consents: Map<string, number>;
}

export interface NewFollower {
  readonly name: string;
  readonly openId?: string;
  /** Absent: they follow it already. */
  readonly following?: boolean;
}

export function addFollower(world: World, { name, openId = newOpenId(), following = true }: NewFollower) {
  const follower: Follower = {
    ...{ openId, name, following, scene: '', blocks: false },
    followedAt: following ? world.clock.now() : 0,
    windows: new Windows(),
    consents: new Map(),
  };
  world.followers.set(openId, follower);
  return follower;
}
