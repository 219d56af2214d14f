/** What is kept of each person, shared by all instances: what was lately said to them, and what their menus mean. */
import { z } from 'zod';
import type { SharedState } from '../../src/platform/context.js';
import { changeKept } from '../shared/change-kept.js';

const chat = z.object({
  choices: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
  said: z.array(z.object({ key: z.string(), ref: z.string().nullable() })).default([]),
});
type Chat = z.infer<typeof chat>;

/** An entry of a menu by its number, and the value of the button it stands for. */
export interface Choice {
  readonly id: string;
  readonly value: string;
}

export interface Chats {
  /** Notes that something is about to be said, with the menu below it. `ref`: it was said; `tried`: it was attempted, and nobody heard what became of it. */
  trying(
    openId: string,
    key: string,
    choices: readonly Choice[],
  ): Promise<{ readonly ref: string } | 'tried' | 'new'>;
  /** Refused, it can be tried again as if it had never been. */
  undone(openId: string, key: string): Promise<void>;
  done(openId: string, key: string, ref: string): Promise<void>;
  /** What an entry of a menu stands for; null when it is too long ago. */
  chosen(openId: string, id: string): Promise<string | null>;
}

const MOST_SAID = 16;
/** Those of the last menus; older ones are answered by their words. */
const MOST_CHOICES = 80;

export function createChats(state: SharedState): Chats {
  const keyOf = (openId: string) => `chat/${openId}`;

  const read = (kept: unknown): Chat => chat.parse(kept ?? {});
  const change = <T>(openId: string, next: (chat: Chat) => readonly [Chat, T]): Promise<T> =>
    changeKept(state, keyOf(openId), read, next);
  const withSaid = (before: Chat, said: Chat['said']) => ({ ...before, said: said.slice(-MOST_SAID) });

  return {
    trying: (openId, key, choices) =>
      change(openId, (before): readonly [Chat, { readonly ref: string } | 'tried' | 'new'] => {
        const known = before.said.find((each) => each.key === key);
        if (known) return [before, known.ref === null ? 'tried' : { ref: known.ref }];
        const others = before.choices.filter(({ id }) => !choices.some((one) => one.id === id));
        const noted = { ...before, choices: [...others, ...choices].slice(-MOST_CHOICES) };
        return [withSaid(noted, [...before.said, { key, ref: null }]), 'new'];
      }),
    undone: (openId, key) =>
      change(openId, (before) => [
        withSaid(
          before,
          before.said.filter((each) => each.key !== key),
        ),
        undefined,
      ]),
    done: (openId, key, ref) =>
      change(openId, (before) => [
        withSaid(
          before,
          before.said.map((each) => (each.key === key ? { key, ref } : each)),
        ),
        undefined,
      ]),
    async chosen(openId, id) {
      const { choices } = read((await state.get(keyOf(openId)))?.value);
      return choices.find((one) => one.id === id)?.value ?? null;
    },
  };
}
