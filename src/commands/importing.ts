/** `troika import customers | members`: lists that are kept elsewhere. */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { adapters as descriptors } from '../../adapters/index.js';
import { createWording } from '../cards/wording.js';
import { OPERATOR } from '../desk/content-news.js';
import { type Imported, importCustomers } from '../desk/import/import-customers.js';
import { importMembers } from '../desk/import/import-members.js';
import { adaptersOf } from '../main.js';
import { createMessages } from '../messages/t.js';
import { compileContent } from '../sop/content.js';
import { openRejects, readList, rejectsOf } from '../store/list-file.js';
import { agreed, config, out, Trouble, withStore } from './operator.js';

/** A list of customers as a file: what is new, what changed, and a file of the lines that could not be taken. */
export async function customers(file: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
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
export async function members(
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
