#!/usr/bin/env node
/** What an operator types: `troika --help` lists it. Every answer says what to do next. */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { pino } from 'pino';
import { adapters as descriptors } from '../adapters/index.js';
import { createWording } from './cards/wording.js';
import { type Config, readConfig } from './config.js';
import { checkUp } from './desk/check-up.js';
import { differenceLines, OPERATOR } from './desk/content-news.js';
import { type Imported, importCustomers } from './desk/import/import-customers.js';
import { importMembers } from './desk/import/import-members.js';
import { UnreadableList } from './desk/ports/list.js';
import type { Publisher } from './desk/publication.js';
import { goLive, prepare } from './desk/publish.js';
import { prepareRollback, publications, type RollbackPrepared } from './desk/rollback.js';
import { adaptersOf, startTroika } from './main.js';
import { createMessages } from './messages/t.js';
import { compileContent } from './sop/content.js';
import { diagramOf } from './sop/diagram.js';
import { type Problem, showProblem } from './sop/problem.js';
import { NoContentFolder, readContentFolder } from './store/content-folder.js';
import { startEmbedded } from './store/embedded.js';
import { inUse } from './store/in-use.js';
import { openRejects, readList, rejectsOf } from './store/list-file.js';
import { contentFolder, contentRootOf } from './store/own-content.js';
import { createStore, type OpenStore } from './store/store.js';

const out = (line: string) => process.stdout.write(`${line}\n`);

/** What went wrong is the operator's to mend: said without a stack. */
class Trouble extends Error {}

function config(): Config {
  const read = readConfig(process.env, process.cwd());
  if ('problems' in read) throw new Trouble(read.problems.join('\n'));
  return read.config;
}

async function start(): Promise<void> {
  const began = performance.now();
  const troika = await startTroika(config(), { env: process.env });
  out(`三驾马车 Troika is ready (${Math.round(performance.now() - began)} ms)`);
  out(`  page: ${troika.demoUrl ?? troika.url}`);
  if (troika.adminUrl) out(`  admin: ${troika.adminUrl}`);
  if (troika.demoUrl)
    out('  demo: open the whole address, key included; Ctrl-C stops the desk and its database');
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await troika.stop();
    // Agenda keeps a timer for every job that ran; nothing of ours is left to wait for.
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function check(folder: string | undefined, { diagram }: { diagram?: string }): Promise<void> {
  const root = folder ?? (await contentRootOf(config()));
  const compiled = compileContent(await readContentFolder(root));
  if ('problems' in compiled) throw refused(root, compiled.problems);
  const { latest, messages, members, queues } = compiled.content;
  if (diagram !== undefined) {
    const sop = latest[diagram];
    if (!sop) throw new Trouble(`expected one of ${Object.keys(latest).join(', ')}, got ${diagram}`);
    out(diagramOf(sop, 'zh-CN'));
    return;
  }
  const texts = Object.keys(messages['zh-CN']).length;
  out(
    `${root}: ${Object.keys(latest).length} SOPs, ${queues.length} queues, ${members.length} members, ${texts} texts, no problem`,
  );
}

interface PublishOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly rollback?: string | true;
}

async function publishFolder(folder: string | undefined, options: PublishOptions): Promise<void> {
  const settings = config();
  const root = folder ?? (await contentRootOf(settings));
  if (options.rollback === undefined) {
    const files = await readContentFolder(root);
    await publishing(settings, options, root, (house) => prepare(house, files));
    return;
  }
  if (folder !== undefined)
    throw new Trouble(`--rollback makes a stored version live: expected no folder, got ${folder}`);
  const named = options.rollback === true ? null : options.rollback;
  await publishing(settings, options, `version ${named ?? 'before'}`, (house) =>
    prepareRollback(house, named),
  );
}

/** Shows the difference, asks where somebody is there to answer, and makes live exactly what was shown. */
async function publishing(
  settings: Config,
  options: PublishOptions,
  what: string,
  prepared: (house: Publisher) => Promise<RollbackPrepared>,
): Promise<void> {
  await withStore(settings, async (store) => {
    const { locale, timeZone: tz } = settings;
    const house: Publisher = { store, adapters: await adaptersOf(settings, process.env), locale, tz };
    const found = await prepared(house);
    if (found.kind === 'problems') throw refused(what, found.problems);
    if (found.kind === 'unknown')
      throw new Trouble(
        `expected the id of a published version, got ${found.id}; \`troika versions\` lists them`,
      );
    if (found.kind === 'no_earlier') throw new Trouble('there is no earlier version to go back to');
    if (found.kind === 'unchanged') return out(`${found.id} is live already`);
    const { publication } = found;
    const { id, over, content, difference, rollback } = publication;
    if (over)
      for (const line of differenceLines(difference, content, locale, Number.POSITIVE_INFINITY)) out(line);
    if (options.dryRun) return out(`nothing was published; without --dry-run this would make ${id} live`);
    if (
      !options.yes &&
      process.stdin.isTTY &&
      !(await agreed(rollback ? '换回？Roll back? [y/N] ' : '发布？Publish? [y/N] '))
    )
      return out('nothing was published');
    if (!(await goLive(house, publication, `${OPERATOR}${userInfo().username}`)))
      throw new Trouble('somebody else published meanwhile; nothing was changed: look at the new difference');
    out(`${id} is live${rollback ? ' again' : ''}; running instances follow by themselves`);
  });
}

async function agreed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const said = await terminal.question(question);
    return /^(y|yes|是|好)$/iu.test(said.trim());
  } finally {
    terminal.close();
  }
}

async function versions(): Promise<void> {
  await withStore(config(), async (store) => {
    const history = await publications({ store });
    if (history.length === 0) out('nothing was published yet');
    history.forEach(({ at, by, deed: { content, replaced, rollback } }, index) => {
      const notes = [...(index === 0 ? ['live'] : []), ...(rollback ? [`rolled back from ${replaced}`] : [])];
      out([content, new Date(at).toISOString(), by, ...notes].join('  '));
    });
  });
}

/** A list of customers as a file: what is new, what changed, and a file of the lines that could not be taken. */
async function customers(file: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const settings = config();
  const rejected = rejectsOf(file);
  const imported = await withStore(settings, async (store) => {
    const live = await store.content.live();
    const compiled = live && compileContent((await store.content.files(live.id)) ?? []);
    if (!compiled || 'problems' in compiled)
      throw new Trouble('expected published content, got none; `troika publish` a content folder first');
    const { customers: form, messages } = compiled.content;
    const directory = { version: 0, members: new Map(), teams: new Map(), queues: new Map() };
    const rows = readList(file);
    const rejects = await openRejects(rejected);
    try {
      return await importCustomers({
        ...{ rows, form, rejects, dryRun, store: store.customers, clock: store.clock },
        platforms: descriptors.map(({ platform }) => platform),
        wording: createWording({
          ...{ messages: createMessages(messages), locale: settings.locale, directory },
          ...{ tz: settings.timeZone, now: store.clock.now() },
        }),
        progress(lines) {
          if (process.stderr.isTTY) process.stderr.write(`\r${lines} lines`);
        },
      });
    } finally {
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      await rejects.close();
    }
  });
  if (imported.kind === 'header')
    throw new Trouble(imported.problems.map((problem) => `${file}:1 ${problem}`).join('\n'));
  out(`${file}: ${countsOf(imported)}${dryRun ? ' (dry run: nothing was written)' : ''}`);
  if (imported.rejected > 0)
    out(`  ${rejected} holds the rejected lines with the reasons: mend them and import it`);
  if (imported.unclosed !== null)
    out(
      `  ${file}:${imported.unclosed} expected a closing quote, got none; nothing from this line on was read: mend it and import the file again`,
    );
  if (imported.rejected > 0 || imported.unclosed !== null) process.exitCode = 1;
}

/** A list of members as a file: shows what it would change, asks where somebody is there to answer, and does that. */
async function members(
  file: string,
  options: { all?: boolean; yes?: boolean; dryRun?: boolean },
): Promise<void> {
  const settings = config();
  await withStore(settings, async (store) => {
    const house = {
      ...{ store, locale: settings.locale, tz: settings.timeZone },
      adapters: await adaptersOf(settings, process.env),
      platforms: descriptors.map(({ platform }) => platform),
    };
    const imported = await importMembers(readList(file), house, {
      ...{
        complete: options.all === true,
        by: `${OPERATOR}${userInfo().username}`,
        key: `import/${randomUUID()}`,
      },
      async agree(lines) {
        for (const line of lines) out(line);
        if (options.dryRun) return false;
        return options.yes === true || !process.stdin.isTTY || agreed('导入？Import? [y/N] ');
      },
    });
    if (imported.kind === 'wrong')
      throw new Trouble(imported.lines.map((line) => `${file}: ${line}`).join('\n'));
    if (imported.kind === 'outrun')
      throw new Trouble('somebody else changed the directory meanwhile; look at the new difference');
    out(imported.kind === 'done' ? 'imported' : 'nothing was changed');
  });
}

function countsOf(counts: Extract<Imported, { kind: 'done' }>): string {
  const { changed, unchanged, rejected } = counts;
  const said = `${counts.new} new, ${changed} changed, ${unchanged} unchanged, ${rejected} rejected`;
  return counts.new + changed === 0 ? `nothing changed; ${said}` : said;
}

/** Each line: what was looked at, how it is and, where something is left to do, what. The exit code says whether all works. */
async function doctor(): Promise<void> {
  const settings = config();
  const report = async (what: string, look: () => Promise<string>) => {
    try {
      out(`ok    ${what}: ${await look()}`);
    } catch (error) {
      out(`WRONG ${what}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  };
  for (const warning of settings.warnings) out(`note  ${warning}`);
  const root = await contentRootOf(settings);
  await report('content folder', async () => {
    const compiled = compileContent(await readContentFolder(root));
    if ('problems' in compiled) throw refused(root, compiled.problems);
    return root;
  });
  await report('database', () =>
    withStore(settings, async (store) => {
      const health = await store.outbox.health(store.clock.now());
      await report(
        'outbox',
        async () => `${health.pending} waiting, ${health.dead} dead, ${health.uncertain} uncertain`,
      );
      await lacking(settings, store, root);
      return settings.databaseUrl ? 'DATABASE_URL answers' : `embedded under ${settings.dataRoot}`;
    }),
  );
}

/** What people have yet to do: nothing is wrong with the program. */
async function lacking(settings: Config, store: OpenStore, root: string): Promise<void> {
  const adapters = await adaptersOf(settings, process.env);
  const found = await checkUp({
    ...{ store, adapters, root, platforms: descriptors, folder: contentFolder(settings) },
    live: await liveContent(store),
  });
  for (const { what, is, todo } of found)
    out(todo === null ? `ok    ${what}: ${is}` : `todo  ${what}: ${is}; ${todo}`);
}

async function liveContent({ content }: OpenStore) {
  const live = await content.live();
  const files = live && (await content.files(live.id));
  const compiled = files && compileContent(files);
  if (!live || !compiled || 'problems' in compiled) return null;
  const { company, sample } = compiled.content;
  return { id: live.id, company: company['zh-CN'], sample };
}

async function deadLetters({ resend }: { resend?: string }): Promise<void> {
  await withStore(config(), async (store) => {
    if (resend !== undefined) {
      const found = await store.outbox.resend(resend, store.clock.now());
      if (!found)
        throw new Trouble(
          `expected the key of a dead letter, got ${resend}; \`troika dead-letters\` lists them`,
        );
      out(`${resend} will be sent again`);
      return;
    }
    const letters = await store.outbox.deadLetters(200);
    if (letters.length === 0) out('no dead letters');
    for (const letter of letters)
      out(
        `${letter.status}  ${letter.key}  ${letter.address}  ${new Date(letter.at).toISOString()}  ${letter.reason}`,
      );
  });
}

/** The same database as `start`: the embedded one is started for the moment when it is not running. */
async function withStore<T>(settings: Config, work: (store: OpenStore) => Promise<T>): Promise<T> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const server = settings.databaseUrl ? null : await startEmbedded({ dataRoot: settings.dataRoot });
  const url = settings.databaseUrl ?? server?.url ?? '';
  const store = await createStore({ url, log, poolSize: 2, locale: settings.locale });
  try {
    return await work(store);
  } finally {
    await store.close();
    if (server && !server.adopted && !(await inUse(url))) await server.stop();
  }
}

function refused(root: string, problems: readonly Problem[]): Trouble {
  return new Trouble(`${root} has ${problems.length} problem(s):\n${problems.map(showProblem).join('\n')}`);
}

const program = new Command('troika')
  .description('三驾马车 Troika: a ticket desk that lives in chat')
  .showHelpAfterError()
  .showSuggestionAfterError();
program
  .command('start', { isDefault: true })
  .description('start the desk and print the address of its page')
  .action(start);
program
  .command('check')
  .argument('[folder]', 'content folder')
  .option('--diagram <sop>', 'print this SOP as a Mermaid diagram')
  .description('check a content folder: every problem with file, line and how to mend it')
  .action(check);
program
  .command('publish')
  .argument('[folder]', 'content folder')
  .option('--yes', 'do not ask; a script is never asked')
  .option('--dry-run', 'only show what would change')
  .option('--rollback [id]', 'make an earlier version live again: the one before, or this one')
  .description('check a content folder, show what would change and make it live, without a restart')
  .action(publishFolder);
program
  .command('versions')
  .description('list what was published: which version, when, by whom, which is live')
  .action(versions);
const imports = program.command('import').description('bring in what is kept elsewhere');
imports
  .command('customers')
  .argument('<file>', 'CSV file, its columns called as in desk.yaml')
  .option('--dry-run', 'say what would happen, write nothing')
  .description('import a list of customers; importing it again changes nothing')
  .action(customers);
imports
  .command('members')
  .argument('<file>', 'CSV file: id, name, teams, roles, leader, status, accounts')
  .option('--all', 'the list names everybody: who is missing has left')
  .option('--yes', 'do not ask; a script is never asked')
  .option('--dry-run', 'only show what would change')
  .description('import a list of members; importing it again changes nothing')
  .action(members);
program.command('doctor').description('say what is missing or wrong in this installation').action(doctor);
program
  .command('dead-letters')
  .option('--resend <key>', 'send this one again')
  .description('list what could not be delivered')
  .action(deadLetters);

/** What an operator can mend is said in a sentence; anything else keeps its stack, for whoever mends the code. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (
    error instanceof Trouble ||
    error instanceof NoContentFolder ||
    error instanceof UnreadableList ||
    error.name === 'ContentRefused'
  )
    return error.message;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `PORT: expected a free port on ${address}, got ${port} in use; stop what listens there, or set PORT`;
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000'].includes(code ?? ''))
    return `DATABASE_URL: expected a PostgreSQL that lets us in, got ${error.message || code}; check the address, the role and the database`;
  return error.stack ?? error.message;
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`troika: ${explained(error)}\n`);
  process.exit(1);
}
