/** Saying something where WeCom knows no repetition and tells nobody what arrived: in doubt it is not said again. */
import { DeliveryError } from '../../src/platform/delivery-error.js';
import { isDecided } from '../shared/qyapi/refusal.js';
import type { Chats } from './chats.js';
import type { Message } from './render.js';

interface Saying {
  readonly place: string;
  readonly key: string;
  readonly message: Message;
}

export async function saidOnce(
  chats: Chats,
  { place, key, message: rendered }: Saying,
  say: (message: Message) => Promise<unknown>,
): Promise<void> {
  const { message, tried, done } = await chats.frozen(place, key, rendered);
  if (done) return;
  if (tried)
    throw new DeliveryError({
      kind: 'uncertain',
      reason: 'whether the first try reached the group is not known',
    });
  try {
    await say(message);
  } catch (error) {
    if (isDecided(error)) await chats.thawed(place);
    throw error;
  }
  await chats.arrived(place, key);
}
