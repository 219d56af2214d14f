/** `troika audit export | verify | log`: the record to take away, whether it is whole, and who tried what they may not. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dayNumber } from '../calendar/day.js';
import { zoneNamed } from '../calendar/zone.js';
import { exportLines } from '../desk/audit/export.js';
import { NoAuditExport } from '../desk/audit/read-line.js';
import { rootNow } from '../desk/audit/root.js';
import { type Verified, verifyLines } from '../desk/audit/verify.js';
import { config, out, Trouble, withStore } from './operator.js';

/** Days of the desk's zone, both included; without `to` what happened since the last hourly root is in it as well. */
export async function exportAudit({ from, to }: { from?: string; to?: string }): Promise<void> {
  const settings = config();
  const window = {
    from: from === undefined ? null : midnight('--from', from, settings.timeZone, 0),
    to: to === undefined ? null : midnight('--to', to, settings.timeZone, 1),
  };
  await withStore(settings, async ({ audit, clock }) => {
    const now = clock.now();
    if (window.to === null) await rootNow(audit, now);
    await pipeline(Readable.from(exportLines(audit, window, now)), process.stdout, { end: false });
  });
}

function midnight(option: string, said: string, tz: string, later: number): number {
  try {
    return zoneNamed(tz).instantOf(dayNumber(said) + later, 0);
  } catch (error) {
    throw new Trouble(`${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * A file needs no database and no settings: whoever was given it can look for themselves. Without one the record is
 * verified where it lies, as an export of now would hold it.
 */
export async function verifyAudit(file: string | undefined, { root }: { root?: string }): Promise<void> {
  if (root !== undefined && !/^[0-9a-f]{64}$/u.test(root))
    throw new Trouble(`--root: expected the hash of a root (64 digits of 0-9 and a-f), got ${root}`);
  if (file === undefined) report('the record', await verifiedHere(root ?? null), root);
  else report(file, await verifiedIn(file, root ?? null), root);
}

async function verifiedIn(file: string, root: string | null): Promise<Verified> {
  return verifyLines(linesOf(file), root).catch((error: unknown) => {
    if (error instanceof NoAuditExport) throw new Trouble(`${file}: ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES')
      throw new Trouble(`expected a file that can be read, got ${file} (${code})`);
    throw error;
  });
}

function verifiedHere(root: string | null): Promise<Verified> {
  return withStore(config(), async ({ audit, clock }) => {
    const now = clock.now();
    await rootNow(audit, now);
    const lines = exportLines(audit, { from: null, to: null }, now);
    async function* bytes() {
      for await (const line of lines) yield Buffer.from(line);
    }
    return verifyLines(bytes(), root);
  });
}

function report(what: string, verified: Verified, root: string | undefined): void {
  for (const problem of verified.problems) out(`WRONG ${problem}`);
  const unsaid = verified.problemCount - verified.problems.length;
  if (unsaid > 0) out(`WRONG and ${unsaid} more`);
  if (verified.found === false)
    out(`WRONG root ${root}: expected it among the roots of ${what}, got ${verified.roots} others`);
  const wrong = verified.problemCount + (verified.found === false ? 1 : 0);
  out(
    `${what}: ${counted(verified)}; ${wrong === 0 ? 'nothing is missing, nothing was changed' : `${wrong} problem(s)`}`,
  );
  const { last } = verified;
  if (wrong === 0 && last)
    out(
      `  the last root is ${last.hash}, of ${new Date(last.at).toISOString()}: kept elsewhere, it proves with --root that a later export goes on from this one`,
    );
  if (wrong > 0) process.exitCode = 1;
}

function counted({ tickets, events, roots }: Verified): string {
  return `${tickets} tickets, ${events} events, ${roots} roots`;
}

const NEWLINE = 0x0a;

/** As they lie in the file, each with its end: the bytes count, not what an editor makes of them. */
async function* linesOf(file: string): AsyncIterable<Uint8Array> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const tail = chunk.subarray(start, end + 1);
      yield rest.length === 0 ? tail : Buffer.concat([...rest, tail]);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** What was noted of people lately, newest first. */
export async function auditLog({ most }: { most: string }): Promise<void> {
  const limit = Number(most);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
    throw new Trouble(`--most: expected a number from 1 to 10000, got ${most}`);
  await withStore(config(), async ({ audit }) => {
    const entries = await audit.entries({ limit });
    if (entries.length === 0) out('nothing was refused, and nothing personal was opened');
    for (const { lastAt, by, kind, act, subject, code, door, times } of entries)
      out(
        [new Date(lastAt).toISOString(), kind, by, act, subject || '-', code || '-', door, `${times}×`].join(
          '  ',
        ),
      );
  });
}
