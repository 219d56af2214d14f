/** Puts the store together: migrated database, pool, clock and bus, and behind them the ports of the desk. */
import type { Log } from '../desk/ports/outside.js';
import type { Store } from '../desk/ports/store.js';
import type { Locale } from '../people/people.js';
import type { Feed, SharedState } from '../platform/context.js';
import { alarmStore } from './alarms.js';
import { allowanceStore } from './allowances.js';
import { auditStore } from './audit.js';
import { batchStore } from './batches.js';
import { bindingStore } from './bindings.js';
import { openBus } from './bus.js';
import { openClock } from './clock.js';
import { commandStore } from './commands.js';
import { consentStore } from './consents.js';
import { contentStore } from './content.js';
import { customerStore } from './customers.js';
import { type Database, openPool } from './database.js';
import { dateStore } from './dates.js';
import { deedStore } from './deeds.js';
import { erasureStore } from './erasure.js';
import { feedStore } from './feed.js';
import { fileStore } from './files.js';
import type { PrismaClient } from './generated/prisma/client.js';
import { holidayStore } from './holidays.js';
import { inboxStore } from './inbox.js';
import { type Lock, lockSession } from './lock.js';
import { logInStore } from './log-ins.js';
import { menuStore } from './menus.js';
import { migrate } from './migrate.js';
import { outboxStore } from './outbox.js';
import { packageFolder } from './package-folder.js';
import { peopleStore } from './people.js';
import { placeStore } from './places.js';
import { ratingStore } from './ratings.js';
import { reportStore } from './reports.js';
import { sharedState } from './state.js';
import { ticketStore } from './tickets.js';
import { timerStore } from './timers.js';

const POOL_SIZE = 10;

export interface StoreOptions {
  readonly url: string;
  readonly log: Log;
  /** Connections of the pool; the bus has one more, and the locks one once one is asked for. */
  readonly poolSize?: number;
  /** What somebody we never met is taken to speak. */
  readonly locale?: Locale;
  /** Where reports lie; absent: our own `prisma/sql`. */
  readonly reports?: string;
}

export interface OpenStore extends Store {
  /** For what is neither a port nor hot: import, export, an operator's commands. */
  readonly prisma: PrismaClient;
  readonly feed: Feed;
  readonly state: SharedState;
  readonly lock: Lock;
  close(): Promise<void>;
}

async function assemble(database: Database, options: StoreOptions): Promise<OpenStore> {
  const clock = await openClock(database);
  const bus = await openBus(database, clock.remeasure);
  clock.follow(bus);
  const locks = lockSession(database);
  return {
    prisma: database.prisma,
    people: peopleStore(database),
    customers: customerStore(database, options.locale ?? 'zh-CN'),
    batches: batchStore(database),
    bindings: bindingStore(database),
    logIns: logInStore(database),
    clock,
    bus,
    tickets: ticketStore(database, clock),
    inbox: inboxStore(database, options.locale ?? 'zh-CN'),
    outbox: outboxStore(database),
    allowances: allowanceStore(database),
    consents: consentStore(database),
    menus: menuStore(database),
    places: placeStore(database),
    timers: timerStore(database, clock, options.locale ?? 'zh-CN'),
    alarms: alarmStore(database),
    dates: dateStore(database),
    commands: commandStore(database),
    deeds: deedStore(database),
    erasure: erasureStore(database),
    audit: auditStore(database),
    content: contentStore(database),
    files: fileStore(database),
    holidays: holidayStore(database),
    ratings: ratingStore(database),
    reports: reportStore(database, options.reports ?? packageFolder('prisma', 'sql')),
    feed: feedStore(database, clock),
    state: sharedState(database),
    lock: locks.lock,
    async close() {
      clock.close();
      await locks.close();
      await bus.close();
      await database.close();
    },
  };
}

/** Brings the database up to date, then opens the store on it. */
export async function createStore(options: StoreOptions): Promise<OpenStore> {
  const { url, log, poolSize = POOL_SIZE } = options;
  await migrate({ url, directory: packageFolder('prisma', 'migrations') });
  const database = openPool({ url, log, poolSize });
  try {
    return await assemble(database, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}
