/** What one act says to whoever asked is one message, however many texts it is: a chat of scraps is not read. */
import type { OutboxItem, Say } from './ports/outbox.js';

type Spoken = OutboxItem & { readonly body: Say };

/** The texts of a later item of `theirs` stand below those of the first one that goes to the same address at the same time. */
export function asOneMessage(
  items: readonly OutboxItem[],
  theirs: (item: OutboxItem) => boolean,
): OutboxItem[] {
  const said: OutboxItem[] = [];
  for (const item of items) {
    const first =
      isSpoken(item) && theirs(item)
        ? said.findIndex(
            (one) => isSpoken(one) && one.address === item.address && one.heldUntil === item.heldUntil,
          )
        : -1;
    const before = said[first];
    if (before && isSpoken(before) && isSpoken(item))
      said[first] = { ...before, body: below(before.body, item.body) };
    else said.push(item);
  }
  return said;
}

function below(first: Say, { say, params, also = [], links, actions, question }: Say): Say {
  return {
    ...first,
    also: [...(first.also ?? []), { say, params }, ...also],
    links: [...new Set([...first.links, ...links])],
    actions: [...new Set([...first.actions, ...actions])],
    ...(question ? { question } : {}),
  };
}

const isSpoken = (item: OutboxItem): item is Spoken => item.body.kind === 'say';
