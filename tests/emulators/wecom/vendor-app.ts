/** An app made of the vendor's own encryption and plain HTTP: what proves the emulator. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { textIn } from '../kit/callback-xml.js';
import type { WecomEmulator } from './emulator.js';

type Fields = Readonly<Record<string, unknown>>;

/** What the console shows of whoever listens: the app, or customer service. */
interface Listens {
  readonly secret: string;
  readonly token: string;
  readonly aesKey: string;
}

/** How a callback is met: silence means that it is never answered. */
export type Meets = (
  text: string,
) => 'silence' | { readonly status?: number; readonly passive?: string } | undefined;

export class VendorApp {
  readonly #emulator: WecomEmulator;
  readonly #listens: Listens;
  readonly #server: http.Server;
  #token: string | undefined;
  /** The decrypted callbacks, in the order in which they came. */
  readonly heard: string[] = [];
  meets: Meets = () => undefined;

  constructor(emulator: WecomEmulator, listens: Listens = emulator.app) {
    this.#emulator = emulator;
    this.#listens = listens;
    this.#server = http.createServer((request, response) => void this.#answer(request, response));
  }

  async listens(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/wecom/callback`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  fieldsHeard(...names: readonly string[]): Record<string, string | undefined>[] {
    return this.heard.map((text) => Object.fromEntries(names.map((name) => [name, textIn(text, name)])));
  }

  /** A token, with which it goes on calling. */
  async token(secret = this.#listens.secret, corpId = this.#emulator.app.corpId): Promise<Fields> {
    const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
    const answer = await fetch(`${this.#emulator.url}/cgi-bin/gettoken?${query}`);
    const fields = (await answer.json()) as Fields;
    if (fields.errcode === 0) this.#token = String(fields.access_token);
    return fields;
  }

  /** Calls an API with the last token it got; GET without a body. */
  async calls(api: string, body?: object, query: Readonly<Record<string, string>> = {}): Promise<Fields> {
    const answer = await this.raw(api, body && JSON.stringify(body), query);
    return (await answer.json()) as Fields;
  }

  async raw(
    api: string,
    body?: string | FormData,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    if (this.#token === undefined) await this.token();
    const asked = new URLSearchParams({ access_token: this.#token ?? '', ...query });
    const init = body === undefined ? {} : { method: 'POST', body };
    return fetch(`${this.#emulator.url}/cgi-bin/${api}?${asked}`, init);
  }

  says(touser: string, msgtype: string, content: object, more: object = {}): Promise<Fields> {
    const { agentId } = this.#emulator.app;
    return this.calls('message/send', { touser, msgtype, agentid: agentId, [msgtype]: content, ...more });
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { token, aesKey } = this.#listens;
    const query = new URL(request.url ?? '/', 'http://app').searchParams;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const sealed = query.get('echostr') ?? textIn(String(Buffer.concat(parts)), 'Encrypt') ?? '';
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
    if (getSignature(token, timestamp, nonce, sealed) !== query.get('msg_signature'))
      return void response.writeHead(403).end();
    const { message, id } = decrypt(aesKey, sealed);
    if (id !== this.#emulator.app.corpId) return void response.writeHead(403).end();
    if (request.method === 'GET') return void response.end(message);
    this.heard.push(message);
    const met = this.meets(message);
    if (met === 'silence') return;
    response.writeHead(met?.status ?? 200);
    response.end(met?.passive === undefined ? '' : this.#passive(met.passive));
  }

  #passive(text: string): string {
    const { token, aesKey } = this.#listens;
    const sealed = encrypt(aesKey, text, this.#emulator.app.corpId);
    const signed = getSignature(token, '1790000000', 'abc', sealed);
    const stamp = '<TimeStamp>1790000000</TimeStamp><Nonce><![CDATA[abc]]></Nonce>';
    return `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${signed}]]></MsgSignature>${stamp}</xml>`;
  }
}
