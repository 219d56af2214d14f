/** The bytes behind a file reference. */
import type { FileRef } from '../../platform/file.js';
import type { ListRow } from './list.js';

export interface FileStore {
  put(file: {
    readonly name: string;
    readonly type: string;
    readonly bytes: Uint8Array;
    readonly personal: boolean;
    readonly now: number;
  }): Promise<FileRef>;
  get(
    id: string,
  ): Promise<{ readonly file: FileRef; readonly bytes: Uint8Array; readonly ticketId: number | null } | null>;
  /** The rows of a list that was sent; throws UnreadableList when it is none. */
  rows(id: string): AsyncIterable<ListRow>;
  /** Notes who looked at what. */
  viewed(view: { readonly file: string; readonly by: string; readonly now: number }): Promise<void>;
}
