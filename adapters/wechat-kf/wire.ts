/** What the customer service sends us, as schemas: only what we read, and bounded. https://developer.work.weixin.qq.com/document/path/94670 */
import { z } from 'zod';

const id = z.string().min(1).max(256);
const said = z.string().max(20_000);
const words = said.default('');

/** One batch; what is in it is looked at one by one, so that one of a strange shape does not hide the others. */
export const batch = z.object({
  next_cursor: z.string().max(1024).default(''),
  has_more: z.number().default(0),
  msg_list: z.array(z.unknown()).default([]),
});

/** 3 a customer, 4 the system, 5 somebody of the company in their client. */
export const CUSTOMER = 3;
export const COLLEAGUE = 5;

export const envelope = z.object({
  msgid: id,
  /** Of events it stands inside. */
  external_userid: id.optional(),
  /** Seconds. */
  send_time: z.number().int().positive(),
  origin: z.number(),
  msgtype: z.string().min(1).max(64),
  /** Of a colleague who said it. */
  servicer_userid: id.optional(),
  event: z.object({ event_type: z.string().max(64), external_userid: id.optional() }).optional(),
});

/** A tap on a menu comes as its words, with the id of what was tapped. */
export const textMessage = z.object({ text: z.object({ content: said, menu_id: id.optional() }) });
export const mediaOf = (kind: string) => z.object({ [kind]: z.object({ media_id: id }) });
export const fileMessage = z.object({ file: z.object({ filename: z.string().max(255).optional() }) });
export const locationMessage = z.object({
  location: z.object({ name: words, address: words, latitude: z.number(), longitude: z.number() }),
});
export const linkMessage = z.object({ link: z.object({ title: words, desc: words, url: words }) });

export const entered = z.object({
  event: z.object({
    /** Of the link by which they came, as whoever made it wrote it. */
    scene_param: z.string().max(512).optional(),
    welcome_code: z.string().min(1).max(200).optional(),
  }),
});
export const failed = z.object({ event: z.object({ fail_msgid: id, fail_type: z.number() }) });
export const session = z.object({
  event: z.object({
    change_type: z.number(),
    msg_code: z.string().min(1).max(200).optional(),
    new_servicer_userid: id.optional(),
  }),
});
