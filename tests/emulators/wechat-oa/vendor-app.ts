/** An app made of the vendor's own encryption and plain HTTP: what proves the emulator. */
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { textIn } from '../kit/callback-xml.js';
import type { WechatOaEmulator } from './emulator.js';

interface Verdict {
  readonly errcode?: number;
  readonly errmsg?: string;
}

/** What each API is asked and answers, as the documents have it. */
interface Apis {
  readonly 'message/custom/send': [
    { touser: string; msgtype: string; text?: object; msgmenu?: object },
    Verdict,
  ];
  readonly 'message/template/send': [Noticed & { client_msg_id?: string; url?: string }, Verdict & Sent];
  readonly 'message/subscribe/bizsend': [Noticed & { page?: string }, Verdict & Sent];
  readonly 'qrcode/create': [
    { expire_seconds?: number; action_name: string; action_info: { scene: { scene_str: string } } },
    Verdict & { ticket?: string; expire_seconds?: number; url?: string },
  ];
  readonly 'user/info': [undefined, Verdict & { subscribe?: 0 | 1; openid?: string; qr_scene_str?: string }];
  readonly 'ticket/getticket': [undefined, Verdict & { ticket?: string; expires_in?: number }];
  readonly getcallbackip: [undefined, Verdict & { ip_list?: readonly string[] }];
}

interface Noticed {
  readonly touser: string;
  readonly template_id: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
}

interface Sent {
  /** As it was written: no number holds it. */
  readonly msgid?: string;
}

export interface Token extends Verdict {
  readonly access_token?: string;
  readonly expires_in?: number;
}

/** How a callback is met: silence means that it is never answered. */
export type Meets = (
  text: string,
) => 'silence' | { status?: number; body?: string; passive?: string } | undefined;

export class VendorApp {
  readonly #emulator: WechatOaEmulator;
  readonly #server: http.Server;
  #token = '';
  /** The decrypted callbacks, in the order in which they came. */
  readonly heard: string[] = [];
  meets: Meets = () => undefined;

  constructor(emulator: WechatOaEmulator) {
    this.#emulator = emulator;
    this.#server = http.createServer((request, response) => void this.#answer(request, response));
  }

  async listens(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/wechat`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  fieldsHeard(...names: readonly string[]): Record<string, string | undefined>[] {
    return this.heard.map((text) => Object.fromEntries(names.map((name) => [name, textIn(text, name)])));
  }

  /** The stable token, with which it goes on calling. */
  async token({ secret = this.#emulator.account.secret, force = false } = {}): Promise<Token> {
    const { appId } = this.#emulator.account;
    const asked = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force };
    return this.#kept(await this.#post('stable_token', asked));
  }

  async plainToken(): Promise<Token> {
    const { appId: appid, secret } = this.#emulator.account;
    const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret });
    return this.#kept(await (await fetch(`${this.#emulator.url}/cgi-bin/token?${query}`)).text());
  }

  /** Calls an API with the last token it got; GET without a body. */
  async calls<Name extends keyof Apis>(
    name: Name,
    body?: Apis[Name][0],
    query: Readonly<Record<string, string>> = {},
    token = this.#token,
  ): Promise<Apis[Name][1]> {
    return read(await this.#post(name, body, { access_token: token, ...query })) as Apis[Name][1];
  }

  says(openId: string, content: string): Promise<Verdict> {
    return this.calls('message/custom/send', { touser: openId, msgtype: 'text', text: { content } });
  }

  async #post(name: string, body?: object, query: Readonly<Record<string, string>> = {}): Promise<string> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${this.#emulator.url}/cgi-bin/${name}?${new URLSearchParams(query)}`, init);
    return answer.text();
  }

  #kept(answer: string): Token {
    const token = JSON.parse(answer) as Token;
    if (token.access_token !== undefined) this.#token = token.access_token;
    return token;
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { token, aesKey, appId } = this.#emulator.account;
    const query = new URL(request.url ?? '/', 'http://app').searchParams;
    const stamp = [query.get('timestamp') ?? '', query.get('nonce') ?? ''] as const;
    const plain = createHash('sha1')
      .update([token, ...stamp].sort().join(''))
      .digest('hex');
    if (plain !== query.get('signature')) return void response.writeHead(403).end();
    if (request.method === 'GET') return void response.end(query.get('echostr'));
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const sealed = textIn(String(Buffer.concat(parts)), 'Encrypt') ?? '';
    if (getSignature(token, ...stamp, sealed) !== query.get('msg_signature'))
      return void response.writeHead(403).end();
    const { message, id } = decrypt(aesKey, sealed);
    if (id !== appId) return void response.writeHead(403).end();
    this.heard.push(message);
    const met = this.meets(message);
    if (met === 'silence') return;
    response.writeHead(met?.status ?? 200);
    response.end(met?.passive === undefined ? (met?.body ?? '') : this.#passive(met.passive));
  }

  #passive(text: string): string {
    const { token, aesKey, appId } = this.#emulator.account;
    const sealed = encrypt(aesKey, text, appId);
    const signed = getSignature(token, '1790000000', 'abc', sealed);
    const stamp = '<TimeStamp>1790000000</TimeStamp><Nonce><![CDATA[abc]]></Nonce>';
    return `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${signed}]]></MsgSignature>${stamp}</xml>`;
  }
}

/** The id of a message is a number that JavaScript would round. */
function read(answer: string): unknown {
  return JSON.parse(answer.replace(/"msgid":(\d+)/u, '"msgid":"$1"'));
}
