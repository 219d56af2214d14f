/** `troika doctor | dead-letters`: what is missing or wrong, and what could not be delivered. */
import { adapters as descriptors } from '../../adapters/index.js';
import type { Config } from '../config.js';
import { checkUp } from '../desk/check-up.js';
import type { Adapters } from '../desk/ports/outside.js';
import { adaptersOf } from '../main.js';
import { compileContent } from '../sop/content.js';
import { readContentFolder } from '../store/content-folder.js';
import { contentFolder, contentRootOf } from '../store/own-content.js';
import type { OpenStore } from '../store/store.js';
import { config, out, refused, Trouble, withStore } from './operator.js';
import { publicAddress } from './public-address.js';

/** Each line: what was looked at, how it is and, where something is left to do, what. The exit code says whether all works. */
export async function doctor(): Promise<void> {
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
  let adapters: Adapters = new Map();
  await report('platform settings', async () => {
    adapters = await adaptersOf(settings, process.env);
    return `${[...adapters.keys()].join(', ')} can start`;
  });
  await report('database', () =>
    withStore(settings, async (store) => {
      const health = await store.outbox.health(store.clock.now());
      await report(
        'outbox',
        async () => `${health.pending} waiting, ${health.dead} dead, ${health.uncertain} uncertain`,
      );
      await lacking({ settings, store, root, adapters });
      return settings.databaseUrl ? 'DATABASE_URL answers' : `embedded under ${settings.dataRoot}`;
    }),
  );
}

/** What people have yet to do: nothing is wrong with the program. */
async function lacking({
  settings,
  store,
  root,
  adapters,
}: {
  settings: Config;
  store: OpenStore;
  root: string;
  adapters: Adapters;
}): Promise<void> {
  const found = await checkUp({
    ...{ store, adapters, root, platforms: descriptors, folder: contentFolder(settings) },
    live: await liveContent(store),
  });
  const address = await publicAddress(settings.publicUrl);
  for (const { what, is, todo } of [...found, ...(address ? [address] : [])])
    out(todo === null ? `ok    ${what}: ${is}` : `todo  ${what}: ${is}; ${todo}`);
}

async function liveContent({ content }: OpenStore) {
  const live = await content.live();
  const files = live && (await content.files(live.id));
  const compiled = files && compileContent(files);
  if (!live || !compiled || 'problems' in compiled) return null;
  const { company, sample, reach } = compiled.content;
  return { id: live.id, company: company['zh-CN'], sample, templates: reach.templates };
}

export async function deadLetters({ resend }: { resend?: string }): Promise<void> {
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
