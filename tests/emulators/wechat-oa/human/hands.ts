/** A person at their own WeChat: follows, scans, writes, taps the menu, agrees to notices, and sees only their own screen. */
import type { XmlFields } from '../../kit/callback-xml.js';
import { textIn } from '../../kit/callback-xml.js';
import type { Attempt } from '../../kit/deliveries.js';
import type { Deliveries } from '../callback/deliveries.js';
import { messageEvent, plainEvent } from '../callback/event.js';
import type { Follower } from '../followers.js';
import { newMsgId } from '../ids.js';
import { keepMedia, type Media } from '../media.js';
import { show } from '../messages.js';
import type { World } from '../world.js';
import { type OpenPage, openedInWechat } from './browser.js';
import { type Seen, seen } from './seeing.js';

const QR_PREFIX = 'qrscene_';
/** Where the window was opened: on a page in WeChat's browser. */
const PAGE = 1;
/** https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html */
const OUT_OF_ORDER = '该公众号提供的服务出现故障，请稍后再试';

export class Hands {
  readonly follower: Follower;
  readonly #world: World;
  readonly #deliveries: Deliveries;

  constructor(world: World, deliveries: Deliveries, follower: Follower) {
    this.#world = world;
    this.#deliveries = deliveries;
    this.follower = follower;
  }

  follows(): Promise<Attempt> {
    return this.#followsBy('', {});
  }

  async unfollows(): Promise<Attempt> {
    this.follower.following = false;
    this.follower.windows.close();
    return this.#tells('unsubscribe', { EventKey: '' });
  }

  /** Scans a picture: whoever does not follow yet is asked to, and does. */
  async scans(ticket: string): Promise<Attempt> {
    const scene = this.#world.scenes.scanned(ticket, this.#world.clock.now());
    if (scene === undefined) throw new Error('the QR code is over, or none of this account');
    if (!this.follower.following)
      return this.#followsBy(scene, { EventKey: `${QR_PREFIX}${scene}`, Ticket: ticket });
    this.follower.windows.after('tapped', this.#world.clock.now());
    return this.#tells('SCAN', { EventKey: scene, Ticket: ticket });
  }

  /** Writes to the account. */
  async says(said: string, { msgId = newMsgId() }: { readonly msgId?: string } = {}): Promise<Attempt> {
    show(this.#world, this.follower, {
      id: msgId,
      from: 'person',
      kind: 'chat',
      type: 'text',
      content: { content: said },
    });
    return this.#says('text', { Content: said }, msgId);
  }

  /** Sends a picture, a voice message or a video. */
  sendsFile(type: Media['type'], bytes: Buffer): Promise<Attempt> {
    const MediaId = keepMedia(this.#world, type, bytes);
    const more: Readonly<Record<Media['type'], XmlFields>> = {
      image: { PicUrl: 'http://127.0.0.1/none' },
      voice: { Format: 'amr' },
      video: { ThumbMediaId: newMsgId() },
    };
    return this.#says(type, { MediaId, ...more[type] });
  }

  /** Sends anything else: a place, a link. */
  sends(type: string, content: XmlFields): Promise<Attempt> {
    return this.#says(type, content);
  }

  /** Taps an entry of the account's menu. */
  clicksMenu(key: string): Promise<Attempt> {
    this.#following();
    this.follower.windows.after('tapped', this.#world.clock.now());
    return this.#tells('CLICK', { EventKey: key });
  }

  /** Opens an entry that leads to a page: nothing may be said after that. */
  opensMenu(url: string): Promise<Attempt> {
    this.#following();
    return this.#tells('VIEW', { EventKey: url });
  }

  /** Taps an entry of a menu in the conversation, which is said. */
  async picks(messageId: string, entry: string): Promise<Attempt> {
    const message = this.sees().find((each) => each.messageId === messageId);
    const picked = message?.menu.find(({ id, text }) => id === entry || text === entry);
    if (!picked) throw new Error(`picks: expected an entry of ${messageId}, got ${entry}`);
    return this.#says('text', { Content: picked.text, bizmsgmenuid: picked.id });
  }

  /** Opens a link in WeChat's own browser. */
  async opens(url: string): Promise<OpenPage> {
    const shown = await openedInWechat(this.#world, url);
    return {
      ...shown,
      presses: (agreed) => {
        if (shown.asks === null) throw new Error(`the page has no button of WeChat's: ${shown.why}`);
        const declined = shown.asks.filter((id) => !agreed.includes(id));
        return this.#answersPopup(agreed, declined);
      },
    };
  }

  /** Agrees to one notice of each template, in the window that an article or a page of anybody's opens. */
  agrees(...templates: readonly string[]): Promise<Attempt> {
    return this.#answersPopup(templates, []);
  }

  /** Says no in that window. */
  declines(...templates: readonly string[]): Promise<Attempt> {
    return this.#answersPopup([], templates);
  }

  /** Takes back in WeChat's settings what they agreed to. */
  takesBack(...templates: readonly string[]): Promise<Attempt> {
    for (const id of templates) this.follower.consents.delete(id);
    const List = templates.map((TemplateId) => ({ TemplateId, SubscribeStatusString: 'reject' }));
    return this.#tells('subscribe_msg_change_event', { SubscribeMsgChangeEvent: { List } });
  }

  /** Wants nothing more by templates, or wants it again. WeChat tells the account nothing. */
  blocks(blocks = true): void {
    this.follower.blocks = blocks;
  }

  /** Their screen, oldest first. */
  sees(): Seen[] {
    return this.#world.messages.filter(({ openId }) => openId === this.follower.openId).map(seen);
  }

  async #followsBy(scene: string, more: XmlFields): Promise<Attempt> {
    const now = this.#world.clock.now();
    Object.assign(this.follower, { following: true, followedAt: now, scene });
    this.follower.windows.after('tapped', now);
    return this.#tells('subscribe', { EventKey: '', ...more });
  }

  #answersPopup(agreed: readonly string[], declined: readonly string[]): Promise<Attempt> {
    const { consents } = this.follower;
    for (const id of agreed) consents.set(id, (consents.get(id) ?? 0) + 1);
    const answered = (answer: string) => (TemplateId: string) => ({
      ...{ TemplateId, SubscribeStatusString: answer, PopupScene: PAGE },
    });
    const List = [...agreed.map(answered('accept')), ...declined.map(answered('reject'))];
    return this.#tells('subscribe_msg_popup_event', { SubscribeMsgPopupEvent: { List } });
  }

  async #says(type: string, content: XmlFields, msgId?: string): Promise<Attempt> {
    this.#following();
    this.follower.windows.after('wrote', this.#world.clock.now());
    const attempt = await this.#deliveries.send(
      messageEvent(this.#world, this.follower.openId, type, content, msgId),
    );
    if (attempt.acknowledged) this.#answered(attempt.answer);
    else if (attempt.final)
      show(this.#world, this.follower, {
        ...{ id: newMsgId(), from: 'wechat', kind: 'chat', type: 'text', content: { content: OUT_OF_ORDER } },
      });
    return attempt;
  }

  #tells(event: string, content: XmlFields): Promise<Attempt> {
    return this.#deliveries.send(plainEvent(this.#world, this.follower.openId, event, content));
  }

  /** An answer in the acknowledgement itself counts in no window. */
  #answered(passive: unknown): void {
    if (typeof passive !== 'string' || textIn(passive, 'MsgType') !== 'text') return;
    const content = { content: textIn(passive, 'Content') ?? '' };
    show(this.#world, this.follower, {
      id: newMsgId(),
      from: 'account',
      kind: 'chat',
      type: 'text',
      content,
    });
  }

  #following(): void {
    if (!this.follower.following) throw new Error(`${this.follower.name} does not follow the account`);
  }
}
