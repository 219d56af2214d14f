/** What the other side allows us to say, and how a send names the one it uses up. Pure. https://developer.work.weixin.qq.com/document/path/94677 and 95122 */

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** Every message of a customer allows five more answers within two days: the count begins anew. */
const ANSWERS = 5;
const ANSWERED_WITHIN_MS = 48 * HOUR_MS;
/** A greeting and a farewell are said at once, or not at all. */
const CODE_MS = 20 * SECOND_MS;

export interface Allowed {
  readonly key: string;
  readonly messages: number;
  readonly at: number;
  readonly until: number;
}

export const byMessage = (at: number): Allowed => ({
  ...{ key: 'chat', messages: ANSWERS, at },
  until: at + ANSWERED_WITHIN_MS,
});

/** Where what was asked for takes one of them. */
export const spentOne = (allowed: Allowed): Allowed => ({ ...allowed, messages: allowed.messages - 1 });

/** A colleague answers: we may not, until the customer writes to us again. What waits for that is told another way in the end. */
export const noneFrom = (at: number): Allowed => ({
  ...{ key: 'chat', messages: 0, at },
  until: at + ANSWERED_WITHIN_MS,
});

/** The code is the key: whichever instance sends, has it. */
export const byCode = (code: string, at: number): Allowed => ({
  ...{ key: `${CODE}${code}`, messages: 1, at },
  until: at + CODE_MS,
});

/** Null: it is an answer like any other. */
export function codeIn(key: string | undefined): string | null {
  return key?.startsWith(CODE) ? key.slice(CODE.length) : null;
}

const CODE = 'code/';
