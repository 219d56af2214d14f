/** `troika …` as an operator types it: a process of its own, with no terminal. */
import { execFile } from 'node:child_process';

export interface Typed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Beyond it a command hangs: it compiles itself, beside others that do the same. */
const PATIENCE_MS = 120_000;

export function troikaCommand(
  environment: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<Typed> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment };
  return new Promise((resolve) => {
    const node = ['--import', 'tsx', 'src/cli.ts', ...argv];
    execFile('node', node, { env, timeout: PATIENCE_MS }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}
