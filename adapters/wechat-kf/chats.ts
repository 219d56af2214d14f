/** What is kept of each conversation, shared by all instances: what was tried there, and what a menu could not carry. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SharedState } from '../../src/platform/context.js';
import { changeKept } from '../shared/change-kept.js';
import type { Named } from './choices.js';

const chat = z.object({
  tried: z.array(z.string()).default([]),
  longer: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
});
type Chat = z.infer<typeof chat>;

const MOST_TRIED = 16;
/** Those of the last dozens of menus; older ones are answered by their words. */
const MOST_LONGER = 60;

export interface Chats {
  /** Notes that a message is about to be sent. True when it was before. */
  trying(account: string, msgId: string, longer: readonly Named[]): Promise<boolean>;
  /** Refused, it can be tried again as if it had never been. */
  refused(account: string, msgId: string): Promise<void>;
  /** What an id stands for; null when it is too long ago. */
  valueOf(account: string, id: string): Promise<string | null>;
}

/** A message's name on the platform, at most 32 bytes: made of its delivery's key, so that a repetition is known for one. */
export const msgIdOf = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 32);

export function createChats(state: SharedState): Chats {
  const keyOf = (account: string) => `chat/${account}`;

  const read = (kept: unknown): Chat => chat.parse(kept ?? {});
  const change = <T>(account: string, next: (chat: Chat) => readonly [Chat, T]): Promise<T> =>
    changeKept(state, keyOf(account), read, next);
  return {
    trying: (account, msgId, longer) =>
      change(account, (before) => {
        if (before.tried.includes(msgId)) return [before, true];
        const known = before.longer.filter(({ id }) => !longer.some((one) => one.id === id));
        return [
          {
            tried: [...before.tried, msgId].slice(-MOST_TRIED),
            longer: [...known, ...longer].slice(-MOST_LONGER),
          },
          false,
        ];
      }),
    refused: (account, msgId) =>
      change(account, (before) => [
        { ...before, tried: before.tried.filter((id) => id !== msgId) },
        undefined,
      ]),
    async valueOf(account, id) {
      const { longer } = read((await state.get(keyOf(account)))?.value);
      return longer.find((one) => one.id === id)?.value ?? null;
    },
  };
}
