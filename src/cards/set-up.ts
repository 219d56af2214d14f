/** The first set-up in cards: what there is now, what it needs yet, and how the first ticket comes to be. */
import { type DaysAlike, daysAlike, neverCloses } from '../calendar/hours-said.js';
import type { Text } from '../people/people.js';
import type { Block, Button, Card } from '../platform/card.js';
import type { Content } from '../sop/content.js';
import type { Sop } from '../sop/sop.js';
import { platformName } from './platform-name.js';
import type { Wording } from './wording.js';

export interface PlatformState {
  readonly platform: string;
  readonly on: boolean;
  /** Variables that turn it on; none for our own page. */
  readonly needs: readonly string[];
}

export interface SetUpFacts {
  readonly content: Content;
  /** Where the folder lies, and where the one before it was put. */
  readonly founded: { readonly at: string; readonly kept: string | null };
  readonly platforms: readonly PlatformState[];
  readonly buttons: readonly Button[];
}

export function setUpCard({ content, founded, platforms, buttons }: SetUpFacts, wording: Wording): Card {
  const field = (key: string, value: string) => ({ label: wording.t(`set_up.field.${key}`), value });
  const teamOf = (sop: Sop) => {
    const queue = content.queues.find(({ id }) => id === sop.queue);
    const team = content.teams.find(({ id }) => id === queue?.team);
    return wording.t('set_up.served', { sop: { text: sop.title }, team: team ? { text: team.name } : '' });
  };
  const [calendar] = content.calendars;
  return {
    title: wording.t('set_up.title', { company: { text: content.company } }),
    tone: 'good',
    tag: wording.t('set_up.live'),
    blocks: [
      {
        kind: 'fields',
        fields: [
          field('teams', wording.list(content.teams.map(({ name }) => wording.text(name)))),
          field('hours', calendar ? hoursOf(calendar, wording) : ''),
          field('sops', Object.values(content.latest).map(teamOf).join('\n')),
          field('platforms', platformLines(platforms, wording)),
          field('folder', founded.at),
        ],
      },
      ...(founded.kept === null ? [] : [note('set_up.kept', { folder: founded.kept }, wording)]),
      note('set_up.edit', {}, wording),
    ],
    buttons: buttons.map((button, index) => (index === 0 ? { ...button, style: 'primary' } : button)),
  };
}

/** 周一至周五 09:00–18:00，法定节假日放假 */
function hoursOf({ week, holidays }: Content['calendars'][number], wording: Wording): string {
  if (neverCloses(week)) return wording.t('set_up.always');
  const day = (key: string | undefined) => wording.t(`difference.aspect.${key}`);
  const line = ({ days, windows }: DaysAlike) => {
    const [first, last] = [day(days[0]), day(days.at(-1))];
    const span = days.length > 1 ? wording.t('set_up.days', { first, last }) : first;
    return `${span} ${windows.map(([from, to]) => `${from}–${to}`).join(' ')}`;
  };
  const lines = daysAlike(week).map(line);
  return [...lines, wording.t(holidays ? 'set_up.holidays' : 'set_up.no_holidays')].join('\n');
}

/** What is on, then what each other one waits for. */
function platformLines(platforms: readonly PlatformState[], wording: Wording): string {
  const name = (platform: string) => platformName(platform, wording);
  const on = platforms.filter((each) => each.on).map(({ platform }) => name(platform));
  const off = platforms.filter((each) => !each.on);
  return [
    wording.t('set_up.platforms_on', { platforms: on }),
    ...off.map(({ platform, needs }) =>
      wording.t('set_up.platform_needs', { platform: name(platform), needs: [...needs] }),
    ),
  ].join('\n');
}

export function firstTicketCard(
  { sops, platforms }: { readonly sops: readonly Sop[]; readonly platforms: readonly PlatformState[] },
  wording: Wording,
): Card {
  const chats = platforms.filter(({ on, needs }) => on && needs.length > 0);
  const where =
    chats.length > 0
      ? wording.t('set_up.first.chats', {
          platforms: chats.map(({ platform }) => platformName(platform, wording)),
        })
      : wording.t('set_up.first.demo');
  return {
    title: wording.t('set_up.first.title'),
    tone: 'info',
    blocks: [
      { kind: 'text', text: where },
      {
        kind: 'fields',
        fields: sops.map(({ title, words }) => ({
          label: wording.text(title),
          value: wording.list(words.map((word) => wording.t('list.quoted', { word }))),
        })),
      },
      note('set_up.first.then', {}, wording),
    ],
    buttons: [],
  };
}

export interface AlreadySetUp {
  readonly company: Text;
  readonly published: { readonly id: string; readonly at: number; readonly by: string } | undefined;
  readonly buttons: readonly Button[];
}

export function alreadySetUpCard({ company, published, buttons }: AlreadySetUp, wording: Wording): Card {
  return {
    title: wording.t('set_up.already', { company: { text: company } }),
    tone: 'info',
    blocks: [
      ...(published
        ? [note('set_up.since', { id: published.id, at: { at: published.at }, who: published.by }, wording)]
        : []),
      { kind: 'text', text: wording.t('set_up.instead') },
    ],
    buttons,
  };
}

function note(key: string, params: Parameters<Wording['t']>[1], wording: Wording): Block {
  return { kind: 'text', text: wording.t(key, params), tone: 'neutral' };
}
