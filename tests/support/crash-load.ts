/** What goes on while processes are killed: orders, payments, documents, checks, hand-overs, notes, and timers of all of them. */
import { setTimeout as after } from 'node:timers/promises';
import {
  type Cast,
  claims,
  note,
  noteInTalk,
  ordersByForm,
  ordersInTalk,
  registers,
  submits,
  ticks,
} from './crash-acts.js';
import type { Chance } from './crash-chance.js';
import type { CrashPage } from './crash-page.js';

/** Tickets on their way at the same time. */
const STORIES = 8;
const POINTS = ['names_match', 'scan_readable'];

export interface Load {
  /** Companies somebody asked to be registered, each once. */
  readonly companies: readonly string[];
  /** Tickets whose last step was acknowledged: they must end registered, then closed by their timer. */
  readonly finished: readonly number[];
  /** Begins nothing new; resolves when everything begun has come to its end, with what somebody waited for in vain. */
  stop(): Promise<readonly string[]>;
}

export function startLoad(cast: Cast, chance: Chance): Load {
  const companies: string[] = [];
  const finished: number[] = [];
  const known: number[] = [];
  let stopping = false;
  /** The customer does one thing at a time, whatever the number of their windows: a form sent ends a talk begun. */
  let turn: Promise<unknown> = Promise.resolve();

  function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine;
    return mine;
  }
  function inTurn(page: CrashPage): CrashPage {
    return { ...page, does: (...deed) => oneAtATime(() => page.does(...deed)) };
  }
  async function story(own: Chance): Promise<void> {
    const company = `公司${companies.length + 1}`;
    companies.push(company);
    const window = own.pick(cast.customer);
    const page = inTurn(window);
    const ticket = own.happens(0.2)
      ? await oneAtATime(() => ordersInTalk(window, company))
      : await ordersByForm(page, company);
    known.push(ticket);
    if (own.happens(0.25)) return; // never pays, and is reminded three times
    await after(own.between(0, 5_000)); // races the reminders
    await cast.cashier.paid(ticket);
    await submits(page, ticket, cast);
    for (const point of POINTS) {
      const checker = own.pick([cast.lin, cast.zhou]);
      await ticks(checker, ticket, point);
      if (!own.happens(0.2)) continue;
      await ticks(checker, ticket, point, 'untick');
      await ticks(checker, ticket, point);
    }
    if (own.happens(0.3)) await claims(cast.zhou, ticket);
    if (own.happens(0.3)) return; // nobody goes on: warned, then late
    if (await registers(cast, ticket)) finished.push(ticket);
  }
  async function stories(own: Chance): Promise<void> {
    while (!stopping) await story(own);
  }
  /** Notes in the group, several at once; and alone with the desk, asked for and answered. */
  async function notes(page: CrashPage, window: number, own: Chance): Promise<void> {
    for (let count = 1; !stopping; ) {
      await after(own.between(50, 500));
      if (known.length === 0) continue;
      const ticket = own.pick(known.slice(-12));
      const burst = Math.floor(own.between(1, 6));
      await Promise.all(
        Array.from({ length: burst }, () => note(page, ticket, `${page.account} ${window} ${count++}`)),
      );
    }
  }
  async function talks(page: CrashPage, own: Chance): Promise<void> {
    for (let count = 1; !stopping; count++) {
      await after(own.between(200, 1_500));
      if (known.length > 0)
        await noteInTalk(page, own.pick(known.slice(-12)), `${page.account}私下 ${count}`);
    }
  }
  const all = Promise.allSettled([
    ...Array.from({ length: STORIES }, () => stories(chance.fork())),
    ...cast.notes.map((page, window) => notes(page, window, chance.fork())),
    talks(cast.lin, chance.fork()),
  ]);
  return {
    companies,
    finished,
    async stop() {
      stopping = true;
      const ends = await all;
      return ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    },
  };
}
