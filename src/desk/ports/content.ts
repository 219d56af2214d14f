/** Published content: immutable versions, one of them live. */
import type { Locale } from '../../people/people.js';
import type { Address } from '../../platform/address.js';

/** The files a content folder holds, as text. */
export type ContentFiles = readonly { readonly path: string; readonly text: string }[];

export interface ContentStore {
  /** The live version's id, null before the first publish, and a number that grows with each publish. */
  live(): Promise<{ readonly id: string; readonly revision: number } | null>;
  files(id: string): Promise<ContentFiles | null>;
  /** Stores the version (its id is its hash) and makes it live; seeds the people the directory does not hold yet. */
  publish(version: {
    readonly id: string;
    readonly files: ContentFiles;
    readonly seed: DirectorySeed;
    readonly by: string;
    readonly now: number;
  }): Promise<void>;
}

/** Who and what a published content folder brings along: written where absent, never overwriting what people changed. */
export interface DirectorySeed {
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly teams: readonly string[];
    readonly roles: readonly string[];
    readonly leader: string | null;
    readonly locale: Locale;
    readonly identities: readonly {
      readonly platform: string;
      readonly account: string;
      readonly address: Address;
    }[];
  }[];
  readonly teams: readonly {
    readonly id: string;
    readonly name: { readonly 'zh-CN': string; readonly en: string };
    readonly chats: readonly string[];
  }[];
  readonly queues: readonly {
    readonly id: string;
    readonly name: { readonly 'zh-CN': string; readonly en: string };
    readonly team: string;
    readonly calendar: string;
  }[];
}
