/** What one spoken message causes: it is kept in the feed, goes in through the one door, and is acknowledged. */
import type { Address } from '../../src/platform/address.js';
import type { AdapterContext } from '../../src/platform/context.js';
import type { Inbound } from '../../src/platform/inbound.js';
import type { Reply } from '../../src/platform/reply.js';
import type { Client } from './client.js';
import { inboundOf, type Speaker } from './inbound.js';
import { type LineBody, renderCard } from './render.js';
import type { ServerMessage, Spoken } from './wire.js';

/** The page tries again after this long when the desk cannot take a message. */
const AGAIN_MS = 2000;

export async function speak(
  message: Spoken,
  speaker: Speaker,
  { context, client }: { context: Pick<AdapterContext, 'receive' | 'log'>; client: Client },
): Promise<ServerMessage> {
  const inbound = inboundOf(message, speaker);
  if ('type' in inbound) return inbound;
  try {
    const body = keptBody(inbound, message, speaker.name);
    if (body) {
      const { address } = inbound;
      await client.keep({ key: `said:${inbound.eventId}`, address, author: speaker.account, body });
    }
    const reply = await context.receive(inbound);
    return { type: 'ack', eventId: message.eventId, reply: await place(reply, inbound, client) };
  } catch (error) {
    context.log.error({ error, eventId: inbound.eventId }, 'web: a message could not be received');
    return {
      type: 'error',
      code: 'unavailable',
      eventId: message.eventId,
      expected: 'the desk to take the message',
      got: 'an outage on our side',
      againMs: AGAIN_MS,
    };
  }
}

/** What people say stands in the conversation; taps and forms do not, their effect does. */
function keptBody({ content }: Inbound, { eventId }: Spoken, name: string): LineBody | null {
  if (content.kind === 'text') {
    const { text, quoted } = content;
    return { kind: 'text', eventId, name, text, ...(quoted ? { quoted: quoted.text } : {}) };
  }
  if (content.kind === 'files') return { kind: 'files', eventId, name, files: content.files };
  return null;
}

/** A card that answers a tap replaces the tapped one; any other joins the conversation, once however often we ask. */
async function place(reply: Reply | null, inbound: Inbound, client: Client): Promise<Reply | null> {
  if (!reply?.card) return reply;
  const card = renderCard(reply.card);
  const { kind } = inbound.content;
  if (kind === 'button' || kind === 'form') return { ...reply, card };
  const { card: _placed, ...rest } = reply;
  const address: Address = inbound.address;
  await client.keep({
    key: `reply:${inbound.eventId}`,
    address,
    author: 'bot',
    body: client.cardBody(card),
  });
  return rest;
}
