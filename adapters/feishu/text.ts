/** What people typed, out of Feishu's message bodies: mentions worded, pictures counted out. Pure. */
import { z } from 'zod';
import type { MessageReceived } from './wire.js';

export interface Said {
  readonly text: string;
  /** What hangs on it, to be fetched: the platform keeps it under these keys. */
  readonly resources: readonly Resource[];
}

export interface Resource {
  readonly key: string;
  readonly type: 'image' | 'file';
  readonly name: string;
}

type Message = MessageReceived['message'];

const textBody = z.object({ text: z.string() });
const imageBody = z.object({ image_key: z.string().min(1) });
const fileBody = z.object({ file_key: z.string().min(1), file_name: z.string().default('file') });
const postBody = z.object({
  title: z.string().default(''),
  content: z.array(z.array(z.record(z.string(), z.unknown()))).max(2000),
});

const NOTHING: Said = { text: '', resources: [] };

/** Nothing for kinds that say nothing to a desk: stickers, forwarded bundles, shared cards. */
export function saidIn(message: Pick<Message, 'message_type' | 'content'>): Said {
  const body = parse(message.content);
  switch (message.message_type) {
    case 'text':
      return { text: textBody.safeParse(body).data?.text ?? '', resources: [] };
    case 'post':
      return postSaid(body);
    case 'image': {
      const read = imageBody.safeParse(body).data;
      return read ? { text: '', resources: [image(read.image_key)] } : NOTHING;
    }
    case 'file':
    case 'audio':
    case 'media': {
      const read = fileBody.safeParse(body).data;
      return read
        ? { text: '', resources: [{ key: read.file_key, type: 'file', name: read.file_name }] }
        : NOTHING;
    }
    default:
      return NOTHING;
  }
}

/** Placeholders become names; the bot's own goes. `bot` null: we do not know yet who we are. */
export function withNames(text: string, mentions: Message['mentions'] = [], bot: string | null): string {
  const named = mentions.reduce((left, { key, id, name }) => {
    const shown = id.open_id !== undefined && id.open_id === bot ? '' : `@${name.replaceAll(/\s+/gu, '')} `;
    // `@_user_1` is the beginning of `@_user_10`.
    return left.replaceAll(new RegExp(`${key}(?!\\d) ?`, 'gu'), () => shown);
  }, text);
  return named.replaceAll('@_all', '@所有人').trim();
}

function postSaid(body: unknown): Said {
  const read = postBody.safeParse(body).data;
  if (!read) return NOTHING;
  const lines = read.content.map((line) => line.map(wordsOf).join(''));
  const resources = read.content.flat().flatMap((part): Resource[] => {
    if (part.tag === 'img' && typeof part.image_key === 'string') return [image(part.image_key)];
    if (part.tag === 'media' && typeof part.file_key === 'string')
      return [{ key: part.file_key, type: 'file', name: 'video' }];
    return [];
  });
  return { text: [read.title, ...lines].filter((line) => line !== '').join('\n'), resources };
}

function wordsOf(part: Readonly<Record<string, unknown>>): string {
  const text = typeof part.text === 'string' ? part.text : '';
  if (part.tag === 'a' && typeof part.href === 'string') return `${text} ${part.href}`.trim();
  if (part.tag === 'at') return typeof part.user_id === 'string' ? `${part.user_id} ` : '';
  return text;
}

/** A picture comes without a name; its bytes say what it is. */
const image = (key: string): Resource => ({ key, type: 'image', name: 'image' });

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // not what its kind promises: it says nothing
  }
}
