/** Feishu's noes: the codes its documents list, each with the words and the HTTP status it comes with. */
export interface Refusal {
  readonly refused: number;
  readonly msg: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code and the tables of the single APIs,
 * first of all https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
const WORDS = {
  9499: 'Bad Request',
  10003: 'invalid param',
  10014: 'app secret invalid',
  99991400: 'request trigger frequency limit',
  99991661: 'Missing access token for authorization. Please make a request with token attached.',
  99991663: 'Invalid access token for authorization. Please make a test attempt with a valid access token.',
  99991671: 'Invalid access token, the token must start with t- or u-.',
  99992351: 'The request contains an id that does not exist.',
  99992402: 'field validation failed',
  40004: 'no dept authority',
  43005: 'invalid department id',
  200810: 'The card token is invalid, was used too often or is older than 30 minutes.',
  230001: 'Your request contains an invalid request parameter.',
  230002: 'The bot can not be outside the group.',
  230011: 'The message was recalled.',
  230012: 'Bot is NOT the sender of the message.',
  230013: 'Bot has NO availability to this user.',
  230017: 'Bot is NOT the owner of the resource.',
  230020: 'This operation triggers the frequency limit.',
  230023: 'The user has too many unread urgent messages.',
  230025: 'The length of the message content reaches its limit.',
  230029: 'User has resigned.',
  230031: 'The message is beyond the time in which it can be updated.',
  230054: 'This operation is not supported for this message type.',
  230055: 'The type of file upload does not match the type of message being sent.',
  230072: 'The message has reached the number of times it can be edited.',
  230099: 'Failed to create card content',
  231003: 'The message is not found.',
  232006: 'Your request specifies a chat_id which is invalid.',
  232009: 'Your request specifies a chat which has already been dissolved.',
  232011: 'Operator can NOT be out of the chat.',
  232017: 'Operator is NOT the owner of the chat.',
  232025: 'Bot ability is not activated.',
  234001: 'Invalid request param.',
  234003: 'File not in msg.',
  234006: 'The file size exceed the max value.',
  234010: "File's size can't be 0.",
  234043: 'Unsupported message type.',
} as const;

export function refuse(refused: keyof typeof WORDS, extra = '', more: Partial<Refusal> = {}): Refusal {
  return { refused, msg: WORDS[refused] + extra, status: 400, ...more };
}

export function isRefusal(value: object | undefined): value is Refusal {
  return value !== undefined && 'refused' in value;
}
