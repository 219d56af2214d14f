/** What stands on somebody's screen, line by line as it is read. */
import { isJson, type Json, text } from '../api/call.js';
import type { Message } from '../messages.js';

export interface Seen {
  readonly messageId: string;
  /** `account`, `wechat` (its own words), or `person`. */
  readonly from: Message['from'];
  /** `chat`: in the conversation; `template` and `notice`: what came by a template. */
  readonly kind: Message['kind'];
  readonly type: string;
  readonly text: string;
  /** Addresses that it leads to. */
  readonly links: readonly string[];
  /** What can be tapped in it, which then is said. */
  readonly menu: readonly { readonly id: string; readonly text: string }[];
}

export function seen({ id, from, kind, type, content }: Message): Seen {
  const words = readable(kind, type, content);
  return {
    ...{ messageId: id, from, kind, type, text: words },
    links: [
      ...new Set([...words.matchAll(/https?:\/\/[^\s<>"]+/gu)].map(([url]) => url).concat(hrefs(content))),
    ],
    menu:
      type === 'msgmenu'
        ? entries(content).map((entry) => ({ id: text(entry.id), text: text(entry.content) }))
        : [],
  };
}

function readable(kind: Message['kind'], type: string, content: Json): string {
  if (kind !== 'chat') {
    const { title, url: _, ...values } = content;
    return [text(title), ...Object.values(values).map(text)].join('\n');
  }
  if (type === 'text') return text(content.content).replace(/<a [^>]*>([^<]*)<\/a>/gu, '$1');
  if (type !== 'msgmenu') return `[${type}]`;
  return [
    text(content.head_content),
    ...entries(content).map((entry) => text(entry.content)),
    text(content.tail_content),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function hrefs(content: Json): string[] {
  const inText = [...text(content.content).matchAll(/<a [^>]*href="([^"]+)"/gu)].map(([, url = '']) => url);
  return [...inText, ...(text(content.url) === '' ? [] : [text(content.url)])];
}

const entries = ({ list }: Json): Json[] => (Array.isArray(list) ? list.filter(isJson) : []);
