/** What a message may say, by its type: cut, refused or taken as WeCom does. https://developer.work.weixin.qq.com/document/path/90236 */
import { isJson, type Json, text } from './api/call.js';
import { type CardRules, cardRefused } from './card/check.js';
import type { Copy } from './messages.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import type { World } from './world.js';

const MOST_TEXT_BYTES = 2048;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Where something is said decides what may be. */
export interface Speech {
  readonly types: readonly string[];
  readonly markdownBytes: number;
  readonly cards?: CardRules;
}

type Say = (content: Json, speech: Speech, world: World) => Json | Refusal;

export function copyOf(world: World, body: Json, speech: Speech): Copy | Refusal {
  const type = text(body.msgtype);
  const say = speech.types.includes(type) ? SAYS[type] : undefined;
  if (!say) return refuse(40008, type || 'none');
  const content = say(isJson(body[type]) ? body[type] : {}, speech, world);
  return isRefusal(content) ? content : { type, content };
}

const media: Say = (content, _speech, world) =>
  world.media.get(text(content.media_id), world.clock.now()) ? content : refuse(40007);

const SAYS: Readonly<Record<string, Say>> = {
  text(content) {
    if (text(content.content) === '') return refuse(44004);
    return { ...content, content: cutBytes(text(content.content), MOST_TEXT_BYTES) };
  },
  markdown(content, { markdownBytes }) {
    if (text(content.content) === '') return refuse(44004);
    return Buffer.byteLength(text(content.content)) > markdownBytes ? refuse(45002) : content;
  },
  textcard(content) {
    if (['title', 'description', 'url'].some((name) => text(content[name]) === ''))
      return refuse(40058, 'textcard needs title, description and url');
    if (!SCHEME.test(text(content.url)) || Buffer.byteLength(text(content.url)) > 2048)
      return refuse(40058, 'textcard.url');
    const cut = { title: cutChars(content.title, 128), description: cutChars(content.description, 512) };
    return { ...content, ...cut, btntxt: cutChars(content.btntxt ?? '详情', 4) };
  },
  news(content) {
    const articles = Array.isArray(content.articles) ? content.articles : [];
    if (articles.length < 1 || articles.length > 8) return refuse(40058, 'news has 1 to 8 articles');
    return articles.every((article: Json) => text(article.title) !== '' && SCHEME.test(text(article.url)))
      ? content
      : refuse(40058, 'an article needs title and url');
  },
  image: media,
  voice: media,
  video: media,
  file: media,
  template_card: (card, { cards = { types: [] } }, world) => cardRefused(world, card, cards) ?? card,
};

/** Without a word, and never through a character. */
export function cutBytes(said: string, most: number): string {
  if (Buffer.byteLength(said) <= most) return said;
  let bytes = 0;
  let kept = '';
  for (const character of said) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}

function cutChars(said: unknown, most: number): string {
  return [...text(said)].slice(0, most).join('');
}
