#!/usr/bin/env node
/** What an operator types: `troika --help` lists it. Every answer says what to do next. */
import { Command } from 'commander';
import { SettingRefused } from '../adapters/shared/setting-refused.js';
import { auditLog, exportAudit, verifyAudit } from './commands/auditing.js';
import { eraseCustomer } from './commands/erasing.js';
import { deadLetters, doctor } from './commands/health.js';
import { importHolidays, undoHolidays } from './commands/holidays.js';
import { customers, members } from './commands/importing.js';
import { config, out, Trouble } from './commands/operator.js';
import { check, publishFolder, versions } from './commands/publishing.js';
import { UnreadableList } from './desk/ports/list.js';
import { startTroika } from './main.js';
import { NoContentFolder } from './store/content-folder.js';

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
program
  .command('customers')
  .description('what is kept of customers')
  .command('erase')
  .argument('<id>', 'number of the customer, as the list names it')
  .option('--yes', 'do not ask; a script is never asked')
  .option('--dry-run', 'only show what would be gone')
  .description('ask that a customer be erased: an administrator confirms it in chat')
  .action(eraseCustomer);
const audit = program
  .command('audit')
  .description('what happened, and the proof that nothing of it was changed');
audit
  .command('export')
  .option('--from <day>', 'from this day on: 2026-01-31')
  .option('--to <day>', 'up to this day, included')
  .description('write the record as JSON lines, for `audit verify` and whoever keeps it')
  .action(exportAudit);
audit
  .command('verify')
  .argument('[file]', 'a file that `audit export` wrote; without it the record itself is looked at')
  .option('--root <hash>', 'a root noted earlier that must be among those of the file')
  .description(
    'verify the record, or an export without a database: what was changed, deleted or cut off is named',
  )
  .action(verifyAudit);
audit
  .command('log')
  .option('--most <number>', 'so many lines', '50')
  .description('list who tried what they may not and who opened personal values, newest first')
  .action(auditLog);
const holidays = program.command('holidays').description('the official holidays deadlines are counted by');
holidays
  .command('import')
  .argument('<source>', 'file or address: YAML, JSON or ICS')
  .option('--yes', 'do not ask; a script is never asked')
  .option('--dry-run', 'only show which deadlines would move')
  .description('bring in the holidays of a year: shows which running deadlines move, and counts them anew')
  .action(importHolidays);
holidays
  .command('undo')
  .option('--yes', 'do not ask; a script is never asked')
  .option('--dry-run', 'only show which deadlines would move')
  .description('take the last import of holidays back, and every deadline with it')
  .action(undoHolidays);
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
    error instanceof SettingRefused ||
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
