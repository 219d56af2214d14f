/** WeCom's noes: a code and words, always with HTTP 200. Only the code is to be relied upon. */
export interface Refusal {
  readonly refused: number;
  readonly msg: string;
}

/** https://developer.work.weixin.qq.com/document/path/90313 */
const WORDS = {
  '-1': 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40004: 'invalid media type',
  40006: 'invalid file size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40056: 'invalid agentid',
  40058: 'invalid request parameter',
  41001: 'access_token missing',
  42001: 'access_token expired',
  42003: 'oauth_code expired',
  42014: 'invalid task_id',
  42015: 'the app that updates is not the one that sent',
  42017: 'button key not found',
  42018: 'invalid button key',
  42019: 'missing button key',
  42020: 'missing button name',
  42022: 'oauth_code already used',
  42027: 'missing horizontal_content_list.keyname',
  42028: 'missing url',
  42029: 'missing media_id',
  42030: 'missing appid',
  42031: 'invalid card_type',
  42033: 'missing main_title.title',
  42035: 'invalid length of horizontal_content_list',
  42036: 'invalid length of vertical_content_list',
  42037: 'invalid length of option_list',
  42038: 'invalid button text',
  42039: 'invalid button key',
  42040: 'invalid option id',
  42041: 'invalid option text',
  42042: 'invalid length of jump_list',
  42043: 'invalid question_key',
  42044: 'invalid card_image.url',
  42045: 'invalid card_action',
  42046: 'invalid submit_button.key',
  42047: 'invalid length of select_list',
  42049: 'invalid submit_button.text',
  42050: 'invalid horizontal_content_list.userid',
  42051: 'action_menu key conflict',
  42052: 'msgid expired',
  44001: 'empty media data',
  44004: 'empty content',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45033: 'reach max concurrent call limit',
  46004: 'user not exist',
  47001: 'data format error',
  50001: 'redirect_url not authorized domain',
  60003: 'department not found',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  82001: 'user & party & tag all empty',
  86001: 'invalid chatid',
  86003: 'invalid chat member list',
  86004: 'invalid chat name',
  86005: 'invalid chat owner',
  86008: 'the chat was not created by this app',
  93000: 'invalid webhook key',
  93006: 'invalid chatid',
  846605: 'invalid req_id',
  846608: 'stream message update expired',
  853000: 'invalid bot_id or secret',
} as const;

type Code = keyof typeof WORDS;

export function refuse(refused: Code | `${Code}`, extra = ''): Refusal {
  return { refused: Number(refused), msg: WORDS[refused as Code] + (extra && ` (${extra})`) };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
