/** What a message looks like to somebody who reads it: text, and for a card its lines, buttons and forms. */
import { type CardJson, elementsOf, formAround, type Placed } from '../card/elements.js';
import { isRecord } from '../card/shape.js';
import type { Message } from '../messages.js';
import { objectOf } from '../sending.js';
import { readMarkdown, readTags } from './markdown.js';

export interface SeenButton {
  readonly text: string;
  readonly name?: string;
  readonly disabled: boolean;
  /** The form it submits or resets. */
  readonly form?: string;
}

export interface SeenField {
  readonly name: string;
  readonly tag: string;
  readonly label: string;
  readonly required: boolean;
  readonly options?: readonly { readonly text: string; readonly value: string }[];
  readonly value?: unknown;
}

export interface SeenForm {
  readonly name: string;
  readonly fields: readonly SeenField[];
}

export function readable(message: Message): string {
  const content = objectOf(message.content) ?? {};
  if (message.type === 'interactive') return cardLines(content).join('\n');
  if (message.type === 'post') return postLines(content).join('\n');
  if (message.type !== 'text') return `[${message.type}]`;
  return message.mentions.reduce(
    (text, { key, name }) => text.replaceAll(key, `@${name}`),
    readTags(String(content.text)),
  );
}

function cardLines(card: CardJson): string[] {
  const header = isRecord(card.header) ? card.header : {};
  const tags = Array.isArray(header.text_tag_list) ? header.text_tag_list.map((tag) => textOf(tag.text)) : [];
  const title = [textOf(header.title), ...tags].filter(Boolean).join(' · ');
  const lines = elementsOf(card).flatMap((placed) => elementLines(placed));
  return [title, textOf(header.subtitle), ...lines].filter(Boolean);
}

export function buttonsOf(card: CardJson): SeenButton[] {
  return elementsOf(card)
    .filter(({ tag }) => tag === 'button')
    .map((placed) => {
      const { name, text, disabled } = placed.element;
      const form = formAround(placed)?.name;
      return {
        text: textOf(text),
        ...(typeof name === 'string' && { name }),
        disabled: disabled === true,
        ...(typeof form === 'string' && { form }),
      };
    });
}

export function formsOf(card: CardJson): SeenForm[] {
  const placed = elementsOf(card);
  return placed
    .filter(({ tag }) => tag === 'form')
    .map(({ element: form }) => ({
      name: String(form.name),
      fields: placed.filter((one) => formAround(one) === form && isField(one)).map(seenField),
    }));
}

const FIELDS = /^(input|checker|(multi_)?select_(static|person|img)|date_picker|picker_(date)?time)$/;

export function isField({ tag }: Placed): boolean {
  return FIELDS.test(tag);
}

function seenField({ element, tag }: Placed): SeenField {
  const { options, default_value, initial_option, selected_values, initial_date } = element;
  const value = default_value ?? initial_option ?? selected_values ?? initial_date;
  return {
    name: String(element.name),
    tag,
    label: textOf(element.label) || textOf(element.placeholder),
    required: element.required === true,
    ...(Array.isArray(options) && {
      options: options.map((option) => ({ text: textOf(option.text), value: String(option.value) })),
    }),
    ...(value !== undefined && { value }),
  };
}

function elementLines({ element, tag }: Placed): string[] {
  switch (tag) {
    case 'markdown':
      return [readMarkdown(String(element.content))];
    case 'div':
    case 'checker':
      return [textOf(element.text)];
    case 'button':
      return [`[${textOf(element.text)}]`];
    case 'collapsible_panel':
      return [textOf((element.header as CardJson | undefined)?.title)];
    case 'table':
      return (element.rows as CardJson[]).map((row) => Object.values(row).map(String).join(' | '));
    case 'img':
      return [`[${textOf(element.alt) || 'img'}]`];
    default:
      return isField({ element, tag, within: [] })
        ? [`${textOf(element.label) || textOf(element.placeholder)}: ____`]
        : [];
  }
}

export function textOf(value: unknown): string {
  if (!isRecord(value) || typeof value.content !== 'string') return '';
  return value.tag === 'plain_text' ? value.content : readMarkdown(value.content);
}

function postLines(content: CardJson): string[] {
  const [post] = Object.values(content).filter(isRecord);
  const paragraphs = Array.isArray(post?.content) ? (post.content as CardJson[][]) : [];
  return [
    String(post?.title ?? ''),
    ...paragraphs.map((runs) => runs.map((run) => String(run.text ?? '')).join('')),
  ].filter(Boolean);
}
