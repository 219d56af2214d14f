/** The registry: one line a platform. */

import { feishu } from './feishu/index.js';
import { mail } from './mail/index.js';
import type { PlatformDescriptor } from './shared/descriptor.js';
import { sms } from './sms/index.js';
import { web } from './web/index.js';
import { wechatKf } from './wechat-kf/index.js';
import { wechatOa } from './wechat-oa/index.js';
import { wecom } from './wecom/index.js';

export const adapters: readonly PlatformDescriptor[] = [web, feishu, wecom, wechatKf, wechatOa, sms, mail];
