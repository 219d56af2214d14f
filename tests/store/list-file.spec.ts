/** A list is read as spreadsheets save it, in China and elsewhere. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ListRow } from '../../src/desk/ports/list.js';
import { openRejects, readList, rejectsOf } from '../../src/store/list-file.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'troika-list-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function rowsOf(bytes: Uint8Array | string): Promise<ListRow[]> {
  const file = path.join(folder, 'list.csv');
  await writeFile(file, bytes);
  const rows: ListRow[] = [];
  for await (const row of readList(file)) rows.push(row);
  return rows;
}

const EXPECTED = [
  { line: 1, cells: ['编号', '名称'] },
  { line: 2, cells: ['C-1', '青禾科技'] },
];
/** `编号,名称\r\nC-1,青禾科技\r\n` as Excel in China saves it. */
const GB18030 = Buffer.from('b1e0bac52cc3fbb3c60d0a432d312cc7e0baccbfc6bcbc0d0a', 'hex');

describe('a list', () => {
  test.each([
    ['UTF-8', '编号,名称\nC-1,青禾科技\n'],
    ['UTF-8 with a mark', '\ufeff编号,名称\r\nC-1,青禾科技\r\n'],
    ['UTF-16, as Excel saves Unicode text', Buffer.from('\ufeff编号\t名称\r\nC-1\t青禾科技\r\n', 'utf16le')],
    ['semicolons', '编号;名称\nC-1;青禾科技'],
    ['tabs', '编号\t名称\nC-1\t青禾科技'],
    ['line ends of an old Mac', '编号,名称\rC-1,青禾科技\r'],
    ['empty lines at the end', '编号,名称\nC-1,青禾科技\n\n\n'],
  ])('in %s', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual(EXPECTED);
  });

  test('in GB18030, as Excel in China saves it', async () => {
    expect(await rowsOf(GB18030)).toEqual(EXPECTED);
  });

  test('in UTF-8 whose first Chinese character comes late is no GB18030', async () => {
    const late = `id,name\n${'C-1,Blue Sky\n'.repeat(8000)}C-2,青禾科技\n`;
    expect((await rowsOf(late)).at(-1)).toEqual({ line: 8002, cells: ['C-2', '青禾科技'] });
  });

  test('counts lines as an editor does, whatever the cells hold', async () => {
    expect(
      await rowsOf('id,name\n\n"C-1","two\nlines"\nC-2,"with ""quotes"", and more"\nC-3,5" pipe\n'),
    ).toEqual([
      { line: 1, cells: ['id', 'name'] },
      { line: 3, cells: ['C-1', 'two\nlines'] },
      { line: 5, cells: ['C-2', 'with "quotes", and more'] },
      { line: 6, cells: ['C-3', '5" pipe'] },
    ]);
  });

  test('ends where a quote is opened and never closed, and says where', async () => {
    expect(await rowsOf('id,name\nC-1,A\nC-2,"B\nC-3,C\n')).toEqual([
      { line: 1, cells: ['id', 'name'] },
      { line: 2, cells: ['C-1', 'A'] },
      { line: 3, unclosed: true },
    ]);
    const long = `id,name\nC-1,"A\n${'C-2,B\n'.repeat(50_000)}`;
    expect((await rowsOf(long)).at(-1)).toEqual({ line: 2, unclosed: true });
  });

  test.each([
    [
      'an Excel workbook',
      Buffer.from('PK\u0003\u0004 and more'),
      /got an Excel workbook; save it as "CSV UTF-8"/,
    ],
    [
      'something else',
      Buffer.from([0x69, 0x64, 0x0a, 0xff, 0xff, 0x80, 0x0a]),
      /in UTF-8 or GB18030, got neither/,
    ],
  ])('that is %s is refused with what to do', async (_, bytes, said) => {
    await expect(rowsOf(bytes)).rejects.toThrow(said);
  });

  test('that is not there is refused by its name', async () => {
    const rows = readList(path.join(folder, 'nowhere.csv'));
    await expect(rows.next()).rejects.toThrow(/nowhere\.csv: expected a file that can be read, got ENOENT/);
  });
});

describe('what is rejected', () => {
  test('goes into a file beside the list that reads back as it was', async () => {
    const file = rejectsOf(path.join(folder, 'customers.csv'));
    expect(path.basename(file)).toBe('customers.rejects.csv');
    const rejects = await openRejects(file);
    await rejects.write(['编号', '原因']);
    await rejects.write(['C-1', 'a, "b"\nc']);
    await rejects.close();
    expect((await readFile(file, 'utf8')).startsWith('\ufeff编号,原因\r\n')).toBe(true);
    expect(await rowsOf(await readFile(file))).toEqual([
      { line: 1, cells: ['编号', '原因'] },
      { line: 2, cells: ['C-1', 'a, "b"\nc'] },
    ]);
  });

  test('of the last time is gone, even when nothing is rejected now', async () => {
    const file = path.join(folder, 'customers.rejects.csv');
    await writeFile(file, 'old');
    await (await openRejects(file)).close();
    await expect(readFile(file)).rejects.toThrow(/ENOENT/);
  });
});
