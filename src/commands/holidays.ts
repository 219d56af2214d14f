/** `troika holidays import | undo`: the official holidays of a year, from a file or an address. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { holidaysCard } from '../cards/holidays.js';
import { plainLines } from '../cards/plain.js';
import { createWording } from '../cards/wording.js';
import { OPERATOR } from '../desk/content-news.js';
import {
  type HolidaysPrepared,
  type Importing,
  prepareHolidays,
  prepareUndo,
  takingIn,
} from '../desk/import-holidays.js';
import { createLibrary } from '../desk/library.js';
import { tellInstances } from '../desk/publish.js';
import { readHolidays } from '../sop/holiday-file.js';
import { agreed, config, out, refused, Trouble, withStore } from './operator.js';

/** A notice is a few kilobytes; twenty years of lists are less than one of these. */
const MOST_BYTES = 2 * 1024 * 1024;
const PATIENCE_MS = 15_000;

interface HolidayOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export async function importHolidays(source: string, options: HolidayOptions): Promise<void> {
  const read = readHolidays({ path: source, text: await textOf(source) });
  if ('problems' in read) throw refused(source, read.problems);
  await taking(options, (house) => prepareHolidays(house, read.years));
}

export async function undoHolidays(options: HolidayOptions): Promise<void> {
  await taking(options, async (house) => {
    const prepared = await prepareUndo(house);
    if (!prepared) throw new Trouble('there is no import of holidays to undo');
    return prepared;
  });
}

async function textOf(source: string): Promise<string> {
  if (!/^https?:\/\//u.test(source))
    return readFile(source, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Trouble(`expected a file or an address, got ${source}: ${error.message}`);
    });
  try {
    const answer = await fetch(source, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    if (bytes.byteLength > MOST_BYTES)
      throw new Error(`it sends ${bytes.byteLength} bytes, more than ${MOST_BYTES}`);
    return new TextDecoder().decode(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Trouble(
      `expected a list of holidays at ${source}, got none: ${why}; download it and name the file`,
    );
  }
}

/** Shows what moves, asks where somebody is there to answer, and does exactly what was shown. */
async function taking(
  options: HolidayOptions,
  prepare: (house: Importing) => Promise<HolidaysPrepared>,
): Promise<void> {
  const { locale, timeZone: tz, ...settings } = config();
  await withStore({ locale, timeZone: tz, ...settings }, async (store) => {
    const house = { store, library: createLibrary({ ...store, tz }) };
    const prepared = await prepare(house);
    const now = store.clock.now();
    const { messages } = await house.library.live();
    const directory = await store.people.directory();
    const wording = createWording({ messages, locale, directory, tz, now });
    const card = holidaysCard({ ...prepared, stale: false }, [], wording);
    for (const line of [card.title, ...card.blocks.flatMap((block) => plainLines(block, locale))]) out(line);
    if (options.dryRun || prepared.years.length === 0) return;
    if (!options.yes && process.stdin.isTTY && !(await agreed('导入？Import? [y/N] ')))
      return out('nothing was changed');
    const { deed, ...change } = takingIn(prepared, `holidays/${randomUUID()}`);
    const saved = await store.deeds.save(
      [deed],
      `${OPERATOR}${userInfo().username}`,
      { ...change, outbox: [] },
      now,
    );
    if (!saved.saved)
      throw new Trouble('somebody else changed the holidays meanwhile; look at the new difference');
    await tellInstances(store, [deed]);
    out(prepared.undoes ? 'undone' : 'imported; `troika holidays undo` takes it back');
  });
}
