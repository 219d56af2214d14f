/** The published content this instance works with: each version compiled once, kept as long as a ticket needs it. */
import type { Calendar } from '../calendar/business-hours.js';
import { alwaysOpen, compileCalendar } from '../calendar/business-hours.js';
import { chineseHolidays, type OfficialHolidays, withYears } from '../calendar/holidays.js';
import type { Messages } from '../messages/t.js';
import { createMessages } from '../messages/t.js';
import type { Content } from '../sop/content.js';
import { compileContent } from '../sop/content.js';
import { type Roster, rosterOf } from '../sop/roster.js';
import { hurriedSop } from '../sop/routines.js';
import type { Sop } from '../sop/sop.js';
import { followed } from './followed.js';
import type { ContentStore } from './ports/content.js';
import type { HolidayStore } from './ports/holidays.js';
import type { Bus, Clock } from './ports/outside.js';

export interface Edition {
  /** Id of the content version: its hash. */
  readonly id: string;
  /** Grows with each publish; 0 for an edition that is not live any more. */
  readonly revision: number;
  readonly content: Content;
  readonly messages: Messages;
  /** By its key; always open when the content names none. */
  calendar(key: string): Calendar;
  calendarOf(queue: string): Calendar;
  readonly roster: Roster;
  /** The SOP by key, the newest version this content holds; as the tickets of a routine go through it, where one is named. */
  sop(key: string, routine?: string | null): Sop;
}

export interface Library {
  /** The live edition; throws when nothing was ever published. */
  live(): Promise<Edition>;
  /** Any edition that was ever published. */
  edition(id: string): Promise<Edition>;
  /** Only what this process compiled already: for code that cannot wait. */
  cached(id: string): Edition | undefined;
  readonly always: Calendar;
  /** Who is at work when, as it was published last: the same for tickets of every edition. */
  roster(): Roster;
  /** Kinds of effort, likewise. */
  efforts(): Content['efforts'];
  /** The official holidays that count, with the revision of what was imported of them. */
  holidays(): Promise<{ readonly revision: number; readonly official: OfficialHolidays }>;
  /** An edition as it would be if other days were holidays. */
  under(official: OfficialHolidays): (id: string) => Promise<Edition>;
  /** Somebody knows that another edition is live: the next `live()` asks the database. */
  refresh(): void;
}

/**
 * Keeps editions compiled; follows a publish by any instance, heard of or not, and what is imported of holidays: those
 * are facts of the world, and count for tickets of every edition. `onMoved`: another one is live, or others are holidays.
 */
export function createLibrary(options: {
  readonly content: ContentStore;
  readonly holidays: Pick<HolidayStore, 'revision' | 'years'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly tz: string;
  readonly onMoved?: () => void;
}): Library {
  const editions = new Map<string, Edition>();
  const always = alwaysOpen(options.tz);
  let counted = chineseHolidays();
  const imported = followed({
    topic: 'holidays',
    ...options,
    revision: options.holidays.revision,
    async read() {
      const { revision, years } = await options.holidays.years();
      return { revision, value: { revision, official: withYears(chineseHolidays(), years) } };
    },
  });

  /** Whoever holds an edition goes on with the calendars it came with; the next one asked for has those of now. */
  async function follow(): Promise<void> {
    const { official } = await imported.current();
    if (official === counted) return;
    counted = official;
    for (const [id, { revision, content }] of editions)
      editions.set(id, createEdition(id, revision, content, always, official));
  }
  async function load(id: string, revision: number): Promise<Edition> {
    await follow();
    const known = editions.get(id);
    if (known)
      return known.revision === revision || revision === 0 ? known : remember({ ...known, revision });
    const files = await options.content.files(id);
    if (!files) throw new Error(`content version ${id} is named by the database but not stored in it`);
    const compiled = compileContent(files);
    if ('problems' in compiled)
      throw new Error(
        `content version ${id} no longer compiles: ${compiled.problems[0]?.message ?? 'unknown problem'}`,
      );
    return remember(createEdition(id, revision, compiled.content, always, counted));
  }
  /** Of two that were read at once, the one that was asked for as live knows its revision. */
  function remember(edition: Edition): Edition {
    const known = edition.revision === 0 ? editions.get(edition.id) : undefined;
    if (known) return known;
    editions.set(edition.id, edition);
    return edition;
  }
  async function whatIsLive() {
    const live = await options.content.live();
    if (!live) throw new Error('nothing is published: run `npx troika publish` with a content folder');
    return live;
  }
  const live = followed({
    topic: 'content',
    ...options,
    revision: async () => (await whatIsLive()).revision,
    async read() {
      const { id, revision } = await whatIsLive();
      return { revision, value: await load(id, revision) };
    },
  });
  return {
    always,
    roster: () => live.last()?.roster ?? [],
    efforts: () => live.last()?.content.efforts ?? [],
    async live() {
      await follow();
      const edition = await live.current();
      return editions.get(edition.id) ?? edition;
    },
    holidays: imported.current,
    under: (official) => async (id) => {
      const { revision, content } = await load(id, 0);
      return createEdition(id, revision, content, always, official);
    },
    edition: (id) => load(id, 0),
    cached: (id) => editions.get(id),
    refresh() {
      live.moved();
      imported.moved();
    },
  };
}

function createEdition(
  id: string,
  revision: number,
  content: Content,
  always: Calendar,
  official: OfficialHolidays,
): Edition {
  const calendars = new Map(content.calendars.map((spec) => [spec.key, compileCalendar(spec, official)]));
  const byQueue = new Map(content.queues.map((queue) => [queue.id, calendars.get(queue.calendar) ?? always]));
  const calendar = (key: string) => calendars.get(key) ?? always;
  const hurried = new Map(content.routines.flatMap((each) => hurriedSop(each, content.latest)));
  return {
    id,
    revision,
    content,
    messages: createMessages(content.messages),
    calendar,
    roster: rosterOf(content.shifts, calendar, always.tz),
    calendarOf: (queue) => byQueue.get(queue) ?? always,
    sop(key, routine = null) {
      const sop = content.latest[key];
      if (!sop) throw new Error(`content version ${id} holds no SOP ${key}`);
      // A command that was queued under other content may name a routine that is about another SOP by now.
      const theirs = routine === null ? undefined : hurried.get(routine);
      return theirs?.key === key ? theirs : sop;
    },
  };
}
