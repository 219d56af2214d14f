/** One message or event of a batch -> what it means to the desk. Pure; media are still named by their ids on the platform. */
import type { z } from 'zod';
import type { Aside, Inbound } from '../../src/platform/inbound.js';
import type { Attached } from '../shared/qyapi/fetch-files.js';
import { type Allowed, byCode, byMessage } from './allowances.js';
import { tappedIn } from './choices.js';
import { failureIn, REFUSED_BY_CUSTOMER } from './failures.js';
import type { Places } from './places.js';
import * as wire from './wire.js';

export type Base = Omit<Inbound, 'content'>;

export type Heard =
  | { readonly kind: 'said'; readonly inbound: Inbound; readonly allows: Allowed | null }
  /** A tap on what was too long to be an id; `words` is what stood there. */
  | {
      readonly kind: 'tapped';
      readonly id: string;
      readonly base: Base;
      readonly words: string;
      readonly allows: Allowed;
    }
  /** A tap on the name of a file of theirs. */
  | {
      readonly kind: 'file_wanted';
      readonly file: string;
      readonly base: Base;
      readonly allows: Allowed;
    }
  | { readonly kind: 'attached'; readonly attached: Attached; readonly allows: Allowed }
  /** Nothing was said, but something may be. */
  | { readonly kind: 'allowed'; readonly base: Base; readonly allows: Allowed }
  /** A colleague has the customer now, by their user id; null: it is over. */
  | {
      readonly kind: 'handed';
      readonly to: string | null;
      readonly base: Base;
      readonly at: number;
      readonly allows: Allowed | null;
    }
  /** A message of ours was taken and did not arrive. */
  | {
      readonly kind: 'failed';
      readonly ref: string;
      readonly reason: string;
      readonly refusedBy: string | null;
    }
  /** Nothing for us; `why` is for the log. */
  | { readonly kind: 'ignored'; readonly why: string };

type Reader = (raw: unknown, base: Base, at: number) => Heard;

const MESSAGES: Readonly<Record<string, Reader>> = {
  text(raw, base, at) {
    const read = wire.textMessage.safeParse(raw).data;
    if (!read) return misshapen('text');
    const { content, menu_id: id } = read.text;
    return id === undefined ? words(content, base, at) : tapped(id, content, base, at);
  },
  image: medium('image', '图片'),
  voice: medium('voice', '语音'),
  video: medium('video', '视频'),
  file: medium('file', '文件'),
  location(raw, base, at) {
    const read = wire.locationMessage.safeParse(raw).data;
    if (!read) return misshapen('location');
    const { name, address, latitude, longitude } = read.location;
    return words(`${[name, address].filter(Boolean).join(' ')}（${latitude}, ${longitude}）`, base, at);
  },
  link(raw, base, at) {
    const read = wire.linkMessage.safeParse(raw).data;
    if (!read) return misshapen('link');
    return words(Object.values(read.link).filter(Boolean).join('\n'), base, at);
  },
  business_card: unreadable('名片'),
  miniprogram: unreadable('小程序'),
};

const EVENTS: Readonly<Record<string, Reader>> = {
  /** Told whenever somebody opens the conversation. A link of ours says what stands in it, as if they had typed it. */
  enter_session(raw, base, at) {
    const read = wire.entered.safeParse(raw).data;
    if (!read) return misshapen('enter_session');
    const { scene_param: scene = '', welcome_code: code } = read.event;
    const allows = code === undefined ? null : byCode(code, at);
    const text = unescaped(scene).trim();
    const inbound: Inbound =
      text === ''
        ? { ...base, eventId: `opened/${base.sender.account}`, content: { kind: 'opened' } }
        : { ...base, content: { kind: 'text', text } };
    return { kind: 'said', inbound, allows };
  },
  msg_send_fail(raw) {
    const read = wire.failed.safeParse(raw).data;
    if (!read) return misshapen('msg_send_fail');
    const { fail_msgid: ref, fail_type: type } = read.event;
    const refusedBy = type === REFUSED_BY_CUSTOMER ? accountIn(raw) : null;
    return { kind: 'failed', ref, reason: failureIn(type), refusedBy };
  },
  session_status_change(raw, base, at) {
    const read = wire.session.safeParse(raw).data;
    if (!read) return misshapen('session_status_change');
    const { change_type: change, msg_code: code, new_servicer_userid: colleague } = read.event;
    if (change === ENDED)
      return { kind: 'handed', to: null, base, at, allows: code === undefined ? null : byCode(code, at) };
    if (colleague === undefined) return ignored(`a session changed (${change})`);
    // What a code of theirs would let us say, they say themselves.
    return { kind: 'handed', to: colleague, base, at, allows: null };
  },
};
const ENDED = 3;

/** Kinds beside these are for the log only. `aside`: a colleague has the customer, so that what is said allows nothing. */
export function hearMessage(raw: unknown, places: Places, aside: Aside | null = null): Heard {
  const read = wire.envelope.safeParse(raw);
  if (!read.success) return ignored(`not of the shape we know at ${read.error.issues[0]?.path.join('.')}`);
  const { msgid, send_time: seconds, origin, msgtype: type, event } = read.data;
  const account = accountIn(raw);
  if (type !== 'event' && origin !== wire.CUSTOMER && aside === null)
    return ignored(`said by neither a customer nor a colleague (${origin})`);
  if (account === null && event?.event_type !== 'msg_send_fail') return ignored(`${type} of no customer`);
  const base: Base = { ...baseOf(places, msgid, account ?? ''), ...(aside ? { aside } : {}) };
  if (event) {
    const reader = Object.hasOwn(EVENTS, event.event_type) ? EVENTS[event.event_type] : undefined;
    return reader?.(raw, base, seconds * 1000) ?? ignored(`no use for ${event.event_type}`);
  }
  const reader = Object.hasOwn(MESSAGES, type) ? MESSAGES[type] : undefined;
  return (reader ?? unreadable('消息'))(raw, base, seconds * 1000);
}

export const baseOf = (places: Places, eventId: string, account: string): Base => ({
  ...{ platform: 'wechat-kf', eventId, sender: { account } },
  ...{ address: places.person(account), private: true },
});

export interface Head {
  readonly id: string;
  /** When it was sent (epoch ms). */
  readonly at: number;
  /** The customer's. */
  readonly account: string | null;
  /** Who said it; null: it is an event. */
  readonly by: 'customer' | { readonly colleague: string } | null;
}

/** Null for what is no message of any kind. */
export function headOf(raw: unknown): Head | null {
  const read = wire.envelope.safeParse(raw).data;
  return read
    ? { id: read.msgid, at: read.send_time * 1000, account: accountIn(raw), by: speakerOf(read) }
    : null;
}

function speakerOf({ origin, servicer_userid: colleague }: z.infer<typeof wire.envelope>): Head['by'] {
  if (origin === wire.CUSTOMER) return 'customer';
  return origin === wire.COLLEAGUE && colleague !== undefined ? { colleague } : null;
}

function accountIn(raw: unknown): string | null {
  const read = wire.envelope.safeParse(raw).data;
  return read?.external_userid ?? read?.event?.external_userid ?? null;
}

function words(text: string, base: Base, at: number): Heard {
  const allows = byMessage(at);
  if (text.trim() === '') return { kind: 'allowed', base, allows };
  return { kind: 'said', inbound: { ...base, content: { kind: 'text', text } }, allows };
}

function tapped(id: string, label: string, base: Base, at: number): Heard {
  const allows = byMessage(at);
  // A colleague sees what stood on it, and so does the ticket.
  if (base.aside) return words(label, base, at);
  const on = tappedIn(id);
  switch (on.kind) {
    case 'button':
      return { kind: 'said', inbound: { ...base, content: on }, allows };
    case 'long':
      return { kind: 'tapped', id: on.id, base, words: label, allows };
    case 'file':
      return { kind: 'file_wanted', file: on.file, base, allows };
  }
}

function medium(kind: string, called: string): Reader {
  return (raw, base, at) => {
    const read = wire.mediaOf(kind).safeParse(raw).data?.[kind];
    if (!read) return misshapen(kind);
    const name = wire.fileMessage.safeParse(raw).data?.file.filename ?? called;
    return {
      kind: 'attached',
      attached: { inbound: base, media: read.media_id, name },
      allows: byMessage(at),
    };
  };
}

/** Whoever sent it thinks we can read it. */
function unreadable(name: string): Reader {
  return (_, base, at) => ({
    kind: 'said',
    inbound: { ...base, content: { kind: 'lost_file', file: { name, why: 'file_unreadable' } } },
    allows: byMessage(at),
  });
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not escaped: as it stands
  }
}

const ignored = (why: string): Heard => ({ kind: 'ignored', why });
const misshapen = (what: string): Heard => ignored(`${what}: not of the shape we know`);
