/** The variables of an app nobody has, and callbacks sealed with its keys as WeCom seals them. */
import { encrypt, getSignature } from '@wecom/crypto';

export const APP = {
  WECOM_CORP_ID: 'ww1234567890abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'aSecretOfTheConsole',
  WECOM_TOKEN: 'tokenOfTheCallback',
  WECOM_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};

export type Keys = Pick<typeof APP, 'WECOM_CORP_ID' | 'WECOM_TOKEN' | 'WECOM_AES_KEY'>;

export interface Sealing {
  /** Epoch ms. */
  readonly at?: number;
  readonly receiveId?: string;
  readonly signature?: string;
}

/** The address's query and the text that stands encrypted. */
export function seal(keys: Keys, plain: string, { at = Date.now(), receiveId, signature }: Sealing = {}) {
  const encrypted = encrypt(keys.WECOM_AES_KEY, plain, receiveId ?? keys.WECOM_CORP_ID);
  const timestamp = String(Math.floor(at / 1000));
  const nonce = 'n0nce';
  const signed = signature ?? getSignature(keys.WECOM_TOKEN, timestamp, nonce, encrypted);
  const query = new URLSearchParams({
    timestamp,
    nonce,
    ...(signed === '' ? {} : { msg_signature: signed }),
  });
  return { query, encrypted };
}

/** `<xml>` with each field in CDATA, as the platform writes it. */
export function xml(fields: Readonly<Record<string, string>>): string {
  const inner = Object.entries(fields).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`);
  return `<xml>${inner.join('')}</xml>`;
}

export const outer = (encrypted: string): string =>
  xml({ ToUserName: APP.WECOM_CORP_ID, Encrypt: encrypted, AgentID: APP.WECOM_AGENT_ID });

/** 王芳 says 进度 to the app. */
export const said = (text = '进度', MsgId = '4561255354251345929') =>
  xml({
    ...{ ToUserName: APP.WECOM_CORP_ID, FromUserName: 'WangFang', CreateTime: '1790000000' },
    ...{ MsgType: 'text', Content: text, MsgId, AgentID: APP.WECOM_AGENT_ID },
  });
