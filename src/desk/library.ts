/** The published content this instance works with: each version compiled once, kept as long as a ticket needs it. */
import type { Calendar } from '../calendar/business-hours.js';
import { alwaysOpen, compileCalendar } from '../calendar/business-hours.js';
import type { Messages } from '../messages/t.js';
import { createMessages } from '../messages/t.js';
import type { Content } from '../sop/content.js';
import { compileContent } from '../sop/content.js';
import type { Sop } from '../sop/sop.js';
import { followed } from './followed.js';
import type { ContentStore } from './ports/content.js';
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
  /** The SOP by key, the newest version this content holds. */
  sop(key: string): Sop;
}

export interface Library {
  /** The live edition; throws when nothing was ever published. */
  live(): Promise<Edition>;
  /** Any edition that was ever published. */
  edition(id: string): Promise<Edition>;
  /** Only what this process compiled already: for code that cannot wait. */
  cached(id: string): Edition | undefined;
  readonly always: Calendar;
  /** Somebody knows that another edition is live: the next `live()` asks the database. */
  refresh(): void;
}

/** Keeps editions compiled; follows a publish by any instance, heard of or not. `onMoved`: another one is live. */
export function createLibrary(options: {
  readonly content: ContentStore;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly tz: string;
  readonly onMoved?: () => void;
}): Library {
  const editions = new Map<string, Edition>();
  const always = alwaysOpen(options.tz);

  async function load(id: string, revision: number): Promise<Edition> {
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
    return remember(createEdition(id, revision, compiled.content, always));
  }
  function remember(edition: Edition): Edition {
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
    live: live.current,
    edition: (id) => load(id, 0),
    cached: (id) => editions.get(id),
    refresh: live.moved,
  };
}

function createEdition(id: string, revision: number, content: Content, always: Calendar): Edition {
  const calendars = new Map(content.calendars.map((spec) => [spec.key, compileCalendar(spec)]));
  const byQueue = new Map(content.queues.map((queue) => [queue.id, calendars.get(queue.calendar) ?? always]));
  return {
    id,
    revision,
    content,
    messages: createMessages(content.messages),
    calendar: (key) => calendars.get(key) ?? always,
    calendarOf: (queue) => byQueue.get(queue) ?? always,
    sop(key) {
      const sop = content.latest[key];
      if (!sop) throw new Error(`content version ${id} holds no SOP ${key}`);
      return sop;
    },
  };
}
