/** Callbacks of customer service, sealed with its keys as WeCom seals them. */
import type { WecomEmulator } from '../../emulators/wecom/emulator.js';
import { type Sealing, seal as sealWith, xml } from '../wecom/app.js';

export function seal({ app, kf }: Pick<WecomEmulator, 'app' | 'kf'>, plain: string, sealing: Sealing = {}) {
  const keys = { WECOM_CORP_ID: app.corpId, WECOM_TOKEN: kf.app.token, WECOM_AES_KEY: kf.app.aesKey };
  return sealWith(keys, plain, sealing);
}

export const outer = (encrypted: string): string =>
  xml({ ToUserName: 'ww1a2b3c4d5e6f7081', Encrypt: encrypted });

export const ring = (fields: Readonly<Record<string, string>>): string =>
  xml({
    ToUserName: 'ww1a2b3c4d5e6f7081',
    CreateTime: '1790000000',
    MsgType: 'event',
    Event: 'kf_msg_or_event',
    ...fields,
  });
