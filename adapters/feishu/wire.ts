/** What Feishu sends us, as schemas: only what we read, and bounded. https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
import { z } from 'zod';

const id = z.string().min(1).max(200);

export const encrypted = z.object({ encrypt: z.string().min(1) });
export const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1000) });

/** Schema 2.0: every event and every tap on a card. */
export const envelope = z.object({
  header: z.object({
    event_id: id,
    event_type: id,
    app_id: z.string().optional(),
  }),
  event: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof envelope>;

const verified = z.union([
  z.object({ header: z.object({ token: z.string() }) }).transform(({ header }) => header.token),
  z.object({ token: z.string() }).transform(({ token }) => token),
]);

/** The verification token of an event or a challenge, wherever it stands. */
export function tokenOf(raw: unknown): string | undefined {
  return verified.safeParse(raw).data;
}

const person = z.object({ open_id: id });

export const messageReceived = z.object({
  sender: z.object({ sender_id: person, sender_type: z.string().optional() }),
  message: z.object({
    message_id: id,
    root_id: id.optional(),
    parent_id: id.optional(),
    thread_id: id.optional(),
    chat_id: id,
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string().max(400_000),
    mentions: z
      .array(
        z.object({ key: id, id: z.object({ open_id: z.string().optional() }), name: z.string().default('') }),
      )
      .optional(),
  }),
});
export type MessageReceived = z.infer<typeof messageReceived>;

export const cardAction = z.object({
  operator: person,
  action: z.object({
    value: z.unknown(),
    form_value: z.record(z.string(), z.unknown()).optional(),
  }),
  context: z.object({ open_message_id: id, open_chat_id: id }),
});

export const menuPressed = z.object({
  operator: z.object({ operator_id: person }),
  event_key: z.string().min(1).max(200),
});

export const botMoved = z.object({
  chat_id: id,
  operator_id: person.optional(),
  name: z.string().optional(),
});
export const chatEntered = z.object({ operator_id: person });
