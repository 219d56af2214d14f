/** What somebody reads on a card of Feishu, in the words of the port: its title, its lines, its buttons, what its form asks. */
import type { Block, Button, Card, Form, FormInput } from '../../src/platform/card.js';

type Json = Readonly<Record<string, unknown>>;

/** `at`: how the message is called there. */
export function readCard(json: Json, at = ''): Card {
  const { title, text_tag_list: tags = [] } = json.header as Json;
  const [tag] = (tags as Json[]).map((each) => said(each.text));
  const read = said(title);
  const elements = elementsOf(json);
  const [, id] = /^#(\d+)/u.exec(read) ?? [];
  return {
    title: read,
    tone: 'neutral',
    ...(tag === undefined ? {} : { tag }),
    blocks: elements.flatMap((element) => (element.tag === 'form' ? formOn(json, at) : blocksOf(element))),
    buttons: elements.flatMap(rowOfButtons),
    ...(id === undefined ? {} : { ticketId: Number(id) }),
  };
}

/** Undefined when nothing is asked; `id` is how the message is called there. */
export function readForm(json: Json, id: string): Form | undefined {
  const form = elementsOf(json).find(({ tag }) => tag === 'form');
  if (!form) return undefined;
  const elements = form.elements as Json[];
  const submit = elements.find(({ form_action_type: type }) => type === 'submit');
  return {
    id,
    title: said((json.header as Json).title),
    submit: said(submit?.text),
    inputs: elements.flatMap((element, index) => inputOf(element, elements[index - 1])),
  };
}

function formOn(json: Json, at: string): Block[] {
  const form = readForm(json, at);
  return form ? [{ kind: 'form', form }] : [];
}

function inputOf(element: Json, before: Json | undefined): FormInput[] {
  if (element.name === undefined || element.tag === 'button') return [];
  const options = (element.options as Json[] | undefined)?.map(({ text, value }) => ({
    text: said(text),
    value: String(value),
  }));
  return [
    {
      key: String(element.name),
      // A field that has no label of its own stands under one.
      label: said(element.label ?? before?.text).replace(/ \*$/u, ''),
      type: options ? 'choice' : 'text',
      required: element.required === true,
      ...(element.default_value === undefined ? {} : { value: String(element.default_value) }),
      ...(options ? { options } : {}),
    },
  ];
}

function blocksOf(element: Json): Block[] {
  switch (element.tag) {
    case 'div':
      return [{ kind: 'text', text: said(element.text) }];
    case 'markdown':
      return [{ kind: 'text', text: readMarkdown(String(element.content)) }];
    case 'column_set':
      return ticksOf(element);
    case 'table':
      return [tableOf(element)];
    case 'chart': {
      const { values } = (element.chart_spec as { data: { values: Json[] } }).data;
      return [{ kind: 'text', text: values.map(({ label, text }) => `${label} ${text}`).join('\n') }];
    }
    default:
      return [];
  }
}

/** A line to confirm with its button beside it. */
function ticksOf(row: Json): Block[] {
  const [line, button] = inRow(row);
  if (line?.tag !== 'div' || button?.tag !== 'button') return [];
  const [mark, text = '', by] = said(line.text).split(/(?<=^.) | · /u);
  const done = mark === '☑';
  const item = { text, done, ...(by === undefined ? {} : { by }), button: buttonOf(button) };
  return [{ kind: 'checklist', items: [item] }];
}

function tableOf({ columns, rows }: Json): Block {
  const shown = columns as Json[];
  return {
    kind: 'table',
    columns: shown.map(({ display_name: name }) => String(name)),
    rows: (rows as Json[]).map((row) => shown.map(({ name }) => String(row[String(name)]))),
  };
}

/** Every button outside a form, in the order in which they stand; on a card two may have the same text. */
export function buttonsIn(json: Json): readonly Button[] {
  const all = (element: Json): Json[] =>
    element.tag === 'column_set' ? inRow(element).flatMap(all) : element.tag === 'button' ? [element] : [];
  return elementsOf(json).flatMap(all).map(buttonOf);
}

function rowOfButtons(element: Json): Button[] {
  if (element.tag === 'button') return [buttonOf(element)];
  const inside = element.tag === 'column_set' ? inRow(element) : [];
  return inside.every(({ tag }) => tag === 'button') ? inside.map(buttonOf) : [];
}

function buttonOf({ text, behaviors = [], disabled, disabled_tips: tips }: Json): Button {
  const [callback] = behaviors as Json[];
  return {
    text: said(text),
    value: String((callback?.value as Json | undefined)?.press ?? ''),
    style: 'plain',
    ...(disabled === true ? { disabledReason: said(tips) } : {}),
  };
}

/** A label with its value, a step with who has it, as every platform's people say them. */
function readMarkdown(source: string): string {
  return source
    .replaceAll(/<font [^>]*>|<\/font>/gu, '')
    .replaceAll(/^\*\*([✓▶○].*)\*\*$/gmu, '$1')
    .replaceAll(/^\*\*(.+)\*\*\n?　/gmu, '$1：')
    .replaceAll(/^[✓▶○].*$/gmu, (line) => line.replace(/^○/u, '·').replace(' · ', ' '))
    .replaceAll(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)));
}

const elementsOf = (json: Json): Json[] => (json.body as { elements: Json[] }).elements;
const inRow = ({ columns }: Json): Json[] =>
  (columns as { elements: Json[] }[]).flatMap(({ elements }) => elements);
const said = (text: unknown): string => String((text as { content?: string } | undefined)?.content ?? '');
