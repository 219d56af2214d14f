/** What Tencent tells us of messages and answers, pushed or pulled, as one shape. Bounded: whoever knows the address may write there. */
import { z } from 'zod';
import { e164, keptNumber } from '../shared/e164.js';

export interface Receipt {
  readonly ref: string;
  readonly arrived: boolean;
  readonly reason: string;
}

export interface Answer {
  /** The number, as the house keeps it. */
  readonly account: string;
  readonly text: string;
  /** Epoch seconds: what tells one answer from another of the same words. */
  readonly at: number;
}

const short = z.string().max(256);
const said = z.string().max(2_000);

/** https://cloud.tencent.com/document/product/382/52077 */
export const pushedReceipts = z
  .array(
    z.object({
      report_status: z.enum(['SUCCESS', 'FAIL']),
      errmsg: short.default(''),
      description: short.default(''),
      sid: short.min(1),
    }),
  )
  .max(1_000)
  .transform((all) =>
    all.map(({ sid, report_status, errmsg, description }): Receipt => {
      return { ref: sid, arrived: report_status === 'SUCCESS', reason: `${errmsg} ${description}`.trim() };
    }),
  );

/** https://cloud.tencent.com/document/product/382/52079 */
export const pushedAnswer = z
  .object({
    nationcode: z.string().regex(/^\d{1,4}$/u),
    mobile: z.string().regex(/^\d{5,15}$/u),
    text: said,
    time: z.number().int().nonnegative(),
  })
  .transform(({ nationcode, mobile, text, time }) => answerOf(`+${nationcode}${mobile}`, text, time));

/** https://cloud.tencent.com/document/api/382/55982 */
export const pulledReceipts = z.object({
  PullSmsSendStatusSet: z
    .array(
      z.object({
        SerialNo: short.min(1),
        ReportStatus: z.enum(['SUCCESS', 'FAIL']),
        Description: short.default(''),
      }),
    )
    .default([])
    .transform((all) =>
      all.map(({ SerialNo, ReportStatus, Description }): Receipt => {
        return { ref: SerialNo, arrived: ReportStatus === 'SUCCESS', reason: Description };
      }),
    ),
});

/** https://cloud.tencent.com/document/api/382/55983 */
export const pulledAnswers = z.object({
  PullSmsReplyStatusSet: z
    .array(z.object({ PhoneNumber: short, ReplyContent: said, ReplyTime: z.number().int() }))
    .default([])
    .transform((all) =>
      all.map(({ PhoneNumber, ReplyContent, ReplyTime }) => answerOf(PhoneNumber, ReplyContent, ReplyTime)),
    ),
});

/** Null: from no number that we could have written to. */
function answerOf(number: string, text: string, at: number): Answer | null {
  const known = e164(number);
  return known === null ? null : { account: keptNumber(known), text, at };
}
