/** Buttons as Feishu shows them: danger asks first, what is not possible is greyed and says why. Pure. */
import type { Button } from '../../src/platform/card.js';
import { type Element, plain, words } from './elements.js';
import { fileValue, type Standing, tapValue } from './tap.js';

const TYPES = { primary: 'primary_filled', plain: 'default', danger: 'danger' } as const;

export function buttonElement(button: Button, title: string, at: Standing): Element {
  const { text, value, style, disabledReason } = button;
  if (disabledReason !== undefined)
    return {
      tag: 'button',
      text: plain(text),
      type: 'default',
      disabled: true,
      disabled_tips: plain(disabledReason),
    };
  return {
    tag: 'button',
    text: plain(text),
    type: TYPES[style],
    // Worded from the card itself, so in the card's language.
    ...(style === 'danger' ? { confirm: { title: plain(text), text: plain(title) } } : {}),
    behaviors: [{ type: 'callback', value: tapValue({ press: value, ...at }) }],
  };
}

/** In rows that wrap. Below them the reasons of the greyed ones: a phone shows no tip. */
export function buttonRow(buttons: readonly Button[], title: string, at: Standing): readonly Element[] {
  if (buttons.length === 0) return [];
  const reasons = buttons.flatMap(({ text, disabledReason }) =>
    disabledReason === undefined ? [] : [`${text} · ${disabledReason}`],
  );
  return [
    {
      tag: 'column_set',
      flex_mode: 'flow',
      horizontal_spacing: '8px',
      columns: buttons.map((button) => ({
        tag: 'column',
        width: 'auto',
        elements: [buttonElement(button, title, at)],
      })),
    },
    ...(reasons.length > 0 ? [words(reasons.join('\n'), 'neutral', 'notation')] : []),
  ];
}

const isWebAddress = (url: string) => /^https?:\/\//u.test(url);

export function linkElement(text: string, url: string): Element {
  // A link is what a client would open: anything but a web address becomes plain words.
  if (!isWebAddress(url)) return words(text);
  return {
    tag: 'button',
    text: plain(text),
    type: 'primary_text',
    behaviors: [{ type: 'open_url', default_url: url }],
  };
}

/** Its name is the button: whoever taps it gets the file, if they may. */
export function fileElement(
  { id, name, size }: { readonly id: string; readonly name: string; readonly size: number },
  at: Standing,
): Element {
  return {
    tag: 'button',
    text: plain(`📎 ${name} · ${sizeOf(size)}`),
    type: 'primary_text',
    behaviors: [{ type: 'callback', value: fileValue(id, at) }],
  };
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
