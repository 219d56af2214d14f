/** What can be pressed on a card, within WeCom's six buttons: what is too much, or too long for one, is chosen from a list. Pure. */
import type { Button, Card } from '../../src/platform/card.js';
import { cutTo, width } from './width.js';

/** https://developer.work.weixin.qq.com/document/path/90236 */
const MOST_BUTTONS = 6;
const MOST_OPTIONS = 10;
const BUTTON_WIDTH = 20;
const OPTION_WIDTH = 32;
const MOST_KEY_BYTES = 1024;
const MOST_ID_BYTES = 128;

/** The key of the button that does what is chosen in the list. */
export const PICK = 'pick';

export interface Choices {
  readonly button_list: readonly {
    readonly text: string;
    readonly style: number;
    readonly key: string;
  }[];
  readonly button_selection?: {
    readonly question_key: string;
    readonly title: string;
    readonly option_list: readonly { readonly id: string; readonly text: string }[];
    readonly selected_id: string;
  };
  /** What found no room: said in words. */
  readonly left: readonly string[];
}

export interface ChoiceWords {
  readonly more: string;
  readonly pick: string;
}

/** 1 blue, 2 grey, 3 red: https://developer.work.weixin.qq.com/document/path/90236#按钮交互型 */
const STYLES: Readonly<Record<Button['style'], number>> = { primary: 1, plain: 2, danger: 3 };

export function choicesOf(card: Card, words: ChoiceWords): Choices {
  const all = pressable(card);
  const short = all.filter(({ text, value }) => width(text) <= BUTTON_WIDTH || bytes(value) > MOST_ID_BYTES);
  const listed = short.length === all.length && all.length <= MOST_BUTTONS;
  const asButtons = listed ? all : short.slice(0, MOST_BUTTONS - 1);
  const rest = all.filter((button) => !asButtons.includes(button));
  const asOptions = rest.filter(({ value }) => bytes(value) <= MOST_ID_BYTES).slice(0, MOST_OPTIONS);
  const buttons = asButtons.map(({ text, style, value }) => ({
    ...{ text: cutTo(text, BUTTON_WIDTH), style: STYLES[style], key: value },
  }));
  const left = rest.filter((button) => !asOptions.includes(button)).map(({ text }) => text);
  const [first] = asOptions;
  if (!first) return { button_list: buttons, left };
  return {
    button_list: [...buttons, { text: words.pick, style: STYLES.primary, key: PICK }],
    button_selection: {
      question_key: PICK,
      title: words.more,
      option_list: asOptions.map(({ text, value }) => ({ id: value, text: cutTo(text, OPTION_WIDTH) })),
      selected_id: first.value,
    },
    left,
  };
}

/** In reading order; a greyed button is not among it, and what would do the same twice is there once. */
function pressable(card: Card): readonly Button[] {
  const ticks = card.blocks.flatMap((block) =>
    block.kind === 'checklist'
      ? block.items.flatMap(({ button, text }) =>
          button ? [{ ...button, text: `${button.text} ${text}` }] : [],
        )
      : [],
  );
  const open = [...card.buttons, ...ticks].filter(({ disabledReason }) => disabledReason === undefined);
  const once = new Map(open.map((button) => [button.value, button]));
  return [...once.values()].filter(({ value }) => bytes(value) <= MOST_KEY_BYTES);
}

const bytes = (text: string) => Buffer.byteLength(text);
