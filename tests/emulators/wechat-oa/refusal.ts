/** WeChat's noes: a code and words, always with HTTP 200. https://developers.weixin.qq.com/doc/service/guide/dev/api/ErrorCode.html */
export interface Refusal {
  readonly refused: number;
  readonly msg: string;
}

const WORDS = {
  '-1': 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40003: 'invalid openid',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40164: 'invalid ip, not in whitelist',
  41001: 'access_token missing',
  42001: 'access_token expired',
  43004: 'require subscribe',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  44004: 'empty content',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
  47001: 'data format error',
  47003: 'argument invalid!',
} as const;

type Code = keyof typeof WORDS;

export function refuse(refused: Code | `${Code}`, extra = ''): Refusal {
  return { refused: Number(refused), msg: WORDS[refused as Code] + (extra && ` ${extra}`) };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
