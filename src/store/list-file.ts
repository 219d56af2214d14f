/** Reads a list out of a file as spreadsheets in China and elsewhere save it, row by row, and writes what was rejected. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import { type ListRow, type RejectedRows, UnreadableList } from '../desk/ports/list.js';

/** A cell of a list of people is a line, not a book; a quote that is never closed must not swallow the file. */
const LONGEST_ROW = 100_000;
const LONGEST_HEADER = 64 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;

/** In this order: what is valid UTF-8 and not plain ASCII is UTF-8, hardly ever by chance. */
const ENCODINGS = ['utf-8', 'gb18030'] as const;

/** Where the bytes come from; they are read more than once. */
interface Source {
  readonly name: string;
  open(): Readable;
}

/** A list that lies on the disk. */
export function readList(file: string): AsyncGenerator<ListRow> {
  return rowsOf({ name: file, open: () => createReadStream(file) });
}

/** A list that somebody sent. */
export function readListIn(name: string, bytes: Uint8Array): AsyncGenerator<ListRow> {
  return rowsOf({ name, open: () => Readable.from([Buffer.from(bytes)]) });
}

async function* rowsOf(source: Source): AsyncGenerator<ListRow> {
  const encoding = await encodingOf(source);
  // The mark at the beginning is taken off by the decoder.
  const text = new TextDecoder(encoding);
  const { feed, rows, lines } = openParser(delimiterOf(await headOf(source, encoding)));
  let failed: Error | null = null;
  for await (const chunk of source.open()) {
    failed = await feed(text.decode(chunk as Buffer, { stream: true }));
    yield* rows.splice(0);
    if (failed) break;
  }
  failed ??= await feed(text.decode(), true);
  yield* rows.splice(0);
  if (!failed) return;
  const { code } = failed as CsvError;
  if (code !== 'CSV_QUOTE_NOT_CLOSED' && code !== 'CSV_MAX_RECORD_SIZE') throw failed;
  yield { line: lines() + 1, unclosed: true };
}

/** Rows are taken while they are parsed: what a stream still holds is lost when it fails. */
function openParser(delimiter: string) {
  const rows: ListRow[] = [];
  let read = 0;
  const parser = parse({
    ...{ delimiter, info: true, raw: true, relax_column_count: true, relax_quotes: true },
    ...{ skip_empty_lines: true, max_record_size: LONGEST_ROW },
    on_record(row: unknown) {
      const { record, info, raw } = row as { record: string[]; info: Info; raw: string };
      read = info.lines;
      // A row is counted when it ends; a cell may hold line breaks.
      const breaks = raw.trim().match(/\r\n|\r|\n/gu)?.length ?? 0;
      rows.push({ line: read - breaks, cells: record });
      return null;
    },
  });
  parser.on('error', () => {}); // `feed` tells it
  parser.resume();
  return {
    rows,
    lines: () => read,
    feed: (text: string, last = false) =>
      new Promise<Error | null>((done) => {
        const settled = (error?: Error | null) => done(error ?? null);
        if (last) parser.end(text, settled);
        else parser.write(text, settled);
      }),
  };
}

/** `customers.csv` → `customers.rejects.csv`. */
export function rejectsOf(file: string): string {
  return `${file.replace(/\.(?:csv|tsv|txt)$/iu, '')}.rejects.csv`;
}

/** Nothing is made before the first row comes; an older list of the same name is gone even when none does. */
export async function openRejects(file: string): Promise<RejectedRows & { close(): Promise<void> }> {
  await rm(file, { force: true });
  let handle: FileHandle | null = null;
  return {
    async write(cells) {
      // The mark by which Excel knows UTF-8.
      const mark = handle === null ? '\ufeff' : '';
      handle ??= await open(file, 'w');
      await handle.write(`${mark}${cells.map(quoted).join(',')}\r\n`);
    },
    close: async () => handle?.close(),
  };
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

async function encodingOf(source: Source): Promise<string> {
  const { name } = source;
  const first = await bytesOf(source, 4).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableList(`${name}: expected a file that can be read, got ${error.code}; check its name`, {
      cause: error,
    });
  });
  if (first.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return 'utf-16le';
  if (first.equals(Buffer.from('PK\u0003\u0004')) || first.equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new UnreadableList(
      `${name}: expected a CSV file, got an Excel workbook; save it as "CSV UTF-8" and import that`,
    );
  for (const encoding of ENCODINGS) if (await decodes(source, encoding)) return encoding;
  throw new UnreadableList(
    `${name}: expected text in UTF-8 or GB18030, got neither; save it as "CSV UTF-8" and import that`,
  );
}

async function decodes(source: Source, encoding: string): Promise<boolean> {
  const text = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of source.open()) text.decode(chunk as Buffer, { stream: true });
    text.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

async function headOf(source: Source, encoding: string): Promise<string> {
  const head = new TextDecoder(encoding).decode(await bytesOf(source, LONGEST_HEADER), { stream: true });
  return head.split(/\r\n|\r|\n/u).find((line) => line.trim() !== '') ?? '';
}

/** The one the header uses most; a name of a column holds none of them. */
function delimiterOf(header: string): string {
  const uses = (delimiter: string) => header.replace(/"[^"]*"/gu, '').split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (uses(other) > uses(best) ? other : best));
}

async function bytesOf(source: Source, count: number): Promise<Buffer> {
  const read: Buffer[] = [];
  let length = 0;
  for await (const chunk of source.open() as AsyncIterable<Buffer>) {
    read.push(chunk);
    length += chunk.length;
    if (length >= count) break;
  }
  return Buffer.concat(read).subarray(0, count);
}
