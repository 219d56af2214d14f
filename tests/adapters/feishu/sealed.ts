/** Events as they come to the door of our webhook: sealed as Feishu does, or not. */
import { randomUUID } from 'node:crypto';
import { seal } from '../../emulators/feishu/webhook.js';
import type { FeishuDesk } from './desk.js';

/** As it stands at our door; `headers` are all there is. */
export function door(
  desk: FeishuDesk,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(`${desk.url}/feishu/events`, { method: 'POST', body, headers });
}

/** Sealed as Feishu does it, with headers changed or taken off. */
export async function post(
  desk: FeishuDesk,
  text: string,
  change: Record<string, string | null> = {},
): Promise<number> {
  const { body, headers } = seal(desk.emulator.app, text, Date.now());
  const kept = Object.entries({ ...headers, ...change }).filter(([, value]) => value !== null);
  return (await door(desk, body, Object.fromEntries(kept) as Record<string, string>)).status;
}

export const NO_SIGNATURE = {
  'x-lark-signature': null,
  'x-lark-request-nonce': null,
  'x-lark-request-timestamp': null,
};

/** 王芳 says 进度 to the bot. */
export const message = ({ emulator }: FeishuDesk, event_type = 'im.message.receive_v1') => ({
  schema: '2.0',
  header: { event_id: randomUUID(), event_type, token: emulator.app.verificationToken },
  event: {
    sender: { sender_id: { open_id: 'ou_wang' }, sender_type: 'user' },
    message: {
      ...{ message_id: 'om_1', chat_id: 'oc_1', chat_type: 'p2p', message_type: 'text' },
      content: JSON.stringify({ text: '进度' }),
    },
  },
});
