/** Files, already stored and sniffed: only whether they fit the field is asked here. */
import type { Field } from '../../sop/sop.js';
import { type Param, type Refusal, refuse } from '../refusal.js';
import type { FileValue } from '../ticket.js';
import { wrongImage } from './image.js';
import type { Reader } from './reader.js';
import { gotOf } from './said.js';

/** Enough for every page of a contract photographed one by one. */
const MOST_FILES = 20;
const MB = 1024 * 1024;
/** Whole families of types, as `file_kind.<family>` words them. */
const KINDS = ['image', 'video', 'audio', 'text'];

/** One file or a list of them. */
export const readFiles: Reader = (field, raw) => {
  const label = { text: field.label };
  const files: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (files.length === 0) return refuse('value_missing', { field: label });
  if (files.length > MOST_FILES)
    return refuse('too_many_files', { field: label, max: MOST_FILES, got: files.length });
  const accepted: FileValue[] = [];
  for (const file of files) {
    if (!isFile(file)) return refuse('wrong_file', { field: label, got: gotOf(file) });
    const refusal = unfit(field, file) ?? wrongImage(field, file);
    if (refusal) return refusal;
    const { id, name, type, size, width, height } = file;
    const measured = width === undefined || height === undefined ? {} : { width, height };
    accepted.push({ id, name, type, size, ...measured });
  }
  return accepted;
};

function unfit(field: Field, file: FileValue): Refusal | null {
  const label = { text: field.label };
  const { accept, maxMb } = field;
  if (accept && !accept.some((pattern) => fits(file.type, pattern)))
    return refuse('file_type_refused', { field: label, expected: accept.map(kindOf), got: file.name });
  if (maxMb !== undefined && file.size > maxMb * MB)
    // Rounded up, so that a file a little too large is never told "20 of at most 20".
    return refuse('file_too_large', {
      field: label,
      expected: maxMb,
      got: Math.ceil((file.size / MB) * 10) / 10,
    });
  return null;
}

/** What people call a type; one without a name of ours is called by its own. */
function kindOf(pattern: string): Param {
  if (pattern === 'application/pdf') return 'PDF';
  const [kind = ''] = pattern.split('/');
  return pattern.endsWith('/*') && KINDS.includes(kind) ? { message: `file_kind.${kind}` } : pattern;
}

function fits(type: string, pattern: string): boolean {
  return pattern.endsWith('/*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}

function isFile(value: unknown): value is FileValue {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, type, size, width, height } = value as Record<string, unknown>;
  return (
    [id, name, type].every((word) => typeof word === 'string' && word !== '') &&
    typeof size === 'number' &&
    [width, height].every((pixels) => pixels === undefined || typeof pixels === 'number')
  );
}
