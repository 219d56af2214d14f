/** One inbound on its way through: everything known about it, and how it is settled. */
import type { Context } from '../conversation/context.js';
import type { Dialogue } from '../conversation/dialogue-state.js';
import type { Capabilities } from '../platform/capabilities.js';
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import type { Settles } from './change.js';
import type { House } from './house.js';
import type { Received } from './ports/inbox.js';
import { type Answer, type Reader, toast } from './speak.js';

/** Set when the acknowledgement has gone out without words: what is to be said now goes by the outbox. */
export interface Deadline {
  passed: boolean;
}

/** One inbound, all it needs, on its way through. */
export interface Matter {
  readonly house: House;
  readonly inbound: Inbound;
  readonly received: Received;
  readonly reader: Reader;
  readonly context: Context;
  readonly deadline: Deadline;
  readonly capabilities: Capabilities;
  /** The same inbound from the start, understood and answered under what is live now. */
  again(): Promise<Reply | null>;
}

export function say(matter: Matter, tone: 'good' | 'neutral' | 'warning', text: string): Answer {
  return toast(matter.inbound, matter.reader, tone, text, matter.deadline.passed);
}

/** Settles an inbound that changes no ticket. */
export async function settle(
  matter: Matter,
  answered: Answer,
  dialogue?: Dialogue | null,
): Promise<Reply | null> {
  const { house } = matter;
  const { outbox = [], ...rest } = settles(matter, answered, dialogue);
  const saved = await house.store.tickets.save({ ...rest, expect: [], outbox, commands: [] });
  if (!saved.saved) return (await house.store.inbox.context(matter.inbound)).reply;
  house.onSaved({ commands: [] });
  return answered.reply;
}

export function settles(
  { inbound, received, reader, context }: Matter,
  { reply, outbox }: Answer,
  dialogue?: Dialogue | null,
): Settles {
  const { address, platform, eventId } = inbound;
  const forgets = dialogue === null && received.dialogue === null;
  return {
    inbox: { platform, eventId, reply },
    outbox,
    ...(dialogue === undefined || forgets
      ? {}
      : {
          dialogue: {
            address,
            person: `${reader.person.kind}:${reader.person.id}`,
            state: dialogue,
            now: context.now,
          },
        }),
  };
}
