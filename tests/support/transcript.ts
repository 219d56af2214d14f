/** What somebody reads of the desk, message by message, as a chat without cards and buttons shows it. */
import { degrade } from '../../src/cards/degrade.js';
import type { Locale } from '../../src/people/people.js';
import { wordingAt } from '../cards/words.js';
import type { PagePerson } from './page-person.js';

/** A WeChat message. */
const PLAIN = { cards: 'none', buttons: false, textBytes: 2048 } as const;

export interface Transcript {
  /** What was read since the last time, under what had happened. */
  after(event: string): void;
  /** What was read meanwhile is told elsewhere. */
  skip(): void;
  /** Times of day are left out: the clock goes on while the story is played. */
  text(): string;
}

export function transcriptOf(person: PagePerson, locale: Locale): Transcript {
  const read = new Set<number>();
  const pages: string[] = [];
  const unread = () => {
    const fresh = person.line.lines().filter(({ id, author }) => author === 'bot' && !read.has(id));
    for (const { id } of fresh) read.add(id);
    return fresh;
  };
  return {
    skip: unread,
    after(event) {
      const messages = unread()
        .flatMap(({ body }) => (body.card ? [body.card] : []))
        .map((card) => {
          const { title, blocks } = degrade(card, PLAIN, wordingAt(undefined, locale)).card;
          return [title, ...blocks.flatMap((block) => (block.kind === 'text' ? block.text : []))].join('\n');
        });
      pages.push([`== ${event}`, ...messages].join('\n\n'));
    },
    text: () => `${pages.join('\n\n')}\n`.replace(/\d{1,2}:\d{2}/gu, 'hh:mm'),
  };
}
