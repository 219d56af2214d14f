/** Files on their way in and out: bounded, sniffed, and shown only to those who may see the ticket. */
import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import type { Files } from '../platform/context.js';
import type { FileRef, FileRefusal } from '../platform/file.js';
import { noteRefusal, ticketSubject } from './audit/note.js';
import type { House } from './house.js';
import { readerOf } from './speak.js';
import { mayRead } from './views.js';

const MOST_FILE_BYTES = 20 * 1024 * 1024;
/** Programs are nobody's supporting documents. */
const REFUSED_TYPES =
  /^application\/(x-msdownload|x-elf|x-mach-binary|x-sh|vnd\.microsoft\.portable-executable|java-archive|x-msi|x-apple-diskimage|vnd\.debian)/u;
/** What a name promises, for the types people really send; anything else is taken for what its bytes say. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  png: ['image/png', 'image/apng'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  bmp: ['image/bmp'],
  heic: ['image/heic', 'image/heif'],
  pdf: ['application/pdf'],
  zip: ['application/zip'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/zip'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/zip'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'application/zip'],
};
const TEXT_NAMES = new Set(['txt', 'log', 'csv', 'md', 'json', 'xml', 'yaml', 'yml']);

/** Checks and stores one file; refusals say what was expected and what came. */
export async function putFile(
  house: House,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly personal: boolean },
): Promise<FileRef | FileRefusal> {
  const name = cleanName(file.name);
  const size = file.bytes.byteLength;
  if (size === 0) return { refused: 'file_empty', params: { name } };
  if (size > MOST_FILE_BYTES)
    return {
      refused: 'file_too_large',
      params: { name, mb: Math.ceil(size / 1024 / 1024), max: MOST_FILE_BYTES / 1024 / 1024 },
    };
  const ending = /\.([a-z0-9]{1,8})$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
  const sniffed = (await fileTypeFromBuffer(file.bytes))?.mime;
  const type = sniffed ?? (looksLikeText(file.bytes) ? 'text/plain' : 'application/octet-stream');
  if (REFUSED_TYPES.test(type)) return { refused: 'file_type_refused', params: { name, type } };
  const promised = PROMISED[ending] ?? (TEXT_NAMES.has(ending) ? ['text/plain', 'application/xml'] : null);
  if (promised && !promised.includes(type))
    return { refused: 'file_type_mismatch', params: { name, expected: ending, type } };
  const stored = await house.store.files.put({
    name,
    type,
    bytes: file.bytes,
    personal: file.personal,
    now: house.store.clock.now(),
  });
  return type.startsWith('image/') ? { ...stored, ...pixelsOf(file.bytes) } : stored;
}

/** A file for somebody who may see it: staff of the ticket's team, its requester, or anybody for one that is on no ticket yet and theirs to know. */
export async function getFile(
  house: House,
  id: string,
  viewer: { platform: string; account: string },
): ReturnType<Files['get']> {
  const person = await house.store.people.person(viewer.platform, viewer.account);
  const found = await house.store.files.get(id);
  if (!person || !found || found.ticketId === null) return null;
  const read = await house.store.tickets.ticket(found.ticketId);
  if (!read) return null;
  const directory = await house.staff.directory();
  const member = person.kind === 'member' ? directory.members.get(person.id) : undefined;
  const may = member ? mayRead(member, read.ticket, directory) : person.id === read.ticket.requesterId;
  if (!may) {
    const reader = await readerOf(house, person, viewer.platform);
    const subject = ticketSubject(read.ticket.id);
    await noteRefusal(house, reader, { act: 'file', code: 'other_ticket', subject });
    return null;
  }
  await house.store.files.viewed({
    file: id,
    by: `${person.kind}:${person.id}`,
    now: house.store.clock.now(),
  });
  return { file: found.file, bytes: found.bytes };
}

/** A camera notes how it was held: from 5 on the picture is looked at turned by a quarter. */
const TURNED = 5;

/** Nothing for what cannot be measured: a field that asks for pixels then says so. */
function pixelsOf(bytes: Uint8Array): Pick<FileRef, 'width' | 'height'> {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    return orientation < TURNED ? { width, height } : { width: height, height: width };
  } catch {
    return {};
  }
}

/** No folders, no control characters, no end of the world: what a browser may be told to save it as. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .trim()
    .slice(-120);
  return clean === '' ? 'file' : clean;
}

function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.subarray(0, 4096).includes(0)) return false;
  // A spreadsheet in China saves its lists in GB18030.
  return ['utf-8', 'gb18030'].some((encoding) => isTextIn(bytes, encoding));
}

/** Nearly any bytes are letters in GB18030: what a keyboard does not give tells a program from a text. */
function isTextIn(bytes: Uint8Array, encoding: string): boolean {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return encoding === 'utf-8' || !/[^\P{Cc}\t\r\n]/u.test(text);
  } catch {
    return false;
  }
}
