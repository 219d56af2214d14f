/** What the rest of the content folder offers an SOP to name: texts, queues, hooks' sources, other SOPs, replies. */
import type { Locale } from '../people/people.js';
import type { CustomerForm } from './content-form.js';
import type { Sop } from './sop.js';

export interface Known {
  /** Flattened keys with their texts; an SOP names `say.<key>`. */
  readonly messages: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
  readonly queues: readonly string[];
  /** Roles that may act, ours and the house's own. */
  readonly roles: readonly string[];
  /** Ids of the members desk.yaml brings. */
  readonly members: readonly string[];
  /** Names of signed inbound hooks. */
  readonly sources: readonly string[];
  /** Keys of canned replies with the words they put in braces. */
  readonly replies: Readonly<Record<string, readonly string[]>>;
  /** The newest version of each SOP; null: there is one, but it cannot be read yet. */
  readonly sops: Readonly<Record<string, Pick<Sop, 'fields'> | null>>;
  /** What the house keeps of its customers. */
  readonly customers: CustomerForm;
  /** Names of tables. */
  readonly tables: readonly string[];
}

export const LOCALES: readonly Locale[] = ['zh-CN', 'en'];
