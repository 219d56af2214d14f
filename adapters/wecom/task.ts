/** What a message is called on the platform: made of its delivery's key, so that a repetition is known for one. Pure. */
import { createHash } from 'node:crypto';

/** Never used twice within an app: https://developer.work.weixin.qq.com/document/path/90236 */
export const taskOf = (key: string) => `t${createHash('sha256').update(key).digest('base64url')}`;

const TASK = /^t[\w-]{43}$/u;

export const isTask = (ref: string) => TASK.test(ref);
