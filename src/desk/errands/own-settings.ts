/** The settings of whoever asks: read, shown, and kept as changed. A member's are part of the directory, a requester's of their row. */

import { localDate } from '../../calendar/business-hours.js';
import { platformName } from '../../cards/platform-name.js';
import { type SettingsFacts, settingsCard } from '../../cards/settings.js';
import type { Wording } from '../../cards/wording.js';
import { leaveAhead } from '../../people/leave.js';
import type { Locale, Member, QuietHours, Requester } from '../../people/people.js';
import { preferring } from '../../people/preferences.js';
import { quietUntil } from '../../people/quiet-hours.js';
import { type Address, platformOf } from '../../platform/address.js';
import type { Card } from '../../platform/card.js';
import type { Deed } from '../ports/deeds.js';
import { wordsIn } from '../speak.js';
import type { Done, Running } from './errand.js';

export type Settings =
  | { readonly of: 'member'; readonly member: Member }
  | { readonly of: 'requester'; readonly requester: Requester };

export async function settingsOf({ house, reader }: Running): Promise<Settings> {
  const { id, kind } = reader.person;
  if (kind === 'member') return { of: 'member', member: memberAsking({ reader }) };
  const requester = await house.store.people.requester(id);
  if (!requester) throw new Error(`settings: expected the requester ${id}, got none`);
  return { of: 'requester', requester };
}

export function memberAsking({ reader: { person, directory } }: Pick<Running, 'reader'>): Member {
  const member = directory.members.get(person.id);
  if (person.kind !== 'member' || !member) throw new Error(`settings: expected a member, got ${person.id}`);
  return member;
}

export function localeOf(settings: Settings): Locale {
  return settings.of === 'member' ? settings.member.locale : settings.requester.locale;
}

export function quietOf(settings: Settings): QuietHours | null {
  return settings.of === 'member' ? (settings.member.preferences.quiet ?? null) : settings.requester.quiet;
}

export function speaking(settings: Settings, locale: Locale): Settings {
  if (settings.of === 'requester') return { ...settings, requester: { ...settings.requester, locale } };
  const { member } = settings;
  return {
    of: 'member',
    member: { ...member, locale, preferences: preferring(member.preferences, 'locale', locale) },
  };
}

export function beingQuiet(settings: Settings, quiet: QuietHours | null): Settings {
  if (settings.of === 'requester') return { ...settings, requester: { ...settings.requester, quiet } };
  return withPreferences(
    settings.member,
    preferring(settings.member.preferences, 'quiet', quiet ?? undefined),
  );
}

export function withPreferences(member: Member, preferences: Member['preferences']): Settings {
  return { of: 'member', member: { ...member, preferences } };
}

/** The page as these settings have it. */
export function page(settings: Settings, running: Running): Card {
  return settingsCard(factsOf(settings, running), wordingOf(settings, running));
}

/** Kept, with one line and the page as it is now; in the language chosen by now. */
export function keep(settings: Settings, running: Running, says: (wording: Wording) => string): Done {
  return {
    deeds: [deedOf(settings, running)],
    says: says(wordingOf(settings, running)),
    card: page(settings, running),
  };
}

export function deedOf(settings: Settings, { house, now }: Running): Deed {
  const quiet = quietOf(settings);
  const hearsFrom = (quiet && quietUntil(quiet, now, house.tz)) ?? now;
  if (settings.of === 'requester') {
    const { id, locale } = settings.requester;
    return { deed: 'requesterPreferred', requester: id, locale, quiet, hearsFrom };
  }
  const { id, preferences } = settings.member;
  return { deed: 'memberPreferred', member: id, preferences, hearsFrom };
}

/** What a one-to-one place is called: its platform, and where there are two of one, the account as well. */
export function channelName(address: string, all: readonly string[], wording: Wording): string {
  const platform = platformOf(address as Address);
  const name = platformName(platform, wording);
  const twice = all.filter((other) => platformOf(other as Address) === platform).length > 1;
  const [account = ''] = address.split(':').slice(-1);
  return twice ? wording.t('settings.channel', { name, account: decodeURIComponent(account) }) : name;
}

function wordingOf(settings: Settings, { house, reader }: Running): Wording {
  const locale = localeOf(settings);
  return locale === reader.locale ? reader.wording : wordsIn(locale, house, reader);
}

function factsOf(settings: Settings, running: Running): SettingsFacts {
  const own = { locale: localeOf(settings), quiet: quietOf(settings) };
  if (settings.of === 'requester') return { ...own, staff: null };
  const { member } = settings;
  const wording = wordingOf(settings, running);
  return {
    ...own,
    staff: {
      muted: member.preferences.muted ?? [],
      leave: leaveAhead(member, localDate(running.house.tz, running.now)),
      channels: member.addresses.map((address) => channelName(address, member.addresses, wording)),
    },
  };
}
