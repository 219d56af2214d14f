/** The texts people read, by language and flat key (`ticket.title`); made of `prompts/messages` when content is published. */

export type Locale = 'zh-CN' | 'en';

/** Checked at publishing: both languages hold the same keys, with the same words in braces. */
export type Catalogue = Readonly<Record<Locale, Readonly<Record<string, string>>>>;
