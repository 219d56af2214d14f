/** A client of customer service, written from the protocol alone: hears the doorbell, reads from its cursor on, and answers. */
import { textIn } from '../kit/callback-xml.js';
import type { WecomEmulator } from './emulator.js';
import { VendorApp } from './vendor-app.js';

/** https://developer.work.weixin.qq.com/document/path/94670 */
interface KfEvent {
  readonly event_type: string;
  readonly open_kfid: string;
  readonly external_userid?: string;
  readonly scene?: string;
  readonly scene_param?: string;
  readonly welcome_code?: string;
  readonly fail_msgid?: string;
  readonly fail_type?: number;
  readonly servicer_userid?: string;
  readonly change_type?: number;
  readonly msg_code?: string;
  readonly recall_msgid?: string;
  readonly reject_switch?: number;
}

interface KfMessage {
  readonly msgid: string;
  readonly open_kfid?: string;
  readonly external_userid?: string;
  readonly send_time: number;
  readonly origin: number;
  readonly servicer_userid?: string;
  readonly msgtype: string;
  readonly text?: { readonly content: string; readonly menu_id?: string };
  readonly image?: { readonly media_id: string };
  readonly file?: { readonly media_id: string };
  readonly event?: KfEvent;
}

interface Answer {
  readonly errcode: number;
  readonly errmsg: string;
}

interface Synced extends Answer {
  readonly next_cursor: string;
  readonly has_more: 0 | 1;
  readonly msg_list: readonly KfMessage[];
}

interface Sent extends Answer {
  readonly msgid: string;
}

export class VendorKf {
  readonly #app: VendorApp;
  readonly #openKfId: string;
  #cursor = '';

  constructor(emulator: WecomEmulator, openKfId = emulator.kf.app.openKfId) {
    this.#app = new VendorApp(emulator, emulator.kf.app);
    this.#openKfId = openKfId;
  }

  listens(): Promise<string> {
    return this.#app.listens();
  }

  close(): void {
    this.#app.close();
  }

  get app(): VendorApp {
    return this.#app;
  }

  /** The rings of the doorbell, decrypted. */
  get rings(): readonly string[] {
    return this.#app.heard;
  }

  /** Of the last ring. */
  get token(): string {
    return textIn(this.rings.at(-1) ?? '', 'Token') ?? '';
  }

  async calls<Answered extends object = Record<string, unknown>>(
    api: string,
    body: object,
  ): Promise<Answered & Answer> {
    return (await this.#app.calls(api, body)) as Answered & Answer;
  }

  sync(more: object = {}): Promise<Synced> {
    return this.calls('kf/sync_msg', { open_kfid: this.#openKfId, token: this.token, ...more });
  }

  /** Whatever there is to read that was not read before. */
  async reads(): Promise<KfMessage[]> {
    const read: KfMessage[] = [];
    for (;;) {
      const { errcode, errmsg, next_cursor, has_more, msg_list } = await this.sync({ cursor: this.#cursor });
      if (errcode !== 0) throw new Error(errmsg);
      read.push(...msg_list);
      this.#cursor = next_cursor;
      if (has_more === 0) return read;
    }
  }

  says(touser: string, content: string, more: object = {}): Promise<Sent> {
    return this.sends(touser, 'text', { content }, more);
  }

  sends(touser: string, msgtype: string, content: object, more: object = {}): Promise<Sent> {
    const body = { touser, open_kfid: this.#openKfId, msgtype, [msgtype]: content, ...more };
    return this.calls('kf/send_msg', body);
  }

  sendsOnEvent(code: string, msgtype: string, content: object, more: object = {}): Promise<Sent> {
    return this.calls('kf/send_msg_on_event', { code, msgtype, [msgtype]: content, ...more });
  }

  transfers(external_userid: string, service_state: number, servicer_userid?: string) {
    const servicer = servicer_userid === undefined ? {} : { servicer_userid };
    const body = { open_kfid: this.#openKfId, external_userid, service_state, ...servicer };
    return this.calls<{ msg_code?: string }>('kf/service_state/trans', body);
  }

  async stateOf(external_userid: string): Promise<unknown> {
    const body = { open_kfid: this.#openKfId, external_userid };
    return (await this.calls<{ service_state: number }>('kf/service_state/get', body)).service_state;
  }

  /** Uploads a file; resolves to its media_id. */
  async uploads(type: string, name: string, bytes: string): Promise<string> {
    const form = new FormData();
    form.append('media', new Blob([bytes]), name);
    const answer = await this.#app.raw('media/upload', form, { type });
    return ((await answer.json()) as { media_id: string }).media_id;
  }

  async downloads(media_id: string): Promise<string> {
    return (await this.#app.raw('media/get', undefined, { media_id })).text();
  }
}
