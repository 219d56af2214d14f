/** Links that open a chat with an account, and tell the app by which of them a customer came. https://developer.work.weixin.qq.com/document/path/94665 */
import { newId } from '../ids.js';
import type { Account } from './account.js';

const MOST_PARAM_BYTES = 128;

/** How a customer came in. */
export interface Entrance {
  readonly scene?: string;
  readonly sceneParam?: string;
}

export class Links {
  /** By `enc_scene`. */
  readonly #scenes = new Map<string, { readonly account: Account; readonly scene: string }>();

  make(account: Account, scene: string): string {
    const bare = `https://work.weixin.qq.com/kf/${account.linkId}`;
    if (scene === '') return bare;
    const encScene = `ENC${newId(12)}`;
    this.#scenes.set(encScene, { account, scene });
    return `${bare}?enc_scene=${encScene}`;
  }

  /** What the client reads from a link: only one that was made here, with a parameter that somebody may have added. */
  read(link: string, accounts: Iterable<Account>): { account: Account; entrance: Entrance } {
    const { pathname, searchParams, search } = new URL(link);
    const account = [...accounts].find(({ linkId }) => pathname === `/kf/${linkId}`);
    const encScene = searchParams.get('enc_scene');
    const made = encScene === null ? undefined : this.#scenes.get(encScene);
    if (!account || (encScene !== null && made?.account !== account))
      throw new Error(`expected a link of customer service that was made here, got ${link}`);
    if (!made) return { account, entrance: {} };
    const [, raw = ''] = /[?&]scene_param=([^&]*)/.exec(search) ?? [];
    if (raw.length > MOST_PARAM_BYTES)
      throw new Error(`expected at most ${MOST_PARAM_BYTES} bytes of scene_param, got ${raw.length}`);
    const sceneParam = searchParams.get('scene_param');
    return { account, entrance: { scene: made.scene, ...(sceneParam !== null && { sceneParam }) } };
  }
}
