/** Card -> the JSON the page draws; feed item -> the line the page shows. Pure. */
import type { Block, Button, Card, ChecklistRow } from '../../src/platform/card.js';
import type { FeedItem } from '../../src/platform/context.js';
import type { FileRef } from '../../src/platform/file.js';

/** What the feed keeps as the body of an item. */
export type LineBody =
  /** `drawnAt` (desk time): words such as "2 hours left" in the card were true then. */
  | { readonly kind: 'card'; readonly card: Card; readonly drawnAt: number }
  /** `eventId` lets the speaker's page recognise its own message. */
  | {
      readonly kind: 'text';
      readonly eventId: string;
      readonly name: string;
      readonly text: string;
      /** The words that this answers. */
      readonly quoted?: string;
    }
  | {
      readonly kind: 'files';
      readonly eventId: string;
      readonly name: string;
      readonly files: readonly FileRef[];
    };

export interface FeedLine {
  readonly id: number;
  readonly revision: number;
  readonly address: string;
  /** An account, or `bot`. */
  readonly author: string;
  readonly at: number;
  readonly body: LineBody;
}

/** Only keys the page knows leave the house: a field added to the vocabulary is shown on purpose or not at all. */
export function renderCard(card: Card): Card {
  return {
    title: card.title,
    tone: card.tone,
    ...(card.tag === undefined ? {} : { tag: card.tag }),
    blocks: card.blocks.map(renderBlock),
    buttons: card.buttons.map(renderButton),
    ...(card.ticketId === undefined ? {} : { ticketId: card.ticketId }),
    ...(card.version === undefined ? {} : { version: card.version }),
  };
}

export function renderLine(item: FeedItem): FeedLine {
  const { id, revision, address, author, at } = item;
  return { id, revision, address, author, at, body: item.body as LineBody };
}

function renderBlock(block: Block): Block {
  if (block.kind === 'checklist') return { kind: 'checklist', items: block.items.map(renderRow) };
  // A link is the one thing a browser would execute: anything but a web address becomes plain text.
  if (block.kind === 'link' && !isWebAddress(block.url)) return { kind: 'text', text: block.text };
  return block;
}

function renderRow({ text, done, by, button }: ChecklistRow): ChecklistRow {
  return {
    text,
    done,
    ...(by === undefined ? {} : { by }),
    ...(button === undefined ? {} : { button: renderButton(button) }),
  };
}

function renderButton({ text, value, style, disabledReason }: Button): Button {
  return { text, value, style, ...(disabledReason === undefined ? {} : { disabledReason }) };
}

function isWebAddress(url: string): boolean {
  return /^(https?:\/\/|\/(?!\/))/.test(url);
}
