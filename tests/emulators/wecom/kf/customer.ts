/** A customer in WeChat, as the company knows them. https://developer.work.weixin.qq.com/document/path/95159 */
export interface Customer {
  readonly externalUserId: string;
  readonly nickname: string;
  readonly gender: 0 | 1 | 2;
  /** Absent: the company has not bound an open platform account. */
  readonly unionId?: string;
}
