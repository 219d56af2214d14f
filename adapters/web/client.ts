/**
 * Sending. The page has no platform behind it, so the feed is the platform: what is sent is kept there, and every
 * instance is told to show it to the sockets it holds.
 */

import type { Delivery, Posted } from '../../src/platform/adapter.js';
import { type Address, platformOf } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import type { AdapterContext, FeedItem } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import { type LineBody, renderCard } from './render.js';

/** Tells the instances that an address has something newer: `{ address, revision }`. */
export const FEED_TOPIC = 'web.feed';

export interface Client {
  send(delivery: Delivery): Promise<Posted>;
  update(delivery: Delivery, ref: string): Promise<Posted>;
  /** Keeps a line of the conversation, once per key. */
  keep(line: { key: string; address: Address; author: string; body: LineBody }): Promise<void>;
  cardBody(card: Card): LineBody;
}

export function createClient(context: Pick<AdapterContext, 'clock' | 'feed' | 'publish' | 'log'>): Client {
  const { clock, feed, log } = context;
  const cardBody = (card: Card): LineBody => ({ kind: 'card', card: renderCard(card), drawnAt: clock.now() });

  /** A page that misses this learns of the item at its next resume, so a failure here loses nothing. */
  async function announce(item: FeedItem): Promise<void> {
    await context
      .publish(FEED_TOPIC, { address: item.address, revision: item.revision })
      .catch((error) => log.warn({ error, address: item.address }, 'web: could not announce a feed item'));
  }

  async function posted(write: () => Promise<FeedItem | null>, address: Address): Promise<Posted> {
    if (platformOf(address) !== 'web') {
      throw new DeliveryError({ kind: 'rejected', reason: `expected a web address, got ${address}` });
    }
    const item = await write().catch((cause: unknown) => {
      // The feed keeps one item a key, so trying again is harmless even when this attempt did arrive.
      throw new DeliveryError({ kind: 'retry', reason: 'the feed could not be written' }, { cause });
    });
    if (item === null) throw new DeliveryError({ kind: 'rejected', reason: 'no such item in the feed' });
    await announce(item);
    return { ref: String(item.id) };
  }

  return {
    send: ({ key, address, card }) =>
      posted(() => feed.append({ key, address, author: 'bot', body: cardBody(card) }), address),
    update: ({ address, card }, ref) =>
      posted(async () => (/^\d{1,15}$/.test(ref) ? feed.update(Number(ref), cardBody(card)) : null), address),
    keep: async (line) => announce(await feed.append(line)),
    cardBody,
  };
}
