/** Where stories are told: the same one on every platform, alone and mixed. */
import { feishu } from './feishu-scenery.js';
import { type Theatre, theatre } from './journey.js';
import { kfAndFeishu, kfAndWecom } from './kf-scenery.js';
import { mixed } from './mixed-scenery.js';
import { page } from './page-scenery.js';
import type { Person } from './person.js';
import { wechatOaAndFeishu, wechatOaAndWecom } from './wechat-oa-scenery.js';
import { wecomAndFeishu } from './wecom-feishu-scenery.js';
import { wecom, wecomInGroups } from './wecom-scenery.js';

const onThePage = theatre(page);
const byWebhook = theatre(feishu('webhook'));
const byConnection = theatre(feishu('long connection'));

/** For the story the product is built around. */
export const everywhere: readonly Theatre<Person>[] = [
  onThePage,
  byWebhook,
  byConnection,
  theatre(mixed),
  theatre(wecomAndFeishu),
  theatre(wecomInGroups),
  theatre(kfAndWecom),
  theatre(kfAndFeishu),
  theatre(wechatOaAndFeishu),
  theatre(wechatOaAndWecom),
];

/** For every other story of the desk: each platform, in each way it can be reached. */
export const pageAndFeishu: readonly Theatre<Person>[] = [onThePage, byWebhook, byConnection];

const atWecom = theatre(wecom);

/** For stories that need neither a group nor a form that opens at once. */
export const inPrivate: readonly Theatre<Person>[] = [...pageAndFeishu, atWecom];
