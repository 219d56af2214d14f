/** Why a message that was taken with errcode 0 never came to the customer: the `fail_type` of `msg_send_fail`. https://developer.work.weixin.qq.com/document/path/94670 */
const FAIL_TYPES = [0, 1, 2, 4, 5, 6, 8, 10, 11, 12] as const;
type FailType = (typeof FAIL_TYPES)[number];

/** The customer refuses messages of the account. */
export const REFUSED_BY_CUSTOMER = 10;

/** As faults: `fail-10` lets the next message fail for that reason. */
export const SEND_FAILS = FAIL_TYPES.map((type) => `fail-${type}` as const);
export type SendFail = `fail-${FailType}`;

export function failTypeOf(fail: SendFail): number {
  return Number(fail.slice('fail-'.length));
}
