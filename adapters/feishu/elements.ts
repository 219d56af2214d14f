/** The pieces of Feishu's card JSON 2.0 that we use; unknown properties are errors there, so nothing else is written. Pure. */
import type { Tone } from '../../src/platform/card.js';

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-structure */
export interface FeishuCard {
  readonly schema: '2.0';
  readonly config: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly body: { readonly elements: readonly Element[] };
}

export type Element = { readonly tag: string } & Readonly<Record<string, unknown>>;

export const plain = (content: string) => ({ tag: 'plain_text', content }) as const;

export const markdown = (content: string, more: Readonly<Record<string, unknown>> = {}): Element => ({
  tag: 'markdown',
  content,
  ...more,
});

/** Words of people, as they are: nothing in them is read as formatting. */
export const words = (text: string, tone: Tone = 'neutral', size?: 'notation'): Element => ({
  tag: 'div',
  text: {
    ...plain(text),
    ...(tone === 'neutral' ? {} : { text_color: COLOURS[tone] }),
    ...(size === undefined ? {} : { text_size: size }),
  },
});

export const COLOURS: Readonly<Record<Tone, string>> = {
  neutral: 'grey',
  info: 'blue',
  good: 'green',
  warning: 'orange',
  bad: 'red',
};

/** Marks that would format are written as entities, so that a name with an asterisk stays one. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[&<>*_~`[\]\\]/gu, (mark) => `&#${mark.codePointAt(0)};`)
    .replaceAll(
      /^(\s*)([#+-]|\d+\.)/gmu,
      (_all, space: string, mark: string) =>
        `${space}${mark.slice(0, -1)}&#${mark.codePointAt(mark.length - 1)};`,
    );
}

/** How much of a card's allowance an element takes: every tag in it counts. */
export function tagsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + tagsIn(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'tag' in value ? 1 : 0;
  return Object.entries(value).reduce(
    // A chart's own description is not made of elements.
    (sum, [key, each]) => sum + (key === 'chart_spec' ? 0 : tagsIn(each)),
    own,
  );
}
