/** The composition root, the only place that knows everything: configure, wire, start, stop. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { adapters as descriptors } from '../adapters/index.js';
import type { DemoDesk } from '../adapters/shared/demo-desk.js';
import { configureAdapters } from '../adapters/shared/descriptor.js';
import type { Config } from './config.js';
import { adapterContext } from './desk/adapter-context.js';
import { board } from './desk/board.js';
import { differenceLines } from './desk/content-news.js';
import { createDesk, type Desk } from './desk/desk.js';
import { offerFirstAdmin } from './desk/first-admin.js';
import type { Adapters, Log } from './desk/ports/outside.js';
import { ContentRefused, prepare, publish } from './desk/publish.js';
import { healthRoutes } from './http/health.js';
import { hooksRoute } from './http/hooks.js';
import { createMetrics } from './http/metrics.js';
import { outsideSystems } from './http/outside-systems.js';
import { createServer } from './http/server.js';
import { type Scheduler, startScheduler } from './scheduler/agenda.js';
import { compileContent } from './sop/content.js';
import { showProblem } from './sop/problem.js';
import { readContentFolder } from './store/content-folder.js';
import { startEmbedded } from './store/embedded.js';
import { inUse } from './store/in-use.js';
import { contentFolder, contentRootOf } from './store/own-content.js';
import { packageFolder } from './store/package-folder.js';
import { createStore, type OpenStore } from './store/store.js';

export interface Troika {
  /** Where it listens. */
  readonly url: string;
  /** The page's address with the demo key; null outside the demo. */
  readonly demoUrl: string | null;
  /** A one-time link for the first administrator; null once there is one. */
  readonly adminUrl: string | null;
  readonly desk: Desk;
  readonly store: OpenStore;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
  /** The built page; absent: beside the code. */
  readonly pageDir?: string;
  /** How much of a platform's patience is used: a slow machine must not decide a test. */
  readonly patience?: number;
  /** So long what an undoable act tells a requester waits. */
  readonly recallMs?: number;
}

const CLOSE_MS = 10_000;

/** Starts everything; throws, having stopped what was started, when a part cannot start. */
export async function startTroika(config: Config, options: StartOptions = {}): Promise<Troika> {
  const log = options.log ?? pino({ level: config.logLevel });
  for (const warning of config.warnings) log.warn({}, warning);
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse())
      await each().catch((error: unknown) => log.error({ err: error }, 'a part did not stop cleanly'));
  };
  try {
    return { ...(await start(config, options, log, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Stops = (() => Promise<unknown>)[];

/** Parts start in the order in which they need each other, and stop in the opposite one. */
async function start(
  config: Config,
  options: StartOptions,
  log: Log,
  stops: Stops,
): Promise<Omit<Troika, 'stop'>> {
  const url = config.databaseUrl ?? (await embedded(config, log, stops));
  const store = await createStore({ url, log, locale: config.locale });
  stops.push(() => store.close());
  const metrics = createMetrics(() => store.outbox.health(store.clock.now()));
  const server = await createServer({ pageDir: options.pageDir ?? packageFolder('dist', 'page'), log });

  const cashierSecret = config.hookSecrets.get('payment')?.[0] ?? randomBytes(24).toString('base64url');
  const demo: DemoDesk = {
    key: randomBytes(18).toString('base64url'),
    advance: (ms) => store.clock.advance(ms),
    board: (locale) => board(desk.house, locale === 'en' ? 'en' : 'zh-CN'),
    cashier: { secret: cashierSecret, url: () => address },
  };
  const publicUrl = () => config.publicUrl ?? address;
  const adapters = await adaptersOf(config, options.env ?? {}, demo);
  const inDemo = descriptors.filter(({ platform }) => adapters.has(platform)).every(({ builtIn }) => builtIn);

  let scheduler: Scheduler | null = null;
  const instance = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const desk = createDesk({
    store,
    adapters,
    systems: outsideSystems({ urls: config.hookUrls, secrets: config.hookSecrets }),
    folder: contentFolder(config),
    platforms: descriptors,
    // Before the scheduler is there nothing is lost: its first sweep looks at the database.
    alarm: { set: async (dueAt) => scheduler?.set(dueAt) },
    log,
    metrics,
    instance,
    tz: config.timeZone,
    locale: config.locale,
    publicUrl,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    ...(options.recallMs === undefined ? {} : { recallMs: options.recallMs }),
  });
  stops.push(() => desk.stop());
  await publishFirst(config, desk, log);

  const secrets = inDemo
    ? new Map([['payment', [cashierSecret]], ...config.hookSecrets])
    : config.hookSecrets;
  const routes = [
    ...healthRoutes({
      database: () => store.content.live(),
      heartbeatAgeMs: () => scheduler?.heartbeatAgeMs() ?? Number.POSITIVE_INFINITY,
      outboxOldestMs: async () => (await store.outbox.health(store.clock.now())).oldestMs,
    }),
    metrics.route,
    hooksRoute({ secrets, onHook: (event) => desk.hook(event) }),
  ];
  for (const route of routes) server.route(route);
  const outside = {
    state: store.state,
    lock: store.lock,
    feed: store.feed,
    route: server.route,
    socket: server.socket,
  };
  for (const adapter of adapters.values()) {
    await adapter.start(adapterContext(adapter.platform, desk, outside));
    stops.push(() => adapter.stop());
  }
  stops.push(() => server.close());
  const { url: address } = await server.listen({ host: config.host, port: config.port });

  scheduler = await startScheduler({
    url: config.alarmUrl ?? url,
    name: instance,
    clock: store.clock,
    onAlarm: () => desk.ring(),
    onSweep: () => desk.sweep(),
    log,
  });
  stops.push(async () => scheduler?.close(CLOSE_MS));
  const offer = await offerFirstAdmin(store, store.lock);
  if (offer) stops.push(() => offer.withdraw());
  return {
    url: address,
    demoUrl: inDemo ? `${publicUrl()}/?key=${demo.key}` : null,
    adminUrl: offer && `${publicUrl()}/login/${offer.token}`,
    desk,
    store,
  };
}

/** The platforms whose credentials are set; without any real one the demo, when it is given, is open on our page. */
export async function adaptersOf(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
  demo: DemoDesk | null = null,
): Promise<Adapters> {
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const given = { ...env, SECRET: await secretOf(config), TZ_DESK: config.timeZone, PUBLIC_URL: publicUrl };
  const configured = configureAdapters(descriptors, given, demo);
  return new Map(configured.map((adapter) => [adapter.platform, adapter]));
}

/** The database that comes along. Another instance on the same folder may use it too: then it is left running. */
async function embedded(config: Config, log: Log, stops: Stops): Promise<string> {
  const server = await startEmbedded({
    dataRoot: config.dataRoot,
    notify: (message) => log.info({}, message),
  });
  stops.push(async () => {
    if (!(await inUse(server.url))) await server.stop();
  });
  return server.url;
}

/** How many changes start-up names: enough to know whether somebody forgot to publish. */
const MOST_LINES = 8;

/** On an empty database the content folder becomes live; later only what is published counts, and the difference is said. */
async function publishFirst(config: Config, { house }: Desk, log: Log): Promise<void> {
  const root = await contentRootOf(config);
  const files = await readContentFolder(root);
  const prepared = await prepare(house, files);
  if (prepared.kind === 'unchanged') return;
  if (prepared.kind === 'problems') {
    // A published version that was edited keeps nobody from working by what is live.
    if ('problems' in compileContent(files)) throw new ContentRefused(prepared.problems);
    log.warn({}, `${root} cannot be published: ${prepared.problems.map(showProblem).join('\n')}`);
    return;
  }
  const { over, difference, content } = prepared.publication;
  if (!over) {
    await publish(house, files, 'start');
    return;
  }
  const lines = differenceLines(difference, content, config.locale, MOST_LINES);
  log.warn(
    { live: over.id, folder: prepared.publication.id },
    `${root} differs from what is live; \`npx troika publish\` or 发布 in chat makes it live:\n${lines.join('\n')}`,
  );
}

/** Signs sessions and links; generated once and kept beside the data. */
async function secretOf({ secret, dataRoot }: Config): Promise<string> {
  if (secret !== null) return secret;
  const file = path.join(dataRoot, 'secret');
  await mkdir(dataRoot, { recursive: true });
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}
