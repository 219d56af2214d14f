/** The language the page speaks, remembered in this browser. */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { texts } from './locales.js';
import type { Locale, Texts } from './texts.js';

interface Language {
  readonly locale: Locale;
  readonly own: Texts;
  readonly zone: string;
  change(locale: Locale): void;
}

const KEY = 'troika.locale';
const Context = createContext<Language | null>(null);

export function LanguageProvider({ zone, children }: { zone: string; children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => (localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'));
  useEffect(() => {
    document.documentElement.lang = locale;
    localStorage.setItem(KEY, locale);
  }, [locale]);
  return <Context value={{ locale, own: texts[locale], zone, change: setLocale }}>{children}</Context>;
}

export function useLanguage(): Language {
  const language = useContext(Context);
  if (!language) throw new Error('expected a LanguageProvider above, got none');
  return language;
}
