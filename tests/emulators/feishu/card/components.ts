/** The components of card JSON 2.0 and their properties. https://open.feishu.cn/document/feishu-cards/card-json-v2-components/component-json-v2-overview */
import {
  actedOn,
  anywhere,
  behaviors,
  color,
  confirm,
  field,
  icon,
  layout,
  link,
  panelTitle,
  plain,
  plainOrMarkdown,
  upright,
  width,
} from './parts.js';
import {
  anything,
  flag,
  like,
  list,
  number,
  object,
  oneOf,
  record,
  type Shape,
  type Shapes,
  words,
} from './shape.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_COLUMNS = 50;

const component = (of: Shapes, ...needs: string[]): Shape => object({ ...anywhere, ...of }, ...needs);
const element: Shape = { kind: 'tagged', of: () => COMPONENTS };
const elements = list(element);
const column: Shape = { kind: 'tagged', of: () => ({ column: COLUMN }) };

const COLUMN = component({
  ...layout,
  elements,
  // https://open.feishu.cn/document/feishu-cards/card-json-v2-components/containers/column-set
  width: like(/^(auto|weighted|\d{2,3}px)$/),
  weight: number(1, 5),
  background_style: color,
  action: object({ multi_url: link }),
});

const containers: Shapes = {
  column_set: component(
    {
      columns: list(column),
      flex_mode: oneOf('none', 'stretch', 'flow', 'bisect', 'trisect'),
      horizontal_spacing: words,
      horizontal_align: oneOf('left', 'center', 'right'),
      background_style: color,
      action: object({ multi_url: link }),
    },
    'columns',
  ),
  form: component({ ...layout, name: words, elements }, 'name', 'elements'),
  interactive_container: component(
    {
      ...layout,
      elements,
      behaviors,
      width: like(/^(fill|auto|\d{2,3}px)$/),
      height: like(/^(auto|\d{2,3}px)$/),
      background_style: color,
      has_border: flag,
      border_color: color,
      corner_radius: words,
      disabled: flag,
      disabled_tips: plain,
      hover_tips: plain,
      confirm,
    },
    'elements',
    'behaviors',
  ),
  collapsible_panel: component(
    {
      ...layout,
      elements,
      expanded: flag,
      background_color: color,
      border: object({ color, corner_radius: words }),
      header: object(
        {
          title: panelTitle,
          background_color: color,
          width: oneOf('fill', 'auto', 'auto_when_fold'),
          vertical_align: upright,
          padding: words,
          icon,
          icon_position: oneOf('left', 'right', 'follow_text'),
          icon_expanded_angle: number(-180, 180),
        },
        'title',
      ),
    },
    'header',
  ),
};

const shown: Shapes = {
  markdown: component(
    {
      content: words,
      i18n_content: record,
      text_align: oneOf('left', 'center', 'right'),
      text_size: words,
      icon,
    },
    'content',
  ),
  div: component({ text: plainOrMarkdown, icon, width }),
  hr: component({}),
  img: component(
    {
      img_key: words,
      alt: plain,
      title: plainOrMarkdown,
      corner_radius: words,
      scale_type: oneOf('crop_center', 'crop_top', 'fit_horizontal'),
      size: words,
      transparent: flag,
      preview: flag,
    },
    'img_key',
    'alt',
  ),
  person: component(
    { user_id: words, size: words, show_avatar: flag, show_name: flag, style: oneOf('normal', 'capsule') },
    'user_id',
  ),
  person_list: component(
    {
      persons: list(object({ id: words }, 'id')),
      size: words,
      lines: number(1),
      show_avatar: flag,
      show_name: flag,
      drop_invalid_user_id: flag,
      icon,
    },
    'persons',
  ),
  chart: component(
    {
      chart_spec: record,
      aspect_ratio: oneOf('1:1', '2:1', '4:3', '16:9'),
      color_theme: words,
      height: words,
      preview: flag,
    },
    'chart_spec',
  ),
  table: component(
    {
      page_size: number(1, 10),
      row_height: like(/^(low|middle|high|auto|\d{2,3}px)$/),
      row_max_height: words,
      freeze_first_column: flag,
      header_style: object({
        text_align: oneOf('left', 'center', 'right'),
        text_size: words,
        background_style: oneOf('none', 'grey'),
        text_color: color,
        bold: flag,
        lines: number(1),
      }),
      columns: list(
        object(
          {
            name: words,
            display_name: words,
            data_type: oneOf('text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown'),
            width: words,
            horizontal_align: oneOf('left', 'center', 'right'),
            vertical_align: upright,
            format: object({ precision: number(0, 10), symbol: words, separator: flag }),
            date_format: words,
          },
          'name',
        ),
        MOST_COLUMNS,
      ),
      rows: list(record),
    },
    'columns',
    'rows',
  ),
};

const option = object({ text: plain, value: words, icon }, 'text', 'value');
const someone = object({ value: words, icon }, 'value');
const select: Shapes = { ...field, type: oneOf('default', 'text') };

const actedUpon: Shapes = {
  button: object({
    ...actedOn,
    type: oneOf(
      'default',
      'primary',
      'danger',
      'text',
      'primary_text',
      'danger_text',
      'primary_filled',
      'danger_filled',
      'laser',
    ),
    size: oneOf('tiny', 'small', 'medium', 'large'),
    width,
    text: plain,
    icon,
    form_action_type: oneOf('submit', 'reset'),
  }),
  input: object({
    ...field,
    label: plain,
    label_position: oneOf('top', 'left'),
    default_value: words,
    input_type: oneOf('text', 'multiline_text', 'password'),
    rows: number(1),
    max_rows: number(1),
    auto_resize: flag,
    max_length: number(1, 1000),
    show_icon: flag,
    value: anything,
  }),
  select_static: object({
    ...select,
    options: list(option),
    initial_option: words,
    initial_index: number(0),
  }),
  multi_select_static: object({ ...select, options: list(option), selected_values: list(words) }),
  select_person: object({ ...select, options: list(someone), initial_option: words }),
  multi_select_person: object({ ...select, options: list(someone), selected_values: list(words) }),
  date_picker: object({ ...field, initial_date: like(DATE), value: anything }),
  picker_time: object({ ...field, initial_time: like(TIME), value: anything }),
  picker_datetime: object({ ...field, initial_datetime: words, value: anything }),
  overflow: object(
    { ...actedOn, width, options: list(object({ text: plain, multi_url: link, value: anything }, 'text')) },
    'options',
  ),
  checker: object({
    ...actedOn,
    text: plainOrMarkdown,
    checked: flag,
    overall_checkable: flag,
    button_area: record,
    checked_style: record,
    padding: words,
  }),
};

const COMPONENTS: Shapes = { ...containers, ...shown, ...actedUpon };
export const ACTED_UPON: readonly string[] = Object.keys(actedUpon);
export const CARD_ELEMENTS = elements;
