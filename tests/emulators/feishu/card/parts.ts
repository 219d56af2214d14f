/** The small parts that card components share. https://open.feishu.cn/document/feishu-cards/card-json-v2-structure */
import { anything, flag, like, list, number, object, oneOf, record, type Shapes, words } from './shape.js';

const ELEMENT_ID = /^[A-Za-z]\w{0,19}$/;
const SPACES = /^-?\d{1,2}(px)?( -?\d{1,2}(px)?){0,3}$/;

const spaces = like(SPACES);
const gap = like(/^(small|medium|large|extra_large|\d{1,2}px)$/);
export const width = like(/^(default|fill|auto|\d{2,4}px)$/);
const across = oneOf('left', 'center', 'right');
export const upright = oneOf('top', 'center', 'bottom');
const direction = oneOf('vertical', 'horizontal');
export const color = words;

export const icon = object(
  { tag: oneOf('standard_icon', 'custom_icon'), token: words, color, img_key: words, size: words },
  'tag',
);

const TEXT: Shapes = {
  content: words,
  i18n_content: record,
  text_size: words,
  text_color: color,
  text_align: across,
  lines: number(1),
};
export const plain = object({ tag: oneOf('plain_text'), ...TEXT }, 'tag', 'content');
export const plainOrMarkdown = object({ tag: oneOf('plain_text', 'lark_md'), ...TEXT }, 'tag', 'content');
export const panelTitle = object(
  { tag: oneOf('plain_text', 'lark_md', 'markdown'), ...TEXT },
  'tag',
  'content',
);

export const link = object({ url: words, pc_url: words, ios_url: words, android_url: words });
export const confirm = object({ title: plain, text: plain }, 'title', 'text');

/** https://open.feishu.cn/document/feishu-cards/configuring-card-interactions */
export const behaviors = list(
  object(
    {
      type: oneOf('callback', 'open_url'),
      value: anything,
      default_url: words,
      pc_url: words,
      ios_url: words,
      android_url: words,
    },
    'type',
  ),
);

/** What every component may carry. */
export const anywhere: Shapes = { tag: words, element_id: like(ELEMENT_ID), margin: spaces };

/** How a container lays out what it holds. */
export const layout: Shapes = {
  direction,
  horizontal_spacing: gap,
  vertical_spacing: gap,
  horizontal_align: across,
  vertical_align: upright,
  padding: spaces,
};

/** What a component that somebody acts on may carry. */
export const actedOn: Shapes = {
  ...anywhere,
  name: words,
  disabled: flag,
  disabled_tips: plain,
  hover_tips: plain,
  confirm,
  behaviors,
};

/** What a field may carry besides; `required` holds only inside a form. */
export const field: Shapes = { ...actedOn, required: flag, width, placeholder: plain };
