/** The ticket that signs pages for WeChat's browser. https://developers.weixin.qq.com/doc/service/api/webdev/jssdk/api_getticket.html */
import { createHash } from 'node:crypto';
import { newSecretId } from './ids.js';

const LIFE_MS = 7_200_000;

/** What a page gives to `wx.config`. */
export interface PageSignature {
  readonly timestamp: number;
  readonly nonceStr: string;
  readonly signature: string;
}

export class PageTickets {
  #ticket = '';
  #until = 0;

  issue(now: number): { readonly ticket: string; readonly expiresInS: number } {
    if (this.#until <= now) {
      this.#ticket = newSecretId(86);
      this.#until = now + LIFE_MS;
    }
    return { ticket: this.#ticket, expiresInS: Math.floor((this.#until - now) / 1000) };
  }

  /** Whether the page at this very address was signed with a ticket that lives. */
  signed(url: string, { timestamp, nonceStr, signature }: PageSignature, now: number): boolean {
    if (this.#until <= now) return false;
    const plain = `jsapi_ticket=${this.#ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
    return createHash('sha1').update(plain).digest('hex') === signature;
  }
}
