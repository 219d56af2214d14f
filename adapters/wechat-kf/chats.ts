/** What is kept of each conversation, shared by all instances: what was tried there, and what a menu could not carry. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SharedState } from '../../src/platform/context.js';
import type { Named } from './choices.js';

const chat = z.object({
  tried: z.array(z.string()).default([]),
  longer: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
});
type Chat = z.infer<typeof chat>;

const MOST_TRIED = 16;
/** Those of the last dozens of menus; older ones are answered by their words. */
const MOST_LONGER = 60;
/** So many change it at the same instant, or something is wrong. */
const MOST_TRIES = 20;

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

  async function read(account: string): Promise<{ readonly chat: Chat; readonly version: number }> {
    const kept = await state.get(keyOf(account));
    return { chat: chat.parse(kept?.value ?? {}), version: kept?.version ?? 0 };
  }
  async function change<T>(account: string, next: (chat: Chat) => readonly [Chat, T]): Promise<T> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { chat: before, version } = await read(account);
      const [after, outcome] = next(before);
      if (after === before) return outcome;
      if (await state.compareAndSet(keyOf(account), version, after)) return outcome;
    }
    throw new Error(`wechat-kf: what is kept of ${account} changed ${MOST_TRIES} times meanwhile`);
  }
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
      const { longer } = (await read(account)).chat;
      return longer.find((one) => one.id === id)?.value ?? null;
    },
  };
}
