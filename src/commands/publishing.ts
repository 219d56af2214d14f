/** `troika check | publish | versions`: what a content folder says, and what is live. */
import { userInfo } from 'node:os';
import type { Config } from '../config.js';
import { differenceLines, OPERATOR } from '../desk/content-news.js';
import type { Publisher } from '../desk/publication.js';
import { goLive, prepare } from '../desk/publish.js';
import { prepareRollback, publications, type RollbackPrepared } from '../desk/rollback.js';
import { adaptersOf } from '../main.js';
import { compileContent } from '../sop/content.js';
import { diagramOf } from '../sop/diagram.js';
import { readContentFolder } from '../store/content-folder.js';
import { contentRootOf } from '../store/own-content.js';
import { agreed, config, out, refused, Trouble, withStore } from './operator.js';

export async function check(folder: string | undefined, { diagram }: { diagram?: string }): Promise<void> {
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

export async function publishFolder(folder: string | undefined, options: PublishOptions): Promise<void> {
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

export async function versions(): Promise<void> {
  await withStore(config(), async (store) => {
    const history = await publications({ store });
    if (history.length === 0) out('nothing was published yet');
    history.forEach(({ at, by, deed: { content, replaced, rollback } }, index) => {
      const notes = [...(index === 0 ? ['live'] : []), ...(rollback ? [`rolled back from ${replaced}`] : [])];
      out([content, new Date(at).toISOString(), by, ...notes].join('  '));
    });
  });
}
