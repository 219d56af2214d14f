/**
 * Keeps us in step with the platforms' directories. Who has left there is shut out here at once; everything else is shown
 * to the administrators, who take it with one tap: a platform must not make anybody staff by itself.
 */
import { platformName } from '../cards/platform-name.js';
import { createWording, type Wording } from '../cards/wording.js';
import { type DirectoryDifference, isEmpty, NOTHING } from '../people/directory-difference.js';
import type { Directory } from '../people/people.js';
import { administrators } from '../people/staff.js';
import type { Card } from '../platform/card.js';
import { cardsFor } from './cards-for.js';
import { lookButton } from './errands/sync-directory.js';
import { take } from './errands/take-list.js';
import type { House } from './house.js';
import { entriesOf, markOf, platformDifference } from './import/platform-difference.js';
import { saveOnce } from './save-once.js';

const EVERY_MS = 60 * 60_000;
/** More people than these do not leave at once: a permission that was taken from us looks just like it. */
const MOST_LEAVING = { people: 3, share: 0.1 };

export interface DirectoryWatch {
  /** Reads a platform's directory now. */
  check(platform: string): Promise<void>;
  /** Reads those that were not read for an hour. */
  sweep(): Promise<void>;
}

export function createDirectoryWatch(house: House): DirectoryWatch {
  const checkedAt = new Map<string, number>();
  const underWay = new Map<string, Promise<void>>();

  /** One reading at a time; who asks during one is served by the next. */
  function check(platform: string): Promise<void> {
    const before = underWay.get(platform) ?? Promise.resolve();
    checkedAt.set(platform, house.store.clock.now());
    const work = before.catch(() => undefined).then(() => checkNow(house, platform));
    underWay.set(platform, work);
    return work;
  }
  return {
    check,
    async sweep() {
      const now = house.store.clock.now();
      for (const { platform, directory } of house.adapters.values())
        if (directory && now - (checkedAt.get(platform) ?? Number.NEGATIVE_INFINITY) >= EVERY_MS)
          await check(platform);
    },
  };
}

async function checkNow(house: House, platform: string): Promise<void> {
  const { store } = house;
  const known = await store.bindings.memberAccounts();
  const here = new Set(known.filter((each) => each.platform === platform).map(({ member }) => member));
  const read = house.adapters.get(platform)?.directory;
  // Nobody was taken over from there yet: then it is not ours to follow.
  if (!read || here.size === 0) return;
  const entries = await entriesOf(read);
  if ('unreadable' in entries) {
    house.log.warn({ platform, reason: entries.unreadable }, 'the directory could not be read');
    return;
  }
  const directory = await house.staff.directory();
  const edition = await house.library.live();
  const wording = createWording({
    ...{ messages: edition.messages, locale: house.locale, directory, tz: house.tz, now: store.clock.now() },
  });
  const compared = await platformDifference(entries.entries, {
    ...{ platform, directory, edition, bindings: store.bindings, wording },
  });
  if ('lines' in compared) {
    house.log.warn({ platform, lines: compared.lines }, 'the directory contradicts ours');
    return;
  }
  const { difference } = compared;
  const left = mayLeave(difference, directory, here.size) ? difference.leaving : [];
  const waiting = left.length > 0 ? { ...difference, leaving: [] } : difference;
  // Each version of the directory is left once: who comes back may leave again.
  const key = `directory/${platform}/${directory.version}`;
  if (left.length > 0 && !(await shutOut(house, left, directory, key))) return;
  const news = left.length > 0 ? key : `directory/${platform}/${markOf(waiting)}`;
  await tellAdministrators(house, news, { platform, left, waiting });
}

/** False: somebody else was faster, another instance or a person; the next hour looks again. */
async function shutOut(
  house: House,
  leaving: DirectoryDifference['leaving'],
  { version }: Directory,
  key: string,
): Promise<boolean> {
  const { store } = house;
  const { deed, commands } = await take({ ...NOTHING, leaving }, { house, key });
  const change = { expect: [{ table: 'directory' as const, version }], outbox: [], commands };
  const { saved } = await store.deeds.save([deed], 'system', change, store.clock.now());
  if (!saved) return false;
  house.staff.refresh();
  await store.bus.publish('directory', {});
  house.onSaved({ commands });
  return true;
}

/** Never too many at once, and never the last administrator. */
function mayLeave({ leaving }: DirectoryDifference, directory: Directory, here: number): boolean {
  const gone = new Set(leaving.map(({ id }) => id));
  const remains = administrators(directory).some(({ id }) => !gone.has(id));
  return remains && leaving.length <= Math.max(MOST_LEAVING.people, here * MOST_LEAVING.share);
}

interface News {
  readonly platform: string;
  readonly left: DirectoryDifference['leaving'];
  /** What waits for an administrator. */
  readonly waiting: DirectoryDifference;
}

/** Of the same news once. */
async function tellAdministrators(house: House, key: string, news: News): Promise<void> {
  if (news.left.length === 0 && isEmpty(news.waiting)) return;
  const admins = administrators(await house.staff.directory());
  await saveOnce(house, await cardsFor(house, admins, key, (wording) => newsCard(news, wording)));
}

function newsCard({ platform, left, waiting }: News, wording: Wording): Card {
  const name = platformName(platform, wording);
  const { joining, returning, changing, leaving, binding } = waiting;
  const lines = [
    ...left.map((member) => wording.t('members.sync.left', { name: member.name, platform: name })),
    ...(isEmpty(waiting)
      ? []
      : [
          wording.t('members.sync.waiting', {
            ...{ joined: joining.length + returning.length, changed: changing.length },
            ...{ left: leaving.length, bound: binding.length, platform: name },
          }),
        ]),
    ...(leaving.length > 0 ? [wording.t('members.sync.too_many', { n: leaving.length })] : []),
  ];
  return {
    title: wording.t('members.sync.moved', { platform: name }),
    tone: leaving.length > 0 ? 'warning' : 'info',
    blocks: [{ kind: 'text', text: lines.join('\n') }],
    buttons: isEmpty(waiting) ? [] : [lookButton(platform, wording.t('members.sync.look'))],
  };
}
