/** What WeCom sends us, as schemas: only what we read, and bounded. https://developer.work.weixin.qq.com/document/path/90239 and 90240 */
import { z } from 'zod';

const id = z.string().min(1).max(1024);
const said = z.string().max(20_000);
const text = said.default('');

/** Every message and every event. */
export const envelope = z.object({
  FromUserName: z.string().min(1).max(64),
  CreateTime: z.string().regex(/^\d{1,15}$/u),
  MsgType: z.string().min(1).max(64),
  MsgId: z.string().min(1).max(64).optional(),
  Event: z.string().min(1).max(64).optional(),
});
export type Envelope = z.infer<typeof envelope>;

export const textMessage = z.object({ Content: said });
export const mediaMessage = z.object({ MediaId: id, FileName: z.string().max(255).optional() });
export const locationMessage = z.object({ Location_X: text, Location_Y: text, Label: text });
export const linkMessage = z.object({ Title: text, Description: text, Url: text });

export const keyed = z.object({ EventKey: id });

/** A tap on a card, or on its corner menu; what was chosen in a list comes with it. */
export const cardTap = z.object({
  EventKey: id,
  TaskId: z.string().min(1).max(128),
  ResponseCode: z.string().min(1).max(1024),
  SelectedItems: z
    .object({
      SelectedItem: z
        .array(
          z.object({
            QuestionKey: id,
            OptionIds: z.object({ OptionId: z.array(id).max(40).default([]) }).catch({ OptionId: [] }),
          }),
        )
        .max(3),
    })
    .optional()
    .catch(undefined),
});
