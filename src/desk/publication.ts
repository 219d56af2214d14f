/** A content on its way to being live: what it is, what it would replace, and how the two differ. */
import type { Locale } from '../people/people.js';
import type { Content } from '../sop/content.js';
import type { ChangeGroup } from '../sop/difference.js';
import type { Problem } from '../sop/problem.js';
import type { ContentFiles } from './ports/content.js';
import type { Adapters } from './ports/outside.js';
import type { Store } from './ports/store.js';

/** What of a house publishing needs: the command line has no more. */
export interface Publisher {
  readonly store: Pick<Store, 'content' | 'deeds' | 'people' | 'bus' | 'clock'>;
  readonly adapters: Adapters;
  readonly locale: Locale;
  readonly tz: string;
}

/** A content that could go live, beside the one it would replace. */
export interface Publication {
  readonly id: string;
  readonly files: ContentFiles;
  readonly content: Content;
  /** What it was compared with; null when nothing was ever published. */
  readonly over: { readonly id: string; readonly revision: number } | null;
  readonly rollback: boolean;
  readonly difference: readonly ChangeGroup[];
}

export type Prepared =
  | { readonly kind: 'ready'; readonly publication: Publication }
  | { readonly kind: 'unchanged'; readonly id: string }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };
