/** 我的设置: what somebody has set, in words, and a button for each. */

import type { Leave, Locale, NoticeClass, QuietHours } from '../people/people.js';
import { buttonValue } from '../platform/button.js';
import type { Button, Card } from '../platform/card.js';
import type { Wording } from './wording.js';

export interface SettingsFacts {
  readonly locale: Locale;
  readonly quiet: QuietHours | null;
  /** What only members have. */
  readonly staff: {
    readonly muted: readonly NoticeClass[];
    readonly leave: Leave | null;
    /** Names of the places where they are alone with us, the one that hears first in front. */
    readonly channels: readonly string[];
  } | null;
}

export function settingsCard({ locale, quiet, staff }: SettingsFacts, wording: Wording): Card {
  const row = (key: string, value: string) => ({ label: wording.t(`settings.row.${key}`), value });
  // With one channel there is nothing to choose.
  const channels = staff && staff.channels.length > 1 ? staff.channels : null;
  return {
    title: wording.t('settings.title'),
    tone: 'info',
    blocks: [
      {
        kind: 'fields',
        fields: [
          row('language', wording.t(`settings.language.${locale}`)),
          row('quiet_hours', quietWords(quiet, wording)),
          ...(staff
            ? [
                row('notices', noticeWords(staff.muted, wording)),
                row('leave', leaveWords(staff.leave, wording)),
              ]
            : []),
          ...(channels ? [row('channels', wording.list(channels))] : []),
        ],
      },
    ],
    buttons: [
      press('language', wording),
      press('quiet_hours', wording),
      ...(staff ? [press('notices', wording), press('leave', wording)] : []),
      ...(staff?.leave ? [press('leave', wording, 'over')] : []),
      ...(channels ? [press('channels', wording)] : []),
      press('reset_settings', wording),
    ],
  };
}

/** '22:00–08:00，周末全天'. */
export function quietWords(quiet: QuietHours | null, wording: Wording): string {
  if (!quiet) return wording.t('settings.quiet_none');
  const { from, to, weekends } = quiet;
  return wording.t(weekends ? 'settings.quiet_weekends' : 'settings.quiet', { from, to });
}

export function leaveWords(leave: Leave | null, wording: Wording): string {
  if (!leave) return wording.t('settings.leave_none');
  const delegate = { person: `member:${leave.delegate}` };
  return wording.t('settings.leave', { from: { date: leave.from }, until: { date: leave.until }, delegate });
}

function noticeWords(muted: readonly NoticeClass[], wording: Wording): string {
  if (muted.length === 0) return wording.t('settings.notices_all');
  return wording.t('settings.notices_without', {
    classes: wording.list(muted.map((one) => wording.t(`settings.class.${one}`))),
  });
}

function press(action: string, wording: Wording, argument?: string): Button {
  const value = buttonValue({
    action,
    ticketId: 0,
    version: 0,
    ...(argument === undefined ? {} : { argument }),
  });
  return { text: wording.t(`settings.button.${argument ?? action}`), value, style: 'plain' };
}
