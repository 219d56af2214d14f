/** 我的设置: what is set now, and a button for each of it. */
import { defineErrand } from './errand.js';
import { page, settingsOf } from './own-settings.js';

export const settings = defineErrand({
  type: 'settings',
  words: { 'zh-CN': ['我的设置', '个人设置'], en: ['my settings'] },
  label: { 'zh-CN': '我的设置', en: 'My settings' },
  of: 'all',
  alone: true,
  may: () => null,
  run: async (_input, running) => ({ card: page(await settingsOf(running), running) }),
});
