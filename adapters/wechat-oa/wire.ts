/** What WeChat sends us, as schemas: only what we read, and bounded. https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html */
import { z } from 'zod';

const id = z.string().min(1).max(1024);
const said = z.string().max(20_000);
const text = said.default('');

/** Every message and every event. */
export const envelope = z.object({
  FromUserName: z.string().regex(/^[\w-]{1,64}$/u),
  CreateTime: z.string().regex(/^\d{1,12}$/u),
  MsgType: z.string().min(1).max(64),
  MsgId: z.string().min(1).max(64).optional(),
  Event: z.string().min(1).max(64).optional(),
});
export type Envelope = z.infer<typeof envelope>;

/** `bizmsgmenuid`: an entry of a menu of ours was tapped. */
export const textMessage = z.object({ Content: said, bizmsgmenuid: z.string().min(1).max(64).optional() });
export const mediaMessage = z.object({ MediaId: id });
export const locationMessage = z.object({ Location_X: text, Location_Y: text, Label: text });
export const linkMessage = z.object({ Title: text, Description: text, Url: text });
export const keyed = z.object({ EventKey: text });

/** https://developers.weixin.qq.com/doc/service/guide/product/template_message/Template_Message_Operation_Interface.html */
export const jobFinished = z.object({ MsgID: z.string().min(1).max(64), Status: text });

/** https://developers.weixin.qq.com/doc/service/guide/product/subscription_messages/push.html ; `List` stands once or often. */
export const LISTS = ['List'];
const MOST = 20;
const answer = z.object({ TemplateId: id, SubscribeStatusString: text });
export type Answered = z.infer<typeof answer>;
const answered = z.object({ List: z.array(answer).max(MOST) });
export const popup = z.object({ SubscribeMsgPopupEvent: answered });
export const changed = z.object({ SubscribeMsgChangeEvent: answered });
export const sent = z.object({
  SubscribeMsgSentEvent: z.object({
    List: z
      .array(z.object({ MsgID: z.string().min(1).max(64), ErrorCode: text, ErrorStatus: text }))
      .max(MOST),
  }),
});
