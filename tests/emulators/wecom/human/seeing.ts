/** A message as one person sees it: its words, and for a card what can be tapped and chosen. */
import { isJson, type Json, text } from '../api/call.js';
import { list, part } from '../card/blocks.js';
import { overlong } from '../card/lengths.js';
import type { Copy, Message } from '../messages.js';

export interface SeenButton {
  readonly text: string;
  readonly key: string;
  readonly style: number;
  readonly disabled: boolean;
  /** The address that it leads to instead of telling the app. */
  readonly url?: string;
}

export interface SeenQuestion {
  readonly key: string;
  readonly title: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  /** More than one may be chosen. */
  readonly many: boolean;
  readonly disabled: boolean;
}

export interface Seen {
  readonly messageId: string;
  /** `app`, `bot`, `robot`, or a user id. */
  readonly from: string;
  readonly type: string;
  /** What is read: for a card its title and lines. */
  readonly text: string;
  readonly card?: Json;
  readonly buttons: readonly SeenButton[];
  readonly menu: readonly { readonly text: string; readonly key: string }[];
  readonly questions: readonly SeenQuestion[];
  /** The words where the buttons were. */
  readonly replaced?: string;
  /** Fields of the card longer than their place: the client may cut them. */
  readonly overlong: readonly string[];
  readonly recalled: boolean;
  readonly updated: boolean;
}

export function seen(message: Message, copy: Copy): Seen {
  const card = copy.type === 'template_card' && !message.recalled ? copy.content : undefined;
  const disabled = copy.replaced !== undefined;
  return {
    messageId: message.id,
    from: message.from,
    type: copy.type,
    text: message.recalled ? '' : readable(copy),
    ...(card && { card }),
    buttons: card ? buttonsOf(card, disabled) : [],
    menu: list(part(card ?? {}, 'action_menu').action_list).map((action) => ({
      text: text(action.text),
      key: text(action.key),
    })),
    questions: card ? questionsOf(card, disabled) : [],
    ...(copy.replaced !== undefined && { replaced: copy.replaced }),
    overlong: card ? overlong(card, message.from === 'bot' ? 'bot' : 'app') : [],
    recalled: message.recalled,
    updated: message.updatedAt > message.createdAt,
  };
}

function buttonsOf(card: Json, disabled: boolean): SeenButton[] {
  const submit = card.submit_button === undefined ? [] : [part(card, 'submit_button')];
  return [...list(card.button_list), ...submit].map((button) => ({
    text: text(button.text),
    key: text(button.key),
    style: Number(button.style ?? 1),
    disabled,
    ...(button.type === 1 && { url: text(button.url) }),
  }));
}

function questionsOf(card: Json, replaced: boolean): SeenQuestion[] {
  const named = ['button_selection', 'checkbox'].filter((name) => card[name] !== undefined);
  return [...named.map((name) => part(card, name)), ...list(card.select_list)].map((asked) => ({
    key: text(asked.question_key),
    title: text(asked.title),
    options: list(asked.option_list).map((option) => ({ id: text(option.id), text: text(option.text) })),
    many: asked === card.checkbox && asked.mode === 1,
    disabled: replaced || asked.disable === true,
  }));
}

/** Line by line, in the order in which a client shows it. */
function readable({ type, content }: Copy): string {
  if (type === 'text') return text(content.content).replace(/<a href="[^"]*">([^<]*)<\/a>/g, '$1');
  if (type === 'markdown' || type === 'stream') return text(content.content);
  if (type === 'textcard') return `${text(content.title)}\n${text(content.description)}`;
  if (type === 'news')
    return list(content.articles)
      .map((article) => text(article.title))
      .join('\n');
  if (type !== 'template_card') return `[${type}]`;
  const lines = [
    text(part(content, 'source').desc),
    ...titled(part(content, 'main_title')),
    ...titled(part(content, 'emphasis_content')),
    text(part(content, 'quote_area').title),
    text(part(content, 'quote_area').quote_text),
    text(content.sub_title_text),
    ...titled(part(content, 'image_text_area')),
    ...list(content.vertical_content_list).flatMap(titled),
    ...list(content.horizontal_content_list).map(({ keyname, value }) => `${text(keyname)}: ${text(value)}`),
    ...list(content.jump_list).map(({ title }) => text(title)),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function titled({ title, desc }: Json): string[] {
  return [text(title), text(desc)];
}

/** The card that a person has in front of them. */
export function cardOf(copy: Copy | undefined): Json | undefined {
  return copy?.type === 'template_card' && isJson(copy.content) ? copy.content : undefined;
}
