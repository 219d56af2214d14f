/** What the bot's long connection carries to us, as schemas: only what we read, and bounded. https://developer.work.weixin.qq.com/document/path/101463 */
import { z } from 'zod';

const id = z.string().min(1).max(1024);
const said = z.object({ content: z.string().max(20_000) });

/** Of every message and every event. */
export const frame = z.object({
  headers: z.object({ req_id: id }),
  body: z.object({
    msgid: id,
    chatid: id.optional(),
    chattype: z.enum(['single', 'group']).default('single'),
    from: z.object({ userid: z.string().min(1).max(64) }),
    msgtype: z.string().min(1).max(64),
  }),
});

export const textMessage = z.object({
  text: said,
  quote: z.object({ text: said }).optional().catch(undefined),
});
/** WeCom writes down what was spoken. */
export const voiceMessage = z.object({ voice: said });
export const mixedMessage = z.object({
  mixed: z.object({
    msg_item: z.array(z.object({ msgtype: z.string(), text: said.optional() })).max(100),
  }),
});

export const event = z.object({ event: z.object({ eventtype: z.string().min(1).max(64) }) });

/** As it is on the wire; the SDK's types say otherwise. */
export const cardTap = z.object({
  event: z.object({
    template_card_event: z.object({
      event_key: id,
      task_id: z.string().min(1).max(128),
      selected_items: z
        .object({
          selected_item: z
            .array(z.object({ option_ids: z.object({ option_id: z.array(id).max(40) }) }))
            .max(3),
        })
        .optional()
        .catch(undefined),
    }),
  }),
});

export const feedback = z.object({
  event: z.object({
    feedback_event: z.object({
      id,
      type: z.number(),
      content: z.string().max(2_000).default(''),
      inaccurate_reason_list: z.array(z.number()).max(10).default([]),
    }),
  }),
});
