/** The variables of a Feishu or Lark app; a wrong one stops the start and names itself. */
import { z } from 'zod';
import type { Environment } from '../shared/descriptor.js';
import { SettingRefused } from '../shared/setting-refused.js';
import { addressLike, bad, refusedSettings } from '../shared/settings.js';

export interface FeishuConfig {
  readonly appId: string;
  readonly appSecret: string;
  /** Without a slash at its end: the SDK would ask for `//open-apis`. */
  readonly domain: string;
  /** Both keys of the event subscription: events come by webhook. Null: we fetch them over a long connection. */
  readonly webhook: { readonly encryptKey: string; readonly verificationToken: string } | null;
}

/** https://open.feishu.cn; Lark's is https://open.larksuite.com. Two worlds: apps and people of one are unknown in the other. */
const FEISHU = 'https://open.feishu.cn';
const IN_CONSOLE = 'copy it from 凭证与基础信息 in the console';

const variables = z.object({
  FEISHU_APP_ID: z
    .string(bad('an App ID', IN_CONSOLE))
    .regex(/^cli_[0-9a-f]{16}$/iu, bad('cli_ and 16 hexadecimal digits', IN_CONSOLE)),
  FEISHU_APP_SECRET: z
    .string(bad('an App Secret', IN_CONSOLE))
    .min(16, bad('an App Secret of at least 16 characters', IN_CONSOLE)),
  FEISHU_ENCRYPT_KEY: z.string().optional(),
  FEISHU_VERIFICATION_TOKEN: z.string().optional(),
  FEISHU_DOMAIN: addressLike(FEISHU),
});

/** Null when no variable is set; one rule for the way in: with both keys a webhook, with neither a long connection. */
export function readConfig(env: Environment): FeishuConfig | null {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith('FEISHU_') && value?.trim()),
  );
  if (Object.keys(given).length === 0) return null;
  const read = variables.safeParse(given);
  if (!read.success)
    throw refusedSettings('feishu', read.error.issues, given, (name) => name === 'FEISHU_APP_SECRET');
  const { FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_DOMAIN } = read.data;
  return {
    appId: FEISHU_APP_ID,
    appSecret: FEISHU_APP_SECRET,
    domain: FEISHU_DOMAIN,
    webhook: webhookOf(read.data),
  };
}

/** One key alone is half a lock: whoever set it meant a webhook, and must not get an open one or another way in. */
function webhookOf({
  FEISHU_ENCRYPT_KEY: encryptKey,
  FEISHU_VERIFICATION_TOKEN: verificationToken,
}: z.infer<typeof variables>): FeishuConfig['webhook'] {
  if (encryptKey === undefined && verificationToken === undefined) return null;
  if (encryptKey !== undefined && verificationToken !== undefined) return { encryptKey, verificationToken };
  const [set, missing] =
    encryptKey === undefined
      ? ['FEISHU_VERIFICATION_TOKEN', 'FEISHU_ENCRYPT_KEY']
      : ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'];
  throw new SettingRefused('feishu', [
    `${missing}: expected it beside ${set}, got nothing; set both for a webhook, or neither for a long connection`,
  ]);
}
