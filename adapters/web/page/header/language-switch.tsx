/** Changes the page's language; the desk speaks to each person in their own. */
import { useLanguage } from '../language/language.js';

export function LanguageSwitch() {
  const { locale, own, change } = useLanguage();
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className="language-switch" lang={other} onClick={() => change(other)}>
      {own.language}
    </button>
  );
}
