/** What people call a platform; one nobody has named yet goes by its own name. */
import type { Wording } from './wording.js';

const NAMED: readonly string[] = [
  'web',
  'wecom',
  'feishu',
  'slack',
  'wechaty',
  'wechat-kf',
  'wechat-oa',
  'mail',
  'sms',
];

export function platformName(platform: string, wording: Wording): string {
  return NAMED.includes(platform) ? wording.t(`platform.${platform}`) : platform;
}
