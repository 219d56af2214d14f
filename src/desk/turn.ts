/** 轮流: whose turn it is by a routing rule. A turn is taken before the ticket is saved, so that two at once are two persons. */
import type { RoutingRule } from '../sop/routing.js';
import type { Facts } from '../tickets/facts.js';
import { handFor } from '../tickets/routing.js';
import type { House } from './house.js';
import { inTurn } from './in-turn.js';

/**
 * Whom the rule gave a ticket to before the one whose turn it is now, and from now on was. Where nothing is opened after
 * all, that turn is passed over.
 */
export function takeTurn(
  { store, instance }: Pick<House, 'store' | 'instance'>,
  rule: RoutingRule,
  queue: string,
  facts: Facts,
): Promise<string | null> {
  const key = `routing/turn/${rule.key}`;
  const { routing } = facts;
  // Ours one after the other; against other instances whoever writes first has it.
  return inTurn(`${instance}/${key}`, async () => {
    for (;;) {
      const kept = await store.state.get(key);
      const last = kept ? String(kept.value) : await store.tickets.lastRouted(rule.key);
      const { to } = handFor(rule, queue, {
        ...facts,
        ...(routing ? { routing: { ...routing, last } } : {}),
      });
      if (to === null || (await store.state.compareAndSet(key, kept?.version ?? 0, to))) return last;
    }
  });
}
