/** A stored file as the core and the adapters pass it around; the bytes stay behind the files port. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  /** MIME type, sniffed from the bytes, never the sender's word. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Pixels of a picture, as it is looked at; absent where they could not be read. */
  readonly width?: number;
  readonly height?: number;
}

/** Why bytes were not accepted as a file: a translatable code and what was expected and got. */
export interface FileRefusal {
  readonly refused: 'file_empty' | 'file_too_large' | 'file_type_mismatch' | 'file_type_refused';
  readonly params: Readonly<Record<string, string | number>>;
}

/** A file somebody sent that is not there, and why; `file_unreadable`: the platform does not give it out. */
export interface LostFile {
  readonly name: string;
  readonly why: FileRefusal['refused'] | 'file_unreadable';
}
