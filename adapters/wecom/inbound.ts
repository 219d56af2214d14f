/** One decrypted callback -> what was said or tapped, and by whom. Pure; media are still named by their ids on the platform. */
import type { Inbound } from '../../src/platform/inbound.js';
import type { Attached } from '../shared/qyapi/fetch-files.js';
import { PICK } from './choices.js';
import { accountOf, type Places } from './places.js';
import * as wire from './wire.js';

export type Heard =
  | { readonly kind: 'said'; readonly inbound: Inbound }
  /** A tap on a card: `code` lets that card be changed once more. */
  | { readonly kind: 'tapped'; readonly inbound: Inbound; readonly task: string; readonly code: string }
  | { readonly kind: 'attached'; readonly attached: Attached }
  /** Somebody joined, changed or left. */
  | { readonly kind: 'directory' }
  /** Nothing for us; `why` is for the log. */
  | { readonly kind: 'ignored'; readonly why: string };

type Raw = Readonly<Record<string, unknown>>;
type Base = Omit<Inbound, 'content'>;
type Reader = (raw: Raw, base: Base) => Heard;

const MESSAGES: Readonly<Record<string, Reader>> = {
  text: (raw, base) => {
    const read = wire.textMessage.safeParse(raw).data;
    return read ? words(read.Content, base) : misshapen('text');
  },
  image: medium('image'),
  voice: medium('voice'),
  video: medium('video'),
  file: medium('file'),
  location: (raw, base) => {
    const read = wire.locationMessage.safeParse(raw).data;
    if (!read) return misshapen('location');
    return words(`${read.Label}（${read.Location_X}, ${read.Location_Y}）`.trim(), base);
  },
  link: (raw, base) => {
    const read = wire.linkMessage.safeParse(raw).data;
    if (!read) return misshapen('link');
    return words([read.Title, read.Description, read.Url].filter((line) => line !== '').join('\n'), base);
  },
};

const moved: Reader = () => ({ kind: 'directory' });

const EVENTS: Readonly<Record<string, Reader>> = {
  /** Told every time somebody opens the chat; the desk welcomes them the first time. */
  enter_agent: (_, base) => ({
    kind: 'said',
    inbound: { ...base, eventId: `opened/${base.sender.account}`, content: { kind: 'opened' } },
  }),
  /** A menu entry says its key, as if it were typed. */
  click: (raw, base) => {
    const read = wire.keyed.safeParse(raw).data;
    return read ? words(read.EventKey, base) : misshapen('click');
  },
  template_card_event: tapped,
  template_card_menu_event: tapped,
  change_contact: moved,
  subscribe: moved,
  unsubscribe: moved,
};

/** Kinds beside these are acknowledged and ignored, so that a subscription too many does no harm. */
export function hearCallback(raw: Raw, places: Places): Heard {
  const read = wire.envelope.safeParse(raw);
  if (!read.success) return ignored(`not of the shape we know at ${read.error.issues[0]?.path.join('.')}`);
  const { MsgType: type, Event: event, FromUserName: from } = read.data;
  const readers = type === 'event' ? EVENTS : MESSAGES;
  const name = type === 'event' ? (event ?? '') : type;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!reader) return ignored(`no use for ${type} ${event ?? ''}`.trim());
  const account = accountOf(from);
  return reader(raw, {
    platform: 'wecom',
    eventId: eventIdOf(read.data, raw),
    sender: { account },
    address: places.person(account),
    private: true,
  });
}

/** Messages have an id that their repetitions share; of events, nothing else tells one from another. */
function eventIdOf({ MsgId, FromUserName, CreateTime, Event }: wire.Envelope, { EventKey }: Raw): string {
  if (MsgId !== undefined) return MsgId;
  return ['event', FromUserName, CreateTime, Event ?? '', typeof EventKey === 'string' ? EventKey : ''].join(
    '/',
  );
}

function words(text: string, base: Base): Heard {
  if (text.trim() === '') return ignored('nothing is said');
  return { kind: 'said', inbound: { ...base, content: { kind: 'text', text } } };
}

function medium(name: string): Reader {
  return (raw, base) => {
    const read = wire.mediaMessage.safeParse(raw).data;
    if (!read) return misshapen(name);
    return {
      kind: 'attached',
      attached: { inbound: base, media: read.MediaId, name: read.FileName ?? name },
    };
  };
}

/** What is done is named by the button, or chosen in the list above the button that says so. */
function tapped(raw: Raw, base: Base): Heard {
  const read = wire.cardTap.safeParse(raw).data;
  if (!read) return misshapen('template_card_event');
  const { EventKey, TaskId: task, ResponseCode: code, SelectedItems } = read;
  const [chosen] = SelectedItems?.SelectedItem.flatMap(({ OptionIds }) => OptionIds.OptionId) ?? [];
  const value = EventKey === PICK ? chosen : EventKey;
  if (value === undefined) return ignored('nothing was chosen');
  // Every tap has a code of its own, which its repetitions share.
  const inbound: Inbound = { ...base, eventId: `tap/${code}`, content: { kind: 'button', value } };
  return { kind: 'tapped', inbound, task, code };
}

const ignored = (why: string): Heard => ({ kind: 'ignored', why });
const misshapen = (what: string): Heard => ignored(`${what}: not of the shape we know`);
