/** A card as a mail: its subject, and the same words plain and as HTML. Pure. */
import type { Card } from '../../src/platform/card.js';
import { renderHtml } from './html.js';
import { type Section, sectionOf } from './sections.js';
import { wordsOf } from './words.js';

export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Longer ones are cut by every list of mails. */
const MOST_SUBJECT = 120;

/** `optOutUrl`: where its reader takes themselves off. */
export function renderCard(card: Card, optOutUrl: string): Rendered {
  const words = wordsOf(card);
  const heading = subjectOf(card);
  const todo = card.buttons.filter(({ disabledReason }) => disabledReason === undefined);
  const sections: readonly Section[] = [
    ...(card.tag === undefined ? [] : [{ kind: 'pairs', pairs: [[words.state, card.tag]] } as const]),
    ...card.blocks.map((block) => sectionOf(block, words)),
    ...(todo.length === 0
      ? []
      : [{ kind: 'words', text: words.todo(todo.map(({ text }) => text)) } as const]),
  ];
  const foot: readonly Section[] = [
    { kind: 'words', text: words.noReply },
    { kind: 'link', text: words.optOut, url: optOutUrl },
  ];
  const plain = (all: readonly Section[]) => all.flatMap((section) => linesOf(section, words.colon));
  return {
    subject: heading,
    text: `${[heading, '', ...plain(sections), '', '--', ...plain(foot)].join('\n')}\n`,
    html: renderHtml({ language: words.language, heading, sections, foot }),
  };
}

/** With the ticket's number, by which people and their programs find it again; on one line, whatever was typed. */
function subjectOf({ title, ticketId }: Card): string {
  const line = title.replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const numbered =
    ticketId === undefined || new RegExp(`#${ticketId}(?!\\d)`, 'u').test(line)
      ? line
      : `#${ticketId} ${line}`;
  const characters = [...numbered];
  return characters.length <= MOST_SUBJECT ? numbered : `${characters.slice(0, MOST_SUBJECT - 1).join('')}…`;
}

function linesOf(section: Section, colon: string): readonly string[] {
  switch (section.kind) {
    case 'words':
      return section.text.split('\n');
    case 'pairs':
      return section.pairs.map(([label, value]) => `${label}${colon}${value}`);
    case 'list':
      return [...(section.title === null ? [] : [section.title]), ...section.items];
    case 'table':
      return [section.columns, ...section.rows].map((row) => row.filter((cell) => cell !== '').join(' · '));
    case 'link':
      return [`${section.text}${colon}${section.url}`];
  }
}
