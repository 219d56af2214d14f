/** 语言: what cards, notices and answers are written in from now on; what stands there already stays as it is. */
import { readLanguage } from '../../people/preferences.js';
import type { Field } from '../../sop/sop.js';
import { question } from '../../tickets/questions.js';
import { answersTo, defineErrand } from './errand.js';
import { keep, localeOf, settingsOf, speaking } from './own-settings.js';
import { refuseErrand, wrongAnswers } from './refusals.js';

const LANGUAGE: Field = {
  ...question('language', 'choice', { 'zh-CN': '语言', en: 'Language' }),
  choices: [
    { value: 'zh-CN', label: { 'zh-CN': '中文', en: '中文 (Chinese)' } },
    { value: 'en', label: { 'zh-CN': 'English（英文）', en: 'English' } },
  ],
};

export const language = defineErrand({
  type: 'language',
  words: { 'zh-CN': ['语言', '切换语言'], en: ['language'] },
  label: { 'zh-CN': '语言', en: 'Language' },
  of: 'all',
  alone: true,
  may: () => null,
  async run({ said, language: answered }, running) {
    const settings = await settingsOf(running);
    const named = typeof said === 'string' ? readLanguage(said) : null;
    if (typeof said === 'string' && named === null)
      return wrongAnswers({ language: refuseErrand('wrong_language', { got: said }) });
    const read = answersTo([LANGUAGE], { language: answered ?? named }, running);
    if ('asks' in read) return { ...read, standing: { language: localeOf(settings) } };
    if (!('values' in read)) return read;
    const locale = read.values.language === 'en' ? 'en' : 'zh-CN';
    return keep(speaking(settings, locale), running, (wording) => wording.t('settings.saved.language'));
  },
});
