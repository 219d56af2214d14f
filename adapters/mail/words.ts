/** What the adapter itself says in a mail and on the pages its links lead to, in the language of the card. Pure. */
import type { Card } from '../../src/platform/card.js';
import { isChinese } from '../shared/reading.js';

export interface Words {
  readonly language: 'zh-CN' | 'en';
  readonly colon: string;
  readonly state: string;
  readonly files: string;
  /** What can be done, by the names of its buttons, and where: nobody reads what is answered by mail. */
  todo(buttons: readonly string[]): string;
  readonly noReply: string;
  readonly optOut: string;
}

const CHINESE: Words = {
  language: 'zh-CN',
  ...{ colon: '：', state: '当前状态', files: '附件（在聊天里查看）' },
  todo: (buttons) =>
    `可以办理${buttons.map((text) => `「${text}」`).join('')}：请在您平时联系我们的聊天里说。`,
  noReply: '这是自动发送的邮件，直接回复我们收不到。',
  optOut: '不想再收到这类邮件',
};
const ENGLISH: Words = {
  language: 'en',
  ...{ colon: ': ', state: 'State', files: 'Files (see them in the chat)' },
  todo: (buttons) =>
    `You can ${buttons.map((text) => `“${text}”`).join(', ')}: say so in the chat where you usually reach us.`,
  noReply: 'This mail was sent by itself; we do not receive answers to it.',
  optOut: 'No more mails like this',
};

export const wordsOf = (card: Card): Words => (isChinese(card) ? CHINESE : ENGLISH);

/** Read by people of either language. */
export const PAGE = {
  ask: '不想再收到 {account} 的邮件？ No more mails to {account}?',
  out: '不再接收 No more mails',
  done: '好了，不会再给 {account} 发邮件。 Done: no more mails to {account}.',
  again: '恢复接收 Send me mails again',
  back: '好了，{account} 会继续收到邮件。 Done: {account} gets mails again.',
  bad: '这个链接不完整，请从邮件里重新打开。 This link is not complete: open it from the mail again.',
} as const;
