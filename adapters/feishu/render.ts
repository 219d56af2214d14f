/** Card -> card JSON 2.0, within what Feishu takes. Pure. */
import type { Card, Tone } from '../../src/platform/card.js';
import { blockElements } from './blocks.js';
import { buttonRow } from './buttons.js';
import { COLOURS, type Element, type FeishuCard, plain, tagsIn, words } from './elements.js';
import type { Standing } from './tap.js';

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-structure : 200 elements, 30 KB. */
const MOST_TAGS = 200;
const MOST_BYTES = 30 * 1024;

export function renderCard(card: Card, at: Standing): FeishuCard {
  const buttons = buttonRow(card.buttons, card.title, at);
  const head = headOf(card);
  const blocks = blockElements(card.blocks, card.title, at);
  const whole = frame(head, [...blocks.flat(), ...buttons]);
  return fits(whole) ? whole : shortened(head, blocks.flat(), buttons);
}

export function frame(head: Head, elements: readonly Element[]): FeishuCard {
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      // A forwarded card would be tapped by people it was not meant for, where we do not know who listens.
      enable_forward: false,
      width_mode: 'fill',
      summary: { content: head.title },
    },
    header: {
      title: plain(head.title),
      template: TEMPLATES[head.tone],
      ...(head.tag === undefined
        ? {}
        : { text_tag_list: [{ tag: 'text_tag', text: plain(head.tag), color: TAGS[head.tone] }] }),
    },
    // No document says that Feishu takes a card without a body.
    body: { elements: elements.length > 0 ? elements : [words(' ')] },
  };
}

export function fits(card: FeishuCard): boolean {
  return tagsIn(card) <= MOST_TAGS && Buffer.byteLength(JSON.stringify(card)) <= MOST_BYTES;
}

interface Head {
  readonly title: string;
  readonly tone: Tone;
  readonly tag?: string;
}

const headOf = ({ title, tone, tag }: Card): Head => ({
  title,
  tone,
  ...(tag === undefined ? {} : { tag }),
});

const TEMPLATES: Readonly<Record<Tone, string>> = { ...COLOURS, neutral: 'grey' };
const TAGS: Readonly<Record<Tone, string>> = { ...COLOURS, neutral: 'neutral' };

/** The text was cut before; what is still too much is elements. The last go, buttons stay. */
function shortened(head: Head, elements: readonly Element[], buttons: readonly Element[]): FeishuCard {
  const more = words('…');
  let kept = elements.length - 1;
  while (kept > 0 && !fits(frame(head, [...elements.slice(0, kept), more, ...buttons]))) kept -= 1;
  return frame(head, [...elements.slice(0, kept), more, ...buttons]);
}
