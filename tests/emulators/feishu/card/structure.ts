/** The card as a whole. https://open.feishu.cn/document/feishu-cards/card-json-v2-structure */
import { CARD_ELEMENTS } from './components.js';
import { color, icon, layout, link, plainOrMarkdown } from './parts.js';
import { flag, list, object, oneOf, record, words } from './shape.js';

const TEMPLATES = [
  ...[
    'blue',
    'wathet',
    'turquoise',
    'green',
    'yellow',
    'orange',
    'red',
    'carmine',
    'violet',
    'purple',
    'indigo',
  ],
  ...['grey', 'default'],
];
const MOST_TAGS = 3;

const tag = object(
  { tag: oneOf('text_tag'), element_id: words, text: plainOrMarkdown, color },
  'tag',
  'text',
);

export const CARD = object(
  {
    schema: oneOf('2.0'),
    config: object({
      // Cards of 2.0 are always shared: https://open.feishu.cn/document/feishu-cards/card-json-v2-breaking-changes-release-notes
      update_multi: { kind: 'flag', only: true },
      streaming_mode: flag,
      streaming_config: record,
      summary: object({ content: words, i18n_content: record }),
      locales: list(words),
      enable_forward: flag,
      enable_forward_interaction: flag,
      width_mode: oneOf('default', 'compact', 'fill'),
      use_custom_translation: flag,
      style: object({ text_size: record, color: record }),
    }),
    card_link: link,
    header: object(
      {
        title: plainOrMarkdown,
        subtitle: plainOrMarkdown,
        text_tag_list: list(tag, MOST_TAGS),
        i18n_text_tag_list: record,
        template: oneOf(...TEMPLATES),
        icon,
        padding: words,
      },
      'title',
    ),
    body: object({ ...layout, elements: CARD_ELEMENTS }),
  },
  'schema',
);
