/** Published content: immutable versions, one of them live. */
import type { Locale } from '../../people/people.js';
import type { Address } from '../../platform/address.js';

/** The files a content folder holds, as text. */
export type ContentFiles = readonly { readonly path: string; readonly text: string }[];

export interface ContentStore {
  /** The live version's id, null before the first publish, and a number that grows with each publish. */
  live(): Promise<{ readonly id: string; readonly revision: number } | null>;
  files(id: string): Promise<ContentFiles | null>;
  /**
   * Stores a version (its id is its hash), so that the deed `contentPublished` can make it live. One that is stored
   * already stays as it is, except for whom it brings along: platforms may have been configured since.
   */
  keep(version: {
    readonly id: string;
    readonly files: ContentFiles;
    readonly seed: DirectorySeed;
  }): Promise<void>;
  /** Every text that files of these paths had in a version that was live once. */
  published(paths: readonly string[]): Promise<ContentFiles>;
}

export interface ContentFolder {
  /** The content folder of this installation, as it is now; null when there is none. */
  read(): Promise<ContentFiles | null>;
  /** What comes with the program: the SOPs a company may begin with. */
  shipped(): Promise<ContentFiles>;
  /**
   * Puts the company's own folder in place, from then on the one of this installation; one that holds something else is
   * kept beside it. Null where another folder was named by whoever runs the desk: that one is theirs to write.
   */
  readonly found: ((files: ContentFiles) => Promise<Founded>) | null;
}

export interface Founded {
  /** Where it lies on this server. */
  readonly at: string;
  /** Where the one before it lies now; null: there was none, or it held the same. */
  readonly kept: string | null;
}

/** Who and what a published content folder brings along: written where absent, never overwriting what people changed. */
export interface DirectorySeed {
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly teams: readonly string[];
    readonly roles: readonly string[];
    readonly skills: readonly string[];
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
