/** Which cards Feishu takes, and its words for the others. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Clock } from '../../kit/clock.js';
import { addPerson } from '../directory.js';
import { keepMedia } from '../media.js';
import { newWorld, type World } from '../world.js';
import { cardFault, cardRefused } from './check.js';

let world: World;
let wang: string;
let picture: string;
beforeEach(() => {
  world = newWorld({ clock: new Clock() });
  wang = addPerson(world, { name: '王工' }).openId;
  picture = keepMedia(world, {
    kind: 'image',
    fileType: '',
    name: 'a.png',
    bytes: Buffer.from('x'),
    byApp: true,
  }).key;
});

const plain = (content: string) => ({ tag: 'plain_text', content });
const markdown = (content: string) => ({ tag: 'markdown', content });
const card = (...elements: object[]) => ({ schema: '2.0', body: { elements } });
const button = (more: object = {}) => ({
  tag: 'button',
  text: plain('接单'),
  behaviors: [{ type: 'callback', value: { do: 'claim:1:3' } }],
  ...more,
});
const submit = (more: object = {}) => ({
  tag: 'button',
  name: 'submit',
  text: plain('提交'),
  form_action_type: 'submit',
  ...more,
});
const form = (...elements: object[]) => ({ tag: 'form', name: 'open', elements: [...elements, submit()] });
const columns = (...elements: object[]) => ({
  tag: 'column_set',
  columns: [{ tag: 'column', elements }],
});
const table = (rows: object[] = [{ n: 1 }]) => ({
  tag: 'table',
  columns: [{ name: 'n', display_name: '数', data_type: 'number' }],
  rows,
});
const chart = { tag: 'chart', chart_spec: { type: 'bar', data: [] } };
const nested = (depth: number): object => (depth === 0 ? markdown('deep') : columns(nested(depth - 1)));

describe('taken', () => {
  test('a card with everything a ticket shows', () => {
    const full = {
      schema: '2.0',
      config: { update_multi: true, width_mode: 'fill', summary: { content: '#1 待受理' } },
      header: {
        title: plain('#1 三楼打印机卡纸'),
        subtitle: plain('报单人 韩梅梅'),
        template: 'blue',
        text_tag_list: [{ tag: 'text_tag', text: plain('待受理'), color: 'neutral' }],
      },
      body: {
        direction: 'vertical',
        padding: '12px 12px 20px 12px',
        elements: [
          markdown(`处理人 <at id=${wang}></at>`),
          { tag: 'div', text: plain('优先级 P2'), icon: { tag: 'standard_icon', token: 'time_outlined' } },
          { tag: 'hr' },
          { tag: 'img', img_key: picture, alt: plain('现场') },
          { tag: 'person', user_id: wang },
          columns(
            markdown('左'),
            button({ type: 'primary', confirm: { title: plain('?'), text: plain('!') } }),
          ),
          {
            tag: 'collapsible_panel',
            expanded: false,
            header: { title: { tag: 'markdown', content: '**经过**' } },
            elements: [markdown('10:00 报障')],
          },
          table(),
          chart,
          form(
            { tag: 'input', name: 'why', required: true, label: plain('原因'), input_type: 'multiline_text' },
            { tag: 'select_static', name: 'kind', options: [{ text: plain('硬件'), value: 'hw' }] },
            { tag: 'select_person', name: 'to', placeholder: plain('转给'), options: [{ value: wang }] },
            { tag: 'date_picker', name: 'on', initial_date: '2026-11-26' },
          ),
        ],
      },
    };
    expect(cardFault(world, full)).toBeUndefined();
  });

  test.each([
    ['200 tagged objects', () => card(...Array.from({ length: 200 }, () => markdown('x')))],
    ['five containers deep', () => card(nested(5))],
    [
      'columns that share the width, and one as wide as its content',
      () =>
        card({
          tag: 'column_set',
          columns: [
            { tag: 'column', width: 'weighted', weight: 2, elements: [] },
            { tag: 'column', width: 'auto', elements: [] },
          ],
        }),
    ],
    ['five tables', () => card(...Array.from({ length: 5 }, () => table()))],
    ['a rule of markdown, which is no table', () => card(markdown('a\n\n---\n\nb'))],
    ['two buttons of the same words', () => card(button(), button())],
  ])('%s', (_what, given) => {
    expect(cardFault(world, given())).toBeUndefined();
  });
});

describe('refused, with the path to what is wrong', () => {
  test.each<[string, () => Record<string, unknown>, number, string]>([
    ['JSON 1.0', () => ({ elements: [] }), 200621, 'schema is not 2.0'],
    [
      'elements outside the body',
      () => ({ schema: '2.0', elements: [] }),
      200621,
      'unknown property: elements, path: ROOT',
    ],
    [
      'a property nobody knows',
      () => card({ ...markdown('x'), colour: 'red' }),
      200621,
      'unknown property: colour, path: ROOT -> body -> elements -> [0](tag: markdown)',
    ],
    ['a property of JSON 1.0', () => card(button({ value: {} })), 200621, 'unknown property: value'],
    ['a component nobody knows', () => card({ tag: 'marquee' }), 200621, 'not supported tag: marquee'],
    [
      'the action module of 1.0',
      () => card({ tag: 'action', actions: [] }),
      200861,
      'unsupported tag action',
    ],
    [
      'a card that is not shared',
      () => ({ ...card(), config: { update_multi: false } }),
      200621,
      'expected true',
    ],
    [
      'a template nobody knows',
      () => ({ ...card(), header: { title: plain('x'), template: 'pink' } }),
      200621,
      'pink',
    ],
    ['a text that is none', () => card({ tag: 'markdown', content: 7 }), 200621, 'expected a string'],
    [
      'a component without what it needs',
      () => card({ tag: 'markdown' }),
      200621,
      'property is missing: content',
    ],
    [
      '201 tagged objects',
      () => card(...Array.from({ length: 201 }, () => markdown('x'))),
      11310,
      'element exceeds the limit',
    ],
    ['six containers deep', () => card(nested(6)), 11310, 'deeper than 5'],
    [
      'six tables',
      () => card(...Array.from({ length: 6 }, () => table())),
      11310,
      'card table number over limit',
    ],
    [
      'six tables, five of them in markdown',
      () => card(table(), ...Array.from({ length: 5 }, () => markdown('| a | b |\n|---|---|\n| 1 | 2 |'))),
      11310,
      'card table number over limit',
    ],
    ['six charts', () => card(...Array.from({ length: 6 }, () => chart)), 11310, 'chart number over limit'],
    ['a chart of nothing', () => card({ tag: 'chart', chart_spec: {} }), 200550, 'chart spec is invalid'],
    ['a table inside something', () => card(columns(table())), 200621, 'table can not be placed in column'],
    ['a table in a form', () => card(form(table())), 200621, 'table can not be placed in form'],
    ['a form inside something', () => card(columns(form())), 200621, 'form can not be placed in column'],
    [
      'a form in a form',
      () => card(form({ ...form(), name: 'inner' })),
      200621,
      'form can not be placed in form',
    ],
    [
      'a form that cannot be submitted',
      () => card({ tag: 'form', name: 'f', elements: [] }),
      200621,
      'no submit button',
    ],
    ['a field without a name', () => card(form({ tag: 'input' })), 200621, 'has no name: input'],
    [
      'two fields of one name',
      () => card(form({ tag: 'input', name: 'why' }, { tag: 'input', name: 'why' })),
      200621,
      'name is not unique: why',
    ],
    [
      'a button in a form that does nothing with it',
      () => card(form(button({ name: 'b' }))),
      200621,
      'needs form_action_type',
    ],
    [
      'a required field outside a form',
      () => card({ tag: 'input', name: 'a', required: true }),
      200621,
      'only for components in a form',
    ],
    [
      'two options of one value',
      () =>
        card({
          tag: 'select_static',
          options: ['a', 'b'].map((text) => ({ text: plain(text), value: '1' })),
        }),
      200621,
      'option value is not unique: 1',
    ],
    [
      'a date picker with nothing to show',
      () => card({ tag: 'date_picker' }),
      200621,
      'placeholder or initial_date',
    ],
    [
      'a date that is none',
      () => card({ tag: 'date_picker', initial_date: '26.11.2026' }),
      200621,
      '26.11.2026',
    ],
    ['an element id with a hyphen', () => card({ ...markdown('x'), element_id: 'a-b' }), 200621, 'a-b'],
    [
      'two elements of one id',
      () => card({ ...markdown('x'), element_id: 'a' }, { ...markdown('y'), element_id: 'a' }),
      200621,
      'element_id is not unique: a',
    ],
    ['a row with a column nobody declared', () => card(table([{ m: 1 }])), 200915, 'ErrorValue: m'],
    ['a cell of another type', () => card(table([{ n: 'one' }])), 200914, 'ErrorValue: n'],
    [
      'a picture nobody uploaded',
      () => card({ tag: 'img', img_key: 'img_x', alt: plain('') }),
      200570,
      'image key img_x',
    ],
    ['a picture of markdown', () => card(markdown('![a](/tmp/a.png)')), 200570, 'image key /tmp/a.png'],
    ['a mention of nobody', () => card(markdown('<at id=ou_nobody></at>')), 100290, 'invalid user resource'],
    ['a person who does not exist', () => card({ tag: 'person', user_id: 'ou_nobody' }), 100290, 'ou_nobody'],
  ])('%s', (_what, given, errCode, errMsg) => {
    const fault = cardFault(world, given());
    expect(fault).toMatchObject({ errCode });
    expect(fault?.errMsg).toContain(errMsg);
  });

  test('the refusal is 230099 and carries the inner code in its words', () => {
    expect(cardRefused(world, card({ tag: 'marquee' }))).toMatchObject({
      refused: 230099,
      status: 400,
      msg: expect.stringMatching(
        /^Failed to create card content, ext=ErrCode: 200621; ErrMsg: parse card json err/,
      ),
    });
  });
});
