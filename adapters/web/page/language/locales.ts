/** The page's texts by language; zh-CN is the source. */
import { en } from './en.js';
import type { Locale, Texts } from './texts.js';
import { zhCN } from './zh-cn.js';

export const texts: Readonly<Record<Locale, Texts>> = { 'zh-CN': zhCN, en };

export function errorText(own: Texts, code: string): string {
  return own.errors[code] ?? own.unknownError;
}
