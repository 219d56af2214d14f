/** One decrypted callback -> what was said, allowed or reported, and by whom. Pure; media are still named by their ids on the platform. */
import type { Declined } from '../../src/platform/allowance.js';
import type { Inbound } from '../../src/platform/inbound.js';
import type { Attached } from '../shared/qyapi/fetch-files.js';
import { type Allowed, byConsent, byLeaving, byMessage, byTap } from './allowances.js';
import { PLATFORM, type Places } from './places.js';
import { wordsOf } from './scene.js';
import * as wire from './wire.js';

export type Heard =
  | { readonly kind: 'said'; readonly inbound: Inbound; readonly allows: readonly Allowed[] }
  /** An entry of a menu; `words` is what stood there. */
  | {
      readonly kind: 'tapped';
      readonly base: Base;
      readonly id: string;
      readonly words: string;
      readonly allows: readonly Allowed[];
    }
  | { readonly kind: 'attached'; readonly attached: Attached; readonly allows: readonly Allowed[] }
  /** They follow the account now, which may say something. */
  | { readonly kind: 'followed'; readonly inbound: Inbound; readonly allows: readonly Allowed[] }
  | { readonly kind: 'left'; readonly base: Base; readonly allows: readonly Allowed[] }
  /** Nothing was said, but something may be. */
  | { readonly kind: 'allowed'; readonly base: Base; readonly allows: readonly Allowed[] }
  /** They were asked for notices by templates, or take back in WeChat's settings what they had agreed to (`before`). */
  | {
      readonly kind: 'answered';
      readonly base: Base;
      readonly consents: readonly Allowed[];
      readonly declined: readonly Omit<Declined, 'address'>[];
    }
  /** What became of notices. */
  | { readonly kind: 'reported'; readonly reports: readonly Report[] }
  /** Nothing for us; `why` is for the log. */
  | { readonly kind: 'ignored'; readonly why: string };

export interface Report {
  readonly ref: string;
  /** Null: it arrived. */
  readonly lost: string | null;
}

export type Base = Omit<Inbound, 'content'>;
type Raw = Readonly<Record<string, unknown>>;
type Reader = (raw: Raw, base: Base, at: number) => Heard;

const MESSAGES: Readonly<Record<string, Reader>> = {
  text(raw, base, at) {
    const read = wire.textMessage.safeParse(raw).data;
    if (!read) return misshapen('text');
    const { Content: text, bizmsgmenuid: id } = read;
    const allows = [byMessage(at)];
    return id === undefined ? words(text, base, allows) : { kind: 'tapped', base, id, words: text, allows };
  },
  image: medium('图片.jpg'),
  voice: medium('语音.amr'),
  video: medium('视频.mp4'),
  shortvideo: medium('视频.mp4'),
  location(raw, base, at) {
    const read = wire.locationMessage.safeParse(raw).data;
    if (!read) return misshapen('location');
    const { Label, Location_X, Location_Y } = read;
    return words(`${Label}（${Location_X}, ${Location_Y}）`.trim(), base, [byMessage(at)]);
  },
  link(raw, base, at) {
    const read = wire.linkMessage.safeParse(raw).data;
    if (!read) return misshapen('link');
    const lines = [read.Title, read.Description, read.Url].filter((line) => line !== '');
    return words(lines.join('\n'), base, [byMessage(at)]);
  },
};

const QR_PREFIX = /^qrscene_/u;

const EVENTS: Readonly<Record<string, Reader>> = {
  subscribe(raw, base, at) {
    const scene = wire.keyed.safeParse(raw).data?.EventKey.replace(QR_PREFIX, '') ?? '';
    const text = wordsOf(scene);
    const content = text === null ? ({ kind: 'opened' } as const) : ({ kind: 'text', text } as const);
    return { kind: 'followed', inbound: { ...base, content }, allows: [byTap(at)] };
  },
  unsubscribe: (_, base, at) => ({ kind: 'left', base, allows: byLeaving(at) }),
  SCAN: (raw, base, at) => words(wordsOf(keyIn(raw)) ?? '', base, [byTap(at)]),
  /** A menu entry says its key, as if it were typed. */
  CLICK: (raw, base, at) => words(keyIn(raw), base, [byTap(at)]),
  TEMPLATESENDJOBFINISH(raw) {
    const read = wire.jobFinished.safeParse(raw).data;
    if (!read) return misshapen('TEMPLATESENDJOBFINISH');
    const lost = read.Status === 'success' ? null : read.Status;
    return { kind: 'reported', reports: [{ ref: read.MsgID, lost }] };
  },
  subscribe_msg_sent_event(raw) {
    const read = wire.sent.safeParse(raw).data;
    if (!read) return misshapen('subscribe_msg_sent_event');
    const reports = read.SubscribeMsgSentEvent.List.map(({ MsgID, ErrorCode, ErrorStatus }) => ({
      ref: MsgID,
      lost: ErrorCode === '0' ? null : `${ErrorStatus} (${ErrorCode})`,
    }));
    return { kind: 'reported', reports };
  },
  subscribe_msg_popup_event(raw, base, at) {
    const read = wire.popup.safeParse(raw).data;
    if (!read) return misshapen('subscribe_msg_popup_event');
    const { List } = read.SubscribeMsgPopupEvent;
    const consents = List.filter(({ SubscribeStatusString: answer }) => answer === 'accept').map(
      ({ TemplateId }) => byConsent(base.eventId, TemplateId, at),
    );
    return { kind: 'answered', base, consents, declined: declinedIn(List, at, false) };
  },
  subscribe_msg_change_event(raw, base, at) {
    const read = wire.changed.safeParse(raw).data;
    if (!read) return misshapen('subscribe_msg_change_event');
    const { List } = read.SubscribeMsgChangeEvent;
    return { kind: 'answered', base, consents: [], declined: declinedIn(List, at, true) };
  },
};

/** WeChat tells whole seconds: whatever they agreed to within this one came before. */
const declinedIn = (list: readonly wire.Answered[], told: number, before: boolean) =>
  list
    .filter(({ SubscribeStatusString: answer }) => answer === 'reject')
    .map(({ TemplateId: template }) => ({ template, at: told + 999, before }));

/** Kinds beside these are acknowledged and ignored, so that a new one does no harm. */
export function hearCallback(raw: Raw, places: Places): Heard {
  const read = wire.envelope.safeParse(raw);
  if (!read.success) return ignored(`not of the shape we know at ${read.error.issues[0]?.path.join('.')}`);
  const { MsgType: type, Event: event = '', FromUserName: openId, CreateTime } = read.data;
  const readers = type === 'event' ? EVENTS : MESSAGES;
  const name = type === 'event' ? event : type;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!reader) return ignored(`no use for ${type} ${event}`.trim());
  const base: Base = {
    platform: PLATFORM,
    eventId: eventIdOf(read.data, raw),
    sender: { account: openId },
    address: places.person(openId),
    private: true,
  };
  return reader(raw, base, Number(CreateTime) * 1000);
}

/** Messages have an id that their repetitions share; of events, nothing else tells one from another. */
function eventIdOf({ MsgId, FromUserName, CreateTime, Event = '' }: wire.Envelope, raw: Raw): string {
  return MsgId ?? ['event', FromUserName, CreateTime, Event, keyIn(raw)].join('/');
}

const keyIn = (raw: Raw): string => wire.keyed.safeParse(raw).data?.EventKey ?? '';

function words(text: string, base: Base, allows: readonly Allowed[]): Heard {
  if (text.trim() === '') return { kind: 'allowed', base, allows };
  return { kind: 'said', inbound: { ...base, content: { kind: 'text', text } }, allows };
}

function medium(name: string): Reader {
  return (raw, base, at) => {
    const read = wire.mediaMessage.safeParse(raw).data;
    if (!read) return misshapen(name);
    const attached = { inbound: base, media: read.MediaId, name };
    return { kind: 'attached', attached, allows: [byMessage(at)] };
  };
}

const ignored = (why: string): Heard => ({ kind: 'ignored', why });
const misshapen = (what: string): Heard => ignored(`${what}: not of the shape we know`);
