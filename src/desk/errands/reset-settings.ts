/** 恢复默认: back to what the content and the house have for everybody. */
import { resetPreferences } from '../../people/preferences.js';
import { defineErrand, type Running } from './errand.js';
import { keep, type Settings, settingsOf } from './own-settings.js';

export const resetSettings = defineErrand({
  type: 'reset_settings',
  words: { 'zh-CN': ['恢复默认', '恢复默认设置'], en: ['reset settings', 'reset my settings'] },
  label: { 'zh-CN': '恢复默认', en: 'Reset my settings' },
  of: 'all',
  alone: true,
  may: () => null,
  run: async (_input, running) =>
    keep(await defaultsFor(await settingsOf(running), running), running, (wording) =>
      wording.t('settings.saved.reset'),
    ),
});

async function defaultsFor(settings: Settings, { house }: Running): Promise<Settings> {
  if (settings.of === 'requester')
    return { of: 'requester', requester: { ...settings.requester, locale: house.locale, quiet: null } };
  const { member } = settings;
  const defaults = await house.store.people.defaults(member.id);
  if (!defaults) throw new Error(`settings: expected the member ${member.id}, got none`);
  return {
    of: 'member',
    member: { ...member, ...defaults, preferences: resetPreferences(member.preferences) },
  };
}
