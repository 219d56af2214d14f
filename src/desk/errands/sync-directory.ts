/** 同步通讯录: a platform's own directory is read, what it would change is shown, and only what was shown is done. */
import { differenceCard, listProblemsCard } from '../../cards/member-list.js';
import { platformName } from '../../cards/platform-name.js';
import { remarkLines } from '../../cards/sync-remarks.js';
import { isEmpty } from '../../people/directory-difference.js';
import { administrators } from '../../people/staff.js';
import { buttonValue } from '../../platform/button.js';
import type { Button } from '../../platform/card.js';
import { entriesOf, type PlatformDifference, platformDifference } from '../import/platform-difference.js';
import { defineErrand, type Outcome, type Running } from './errand.js';
import { refuseErrand } from './refusals.js';
import { take } from './take-list.js';

/** What a button carries: whose directory, and to take it, what was shown. */
const PRESSED = /^(?:look\/([a-z-]{2,20})|take\/([a-z-]{2,20})\/([0-9a-f]{16}))$/u;

export const syncDirectory = defineErrand({
  type: 'sync_directory',
  words: { 'zh-CN': ['同步通讯录', '同步成员'], en: ['sync directory', 'sync members'] },
  label: { 'zh-CN': '同步通讯录', en: 'Sync the directory' },
  of: 'staff',
  alone: true,
  may: ({ person, directory }) => {
    const admins = administrators(directory);
    if (admins.some(({ id }) => id === person.id)) return null;
    const named = admins.map(({ id }) => ({ person: `member:${id}` }));
    return refuseErrand('only_admins', { holder: named.length > 0 ? named : [{ message: 'role.admin' }] });
  },
  async run({ said }, running) {
    const readable = [...running.house.adapters.values()].flatMap(({ platform, directory }) =>
      directory ? [platform] : [],
    );
    const [, looked, taken, mark] = PRESSED.exec(String(said ?? '')) ?? [];
    const [first, second] = readable;
    if (first === undefined) return nothingToRead(running);
    const platform = looked ?? taken ?? (second === undefined ? first : undefined);
    if (platform === undefined || !readable.includes(platform)) return choose(readable, running);
    return sync(platform, mark ?? null, running);
  },
});

async function sync(platform: string, mark: string | null, running: Running): Promise<Outcome> {
  const { house, reader } = running;
  const { directory, edition, wording } = reader;
  const read = await entriesOf(house.adapters.get(platform)?.directory ?? (async () => []));
  if ('unreadable' in read)
    return refuseErrand('directory_unreadable', {
      ...{ platform: platformName(platform, wording), reason: read.unreadable },
    });
  const compared = await platformDifference(read.entries, {
    ...{ platform, directory, edition, bindings: house.store.bindings, wording },
  });
  if ('lines' in compared) return { card: listProblemsCard(compared.lines, wording) };
  return compared.mark === mark ? done(compared, running) : shown(platform, compared, running);
}

function shown(
  platform: string,
  { difference, remarks, mark }: PlatformDifference,
  { reader }: Running,
): Outcome {
  const { directory, wording } = reader;
  const take: Button = {
    text: wording.t('members.sync.take'),
    value: buttonValue({
      ...{ action: 'sync_directory', ticketId: 0, version: 0, argument: `take/${platform}/${mark}` },
    }),
    style: difference.leaving.length > 0 ? 'danger' : 'primary',
  };
  const buttons = isEmpty(difference) ? [] : [take];
  const card = differenceCard({ difference, directory, buttons, rest: 'members.sync.unchanged' }, wording);
  const lines = remarkLines(remarks, directory, wording);
  return {
    card: {
      ...card,
      tag: platformName(platform, wording),
      blocks: [
        ...card.blocks,
        ...(lines.length > 0
          ? [{ kind: 'text' as const, text: lines.join('\n'), tone: 'warning' as const }]
          : []),
      ],
    },
  };
}

async function done({ difference }: PlatformDifference, running: Running): Promise<Outcome> {
  const { person, wording } = running.reader;
  if (difference.leaving.some(({ id }) => id === person.id)) return refuseErrand('own_account');
  const { deed, commands } = await take(difference, running);
  const { joining, changing, returning, leaving, binding } = difference;
  return {
    deeds: [deed],
    says: wording.t('members.sync.done', {
      ...{ joined: joining.length + returning.length, changed: changing.length },
      ...{ left: leaving.length, bound: binding.length },
    }),
    commands,
  };
}

function choose(platforms: readonly string[], { reader }: Running): Outcome {
  const { wording } = reader;
  return {
    card: {
      ...{ title: wording.t('members.sync.title'), tone: 'info' },
      blocks: [{ kind: 'text', text: wording.t('members.sync.which') }],
      buttons: platforms.map((platform) => lookButton(platform, platformName(platform, wording))),
    },
  };
}

/** Where no platform that is on has a directory, a list does it. */
function nothingToRead({ house, reader }: Running): Outcome {
  const { wording } = reader;
  const on = [...house.adapters.keys()].map((platform) => platformName(platform, wording));
  return {
    card: {
      ...{ title: wording.t('members.sync.title'), tone: 'info' },
      blocks: [{ kind: 'text', text: wording.t('members.sync.nowhere', { platforms: on }) }],
      buttons: [
        {
          text: wording.t('members.button.import'),
          value: buttonValue({ action: 'import_members', ticketId: 0, version: 0 }),
          style: 'primary',
        },
      ],
    },
  };
}

/** Shows what the platform's directory would change. */
export function lookButton(platform: string, text: string): Button {
  const value = buttonValue({
    ...{ action: 'sync_directory', ticketId: 0, version: 0, argument: `look/${platform}` },
  });
  return { text, value, style: 'primary' };
}
