/**
 * 初始化: the shipped company gives way to one of their own. The folder is written first, then one save makes it live and
 * lets the sample's people go: whatever is cut off in between, the same answers again finish it.
 */
import { alreadySetUpCard, firstTicketCard, setUpCard } from '../../cards/set-up.js';
import { actorName } from '../../people/actor.js';
import type { Standing } from '../../people/directory-difference.js';
import { NOTHING } from '../../people/directory-difference.js';
import type { Member } from '../../people/people.js';
import { buttonValue } from '../../platform/button.js';
import type { Button } from '../../platform/card.js';
import { type Content, compileContent } from '../../sop/content.js';
import { starter } from '../../sop/starter.js';
import { refuse } from '../../tickets/refusal.js';
import { publisherName } from '../content-news.js';
import type { House } from '../house.js';
import type { ContentFiles } from '../ports/content.js';
import { contentId, goingLive, prepare } from '../publish.js';
import { publications } from '../rollback.js';
import type { Reader } from '../speak.js';
import { answersTo, type Done, defineErrand, type Outcome, type Running } from './errand.js';
import { problemsPage } from './publishing.js';
import { type ErrandRefused, refuseErrand } from './refusals.js';
import { type Given, givenBy, proposed, setUpFields } from './set-up-questions.js';
import { take } from './take-list.js';

/** What the button under the result carries. */
const FIRST_TICKET = 'first_ticket';

export const setUp = defineErrand({
  type: 'set_up',
  words: { 'zh-CN': ['初始化', '开始设置'], en: ['setup', 'set up'] },
  label: { 'zh-CN': '初始化', en: 'Set up' },
  of: 'staff',
  alone: true,
  may: mayAdminister,
  async run({ said, ...input }, running) {
    const { house, reader } = running;
    // Read anew each time: another administrator may have been faster.
    const { content: live } = await house.library.live();
    if (said === FIRST_TICKET) return { card: firstTicket(live, running) };
    const shipped = await house.folder.shipped();
    const library = compiled(shipped);
    const read = answersTo(setUpFields(library), input, running);
    const given = 'values' in read ? givenBy(read.values, library) : null;
    if (!live.sample) {
      if (given && 'week' in given) await standBack(await filesFor(given, shipped, running), house);
      return already(live, running);
    }
    if (!house.folder.found) return refuseErrand('content_elsewhere');
    if ('asks' in read) return { ...read, standing: proposed(library, reader) };
    if (!given) return read as ErrandRefused;
    return 'week' in given ? founds(given, shipped, running) : given;
  },
});

function mayAdminister({ person, directory }: Reader): ErrandRefused | null {
  const roles = directory.members.get(person.id)?.roles ?? [];
  if (person.kind === 'member' && roles.includes('admin')) return null;
  return refuse('not_allowed', { holder: { message: 'role.admin' } });
}

/** Whether this reader is offered to begin. */
export function offersSetUp(reader: Reader, { folder }: Pick<House, 'folder'>): boolean {
  return reader.edition.content.sample && folder.found !== null && mayAdminister(reader) === null;
}

function compiled(shipped: ContentFiles): Content {
  const read = compileContent(shipped);
  if ('content' in read) return read.content;
  throw new Error(`expected the shipped content to have no problem, got ${read.problems[0]?.message}`);
}

async function filesFor(given: Given, shipped: ContentFiles, running: Running): Promise<ContentFiles> {
  const { house } = running;
  const { id, name, roles, locale } = administrator(running);
  const accounts = await house.store.bindings.identities({ kind: 'member', id });
  const identities = Object.fromEntries(accounts.map(({ platform, account }) => [platform, account]));
  return starter(shipped, { ...given, tz: house.tz, admin: { id, name, roles, locale, identities } });
}

function administrator({ reader }: Running): Member {
  const member = reader.directory.members.get(reader.person.id);
  if (!member) throw new Error(`set-up: expected an administrator we know, got ${reader.person.id}`);
  return member;
}

async function founds(given: Given, shipped: ContentFiles, running: Running): Promise<Outcome> {
  const { house, reader } = running;
  const files = await filesFor(given, shipped, running);
  const prepared = await prepare(house, files);
  if (prepared.kind === 'problems') return problemsPage(prepared.problems, running);
  if (prepared.kind === 'unchanged') throw new Error('set-up: expected the sample to be live, got our own');
  if (!house.folder.found) return refuseErrand('content_elsewhere');
  const founded = await house.folder.found(files);
  const { content } = prepared.publication;
  // No news of it in the groups: whoever stands there has left, or has just arrived.
  const { deed, expect } = await goingLive(house, prepared.publication, actorName(reader.person));
  const people = await moves(content, running);
  return {
    deeds: [people.deed, deed],
    ...{ expect, commands: people.commands },
    card: setUpCard(
      { content, founded, platforms: platformsOf(house), buttons: nextSteps(reader) },
      reader.wording,
    ),
  } satisfies Done;
}

/** The sample's people leave as anybody does; whoever set this up leads every team. */
async function moves(content: Content, running: Running) {
  const admin = administrator(running);
  const seed = content.members.find(({ id }) => id === admin.id);
  const after: Standing = { ...standing(admin), teams: seed?.teams ?? [], roles: seed?.roles ?? admin.roles };
  const leaving = await sampleMembers(running);
  return take(
    {
      ...NOTHING,
      leaving: leaving.map(standing),
      changing: [{ before: standing(admin), after, what: ['teams', 'roles'] }],
    },
    running,
  );
}

/** Whoever has come in as one of them, or has an account on a chat platform, is somebody. */
async function sampleMembers({ house, reader }: Running): Promise<readonly Member[]> {
  const { directory, person } = reader;
  const { content } = await house.library.live();
  const accounts = await house.store.bindings.memberAccounts();
  const real = new Set([
    person.id,
    ...(await house.store.logIns.cameIn()),
    ...accounts.filter(({ platform }) => platform !== 'web').map(({ member }) => member),
  ]);
  return content.members.flatMap(({ id }) => {
    const member = directory.members.get(id);
    return member?.active && !real.has(id) ? [member] : [];
  });
}

const standing = ({ id, name, teams, roles, leader }: Member): Standing => ({
  ...{ id, name, teams, roles, leader },
});

/** Two began at once, and the other was faster: what lies in the folder must be what is live. */
async function standBack(mine: ContentFiles, { folder, store }: House): Promise<void> {
  const there = await folder.read();
  const live = await store.content.live();
  if (!there || !live || contentId(there) === live.id || contentId(there) !== contentId(mine)) return;
  const files = await store.content.files(live.id);
  if (files) await folder.found?.(files);
}

async function already(live: Content, running: Running): Promise<Outcome> {
  const { house, reader } = running;
  const [last] = await publications(house, 1);
  const { wording } = reader;
  return {
    card: alreadySetUpCard(
      {
        company: live.company,
        published: last && {
          ...{ id: last.deed.content, at: last.at, by: publisherName(last.by, wording) },
        },
        buttons: [
          step('publish', wording.t('publish.publish')),
          step('versions', wording.t('publish.versions.button')),
          ...nextSteps(reader),
        ],
      },
      wording,
    ),
  };
}

function firstTicket({ latest }: Content, { house, reader }: Running) {
  const sops = Object.values(latest).filter(({ words }) => words.length > 0);
  return firstTicketCard({ sops, platforms: platformsOf(house) }, reader.wording);
}

function platformsOf({ adapters, platforms }: House) {
  return platforms.map(({ platform, needs }) => ({ platform, needs, on: adapters.has(platform) }));
}

function nextSteps({ wording }: Reader): readonly Button[] {
  return [
    step('set_up', wording.t('set_up.button.first_ticket'), FIRST_TICKET),
    step('edit_member', wording.t('members.button.add')),
  ];
}

function step(action: string, text: string, argument?: string): Button {
  const press = { action, ticketId: 0, version: 0, ...(argument === undefined ? {} : { argument }) };
  return { text, value: buttonValue(press), style: 'plain' };
}
