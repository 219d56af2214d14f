/** Card -> template card with buttons, or a plain text where there is nothing to press and nothing to keep up to date. Pure. */

import { buttonValue } from '../../src/platform/button.js';
import type { Block, Card, Tone } from '../../src/platform/card.js';
import { cutBytes } from '../shared/cut-bytes.js';
import { greyedLines, harmless, linesOf, oneLine, SIGNS } from '../shared/lines.js';
import { type Choices, choicesOf } from './choices.js';
import { IMPRINT_BYTES } from './imprint.js';
import { EXPIRED, GONE, type Holds, wordsOf } from './marks.js';
import { cutTo, width } from './width.js';

/** https://developer.work.weixin.qq.com/document/path/90236#模板卡片消息 : lengths in half widths, counts as they are. */
const APP_LIMITS = {
  ...{ title: 72, titleDesc: 88, source: 40, subTitle: 320, value: 60 },
  /** https://developer.work.weixin.qq.com/document/path/90236#文本消息 : what is longer is cut without a word. */
  textBytes: 2048 - IMPRINT_BYTES,
};
type Limits = typeof APP_LIMITS;
/** The bot's cards are narrower. https://developer.work.weixin.qq.com/document/path/101032 */
export const BOT_LIMITS: Limits = {
  title: 52,
  titleDesc: 60,
  source: 26,
  subTitle: 224,
  value: 52,
  /** https://developer.work.weixin.qq.com/document/path/101031 */
  textBytes: 20_480,
};
/** https://developer.work.weixin.qq.com/document/path/91770 : longer is refused. */
const MOST_MARKDOWN_BYTES = 4096;
const KEY_NAME = 10;
const MOST_ROWS = 6;
/** No document bounds a quotation; clients fold a long one. */
const QUOTE = 1_000;
/** Never pressed: the words stand where the button was. */
const GONE_KEY = 'expired';

export type Message =
  | { readonly msgtype: 'template_card'; readonly template_card: TemplateCard; readonly aloud?: Aloud }
  | { readonly msgtype: 'text'; readonly text: { readonly content: string } };

/** What a card has no room for, in words that can stand above one with the buttons only. */
export interface Aloud {
  readonly words: string;
  readonly card: TemplateCard;
}

export interface TemplateCard extends Omit<Choices, 'left'> {
  readonly card_type: 'button_interaction';
  readonly source?: { readonly desc: string; readonly desc_color: number };
  readonly main_title: { readonly title: string; readonly desc?: string };
  readonly sub_title_text?: string;
  readonly quote_area?: { readonly type: 0; readonly quote_text: string };
  readonly horizontal_content_list?: readonly { readonly keyname: string; readonly value: string }[];
  readonly task_id?: string;
}

export interface Shown {
  /** What the card is called on the platform; absent where it takes another's place. */
  readonly task?: string;
  /** It shows a ticket as it is now and shall not be believed for ever. */
  readonly holds: Holds | null;
  readonly zone: string;
  /** Absent: those of the app. */
  readonly limits?: Limits;
}

/** What is to be changed later must be a card, and have something to press: only those can be changed. */
export function renderMessage(card: Card, shown: Shown, live: boolean): Message {
  const plain = !live && choicesOf(card, wordsOf(card)).button_list.length === 0;
  return plain
    ? { msgtype: 'text', text: { content: renderText(card, shown) } }
    : { msgtype: 'template_card', template_card: renderCard(card, shown) };
}

/** Where words may come before a card: those of a card that is too long for its place. */
export function aloud(card: Card, shown: Shown): { readonly aloud?: Aloud } {
  const { colon } = wordsOf(card);
  const lines = card.blocks.flatMap((block) => linesOf(block, colon));
  if (width(lines.join('\n')) <= QUOTE) return {};
  const bare = { ...card, blocks: card.blocks.filter(({ kind }) => kind === 'checklist') };
  return { aloud: { words: renderText(card, shown), card: renderCard(bare, shown) } };
}

export function renderCard(card: Card, { task, holds, zone, limits = APP_LIMITS }: Shown): TemplateCard {
  const words = wordsOf(card);
  const { left, ...choices } = choicesOf(withButton(card, words.look), words);
  const { rows, rest } = rowsOf(card.blocks, limits);
  const said = rest.filter((block) => block.kind === 'text').flatMap((block) => linesOf(block, words.colon));
  const others = rest
    .filter((block) => block.kind !== 'text')
    .flatMap((block) => linesOf(block, words.colon));
  const fitting = fittingLines(said, limits.subTitle);
  const sub = said.slice(0, fitting).join('\n').trim();
  const quoted = [...said.slice(fitting), ...others, ...greyedLines(card, words.colon), ...left].filter(
    (line) => line !== '',
  );
  const mark = holds === null ? null : words.holds(holds, zone);
  return {
    card_type: 'button_interaction',
    ...(mark === null
      ? {}
      : { source: { desc: cutTo(mark, limits.source), desc_color: COLOURS[card.tone] } }),
    main_title: {
      title: cutTo(oneLine(card.title), limits.title),
      ...(card.tag === undefined ? {} : { desc: cutTo(card.tag, limits.titleDesc) }),
    },
    ...(sub === '' ? {} : { sub_title_text: sub }),
    ...(quoted.length === 0
      ? {}
      : { quote_area: { type: 0 as const, quote_text: cutTo(quoted.join('\n'), QUOTE) } }),
    ...(rows.length === 0 ? {} : { horizontal_content_list: rows }),
    ...(task === undefined ? {} : { task_id: task }),
    ...choices,
  };
}

/** A card whose place another one has taken: nothing on it can be pressed any more. */
export function renderExpired(title: string): object {
  return {
    card_type: 'button_interaction',
    source: { desc: GONE, desc_color: COLOURS.bad },
    main_title: { title: cutTo(oneLine(title), APP_LIMITS.title), desc: EXPIRED },
    button_list: [{ text: GONE, style: 2, key: GONE_KEY }],
    replace_text: GONE,
  };
}

function renderText(card: Card, { holds, zone, limits = APP_LIMITS }: Shown): string {
  const words = wordsOf(card);
  const lines = [
    `${SIGNS[card.tone]}${oneLine(card.title)}${card.tag === undefined ? '' : ` · ${card.tag}`}`,
    ...card.blocks.flatMap((block) => linesOf(block, words.colon)),
    ...greyedLines(card, words.colon),
    ...(holds === null ? [] : [words.holds(holds, zone)]),
  ];
  return cutBytes(harmless(lines.join('\n')), limits.textBytes);
}

/** For a group that hears us and cannot answer: `link` is where something can be done about it. */
export function renderMarkdown(
  card: Card,
  { link, holds, zone }: Pick<Shown, 'holds' | 'zone'> & { readonly link: string | null },
): string {
  const words = wordsOf(card);
  const tag =
    card.tag === undefined ? '' : ` · <font color="${INKS[card.tone]}">${unmarked(card.tag)}</font>`;
  const lines = card.blocks.flatMap((block) => linesOf(block, words.colon)).map(unmarked);
  const last = [
    ...(holds === null ? [] : [`<font color="comment">${words.holds(holds, zone)}</font>`]),
    ...(link === null || card.buttons.length === 0 ? [] : [`[${words.open}](${link})`]),
  ];
  const head = `**${unmarked(oneLine(card.title))}**${tag}`;
  const room = MOST_MARKDOWN_BYTES - Buffer.byteLength([head, ...last].join('\n')) - 1;
  return [head, cutBytes(lines.join('\n'), room), ...last].filter((line) => line !== '').join('\n');
}

/** What people typed must not become a link, a mention or a colour. */
const unmarked = (text: string) =>
  text.replaceAll('<', '＜').replaceAll('[', '［').replaceAll('`', 'ˋ').replaceAll('**', '＊＊');

/** Pairs that fit WeCom's six rows stand in them; a long label or value would be cut there. */
function rowsOf(blocks: readonly Block[], limits: Limits) {
  const rows: { readonly keyname: string; readonly value: string }[] = [];
  const rest = blocks.flatMap((block): Block[] => {
    if (block.kind !== 'fields') return [block];
    const left = block.fields.filter(({ label, value }) => {
      const fits =
        width(label) <= KEY_NAME && width(value) <= limits.value && !value.includes('\n') && value !== '';
      if (!fits || rows.length === MOST_ROWS) return true;
      rows.push({ keyname: label, value });
      return false;
    });
    return left.length === 0 ? [] : [{ ...block, fields: left }];
  });
  return { rows, rest };
}

/** Only what can be pressed can be changed later: where nothing can, the ticket can be looked at. */
function withButton(card: Card, text: string): Card {
  const some = choicesOf(card, { more: '', pick: '' }).button_list.length > 0;
  if (some) return card;
  const value = buttonValue({ action: 'show', ticketId: card.ticketId ?? 0, version: 0 });
  return { ...card, buttons: [...card.buttons, { text, value, style: 'plain' }] };
}

/** So many lines fit; a sentence is not torn apart between two places. */
function fittingLines(lines: readonly string[], most: number): number {
  let left = most;
  const over = lines.findIndex((line) => {
    left -= width(line) + 1;
    return left < 0;
  });
  return over === -1 ? lines.length : over;
}

/** 0 grey, 1 black, 2 red, 3 green. */
const COLOURS: Readonly<Record<Tone, number>> = { neutral: 0, info: 1, good: 3, warning: 2, bad: 2 };
/** The three colours there are. */
const INKS: Readonly<Record<Tone, string>> = {
  neutral: 'comment',
  info: 'comment',
  good: 'info',
  warning: 'warning',
  bad: 'warning',
};
