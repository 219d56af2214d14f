/** A message as one person sees it in a chat. */
import type { Person } from '../directory.js';
import type { Message } from '../messages.js';
import { objectOf } from '../sending.js';
import { buttonsOf, formsOf, readable, type SeenButton, type SeenForm } from './readable.js';

export interface Seen {
  readonly messageId: string;
  /** `bot`, or an open id. */
  readonly from: string;
  readonly type: string;
  /** What is read: for a card its title and lines. */
  readonly text: string;
  readonly card?: Readonly<Record<string, unknown>>;
  readonly buttons: readonly SeenButton[];
  readonly forms: readonly SeenForm[];
  readonly replyTo?: string;
  readonly threadId?: string;
  readonly recalled: boolean;
  readonly edited: boolean;
  /** Called to this person, and not looked at since. */
  readonly urgent: boolean;
  readonly reactions: readonly string[];
  readonly pinned: boolean;
}

export function seen(person: Person, message: Message): Seen {
  const card = message.type === 'interactive' && !message.recalled ? objectOf(message.content) : undefined;
  return {
    messageId: message.id,
    from: message.sender.type === 'app' ? 'bot' : message.sender.id,
    type: message.type,
    text: message.recalled ? '' : readable(message),
    ...(card && { card }),
    buttons: card ? buttonsOf(card) : [],
    forms: card ? formsOf(card) : [],
    ...(message.parentId !== undefined && { replyTo: message.parentId }),
    ...(message.threadId !== undefined && { threadId: message.threadId }),
    recalled: message.recalled,
    edited: message.updatedAt > message.createdAt,
    urgent: person.unreadUrgents.has(message.id),
    reactions: message.reactions.map(({ emoji }) => emoji),
    pinned: message.pinned,
  };
}
