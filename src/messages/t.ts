/** Texts by key: `t('zh-CN', 'ticket.holder')`. A key or a value that is missing is a bug and is thrown, with its name. */
import type { Catalogue, Locale } from './catalogue.js';

export interface Messages {
  t(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string;
  /** For texts that content may leave out. */
  has(key: string): boolean;
}

export function createMessages(catalogue: Catalogue): Messages {
  return {
    t(locale, key, params = {}) {
      const text = Object.hasOwn(catalogue[locale], key) ? catalogue[locale][key] : undefined;
      if (text === undefined) throw new Error(`expected a text for ${key} in ${locale}, got none`);
      return text.replace(PLACEHOLDER, (_, name: string, one?: string, other?: string) => {
        const value = Object.hasOwn(params, name) ? params[name] : undefined;
        if (value === undefined) throw new Error(`expected a value for {${name}} in ${key}, got none`);
        if (one === undefined) return String(value);
        return Number(value) === 1 ? one : (other ?? '');
      });
    },
    has: (key) => Object.hasOwn(catalogue['zh-CN'], key),
  };
}

/** `{name}`, or `{name|one|other}` to choose by number. */
const PLACEHOLDER = /\{([A-Za-z_][A-Za-z0-9_]*)(?:\|([^{}|]*)\|([^{}|]*))?\}/gu;
