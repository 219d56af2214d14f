/** What was sent, and what each person has of it: a card that was changed for some stays as it was for the others. */
import type { Json } from './api/call.js';
import type { World } from './world.js';

/** What stands in front of one person. */
export interface Copy {
  readonly type: string;
  /** The part of the message that is named as its type: `{ content }` of a text, a template card. */
  readonly content: Json;
  /** The words that took the place of the buttons; with them the card takes no more clicks. */
  readonly replaced?: string;
}

export interface Message {
  /** The msgid that a recall names. */
  readonly id: string;
  /** `app`, `bot`, `robot`, or the user id of who said it. */
  readonly from: string;
  /** `app`: each one's own conversation with the app; `bot`: with the bot; otherwise a group's chat id. */
  readonly place: string;
  readonly createdAt: number;
  /** By user id: only who really got it. */
  readonly copies: Map<string, Copy>;
  /** Whom the app meant it for, the ones from whom it was withheld without a word too. */
  readonly recipients: readonly string[];
  /** Of a template card. */
  readonly taskId?: string;
  recalled: boolean;
  updatedAt: number;
}

type Sent = Pick<Message, 'id' | 'from' | 'place' | 'recipients'> & {
  readonly copy: Copy;
  /** Those of the recipients who get to see it; absent: all. */
  readonly shownTo?: readonly string[];
  readonly taskId?: string;
};

export function addMessage(world: World, { copy, shownTo, ...sent }: Sent): Message {
  const now = world.clock.now();
  const shown = shownTo ?? sent.recipients;
  const copies = new Map(shown.map((userId) => [userId, copy]));
  const message = { ...sent, createdAt: now, updatedAt: now, recalled: false, copies };
  world.messages.set(message.id, message);
  return message;
}

/** Puts something else in front of those of `userIds` who have a copy. */
export function change(
  world: World,
  message: Message,
  userIds: Iterable<string>,
  to: (copy: Copy) => Copy,
): void {
  for (const userId of userIds) {
    const copy = message.copies.get(userId);
    if (copy) message.copies.set(userId, to(copy));
  }
  message.updatedAt = world.clock.now();
  world.tally.updated += 1;
}
