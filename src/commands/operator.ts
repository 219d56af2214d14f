/** What every command of an operator needs: where to speak, the settings, the database, a yes or no. */
import { createInterface } from 'node:readline/promises';
import { pino } from 'pino';
import { type Config, readConfig } from '../config.js';
import { type Problem, showProblem } from '../sop/problem.js';
import { startEmbedded } from '../store/embedded.js';
import { inUse } from '../store/in-use.js';
import { createStore, type OpenStore } from '../store/store.js';

export const out = (line: string) => process.stdout.write(`${line}\n`);

/** What went wrong is the operator's to mend: said without a stack. */
export class Trouble extends Error {}

export function config(): Config {
  const read = readConfig(process.env, process.cwd());
  if ('problems' in read) throw new Trouble(read.problems.join('\n'));
  return read.config;
}

/** The same database as `start`: the embedded one is started for the moment when it is not running. */
export async function withStore<T>(settings: Config, work: (store: OpenStore) => Promise<T>): Promise<T> {
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

export async function agreed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const said = await terminal.question(question);
    return /^(y|yes|是|好)$/iu.test(said.trim());
  } finally {
    terminal.close();
  }
}

export function refused(root: string, problems: readonly Problem[]): Trouble {
  return new Trouble(`${root} has ${problems.length} problem(s):\n${problems.map(showProblem).join('\n')}`);
}
