/** One raw event -> what was said, by whom and where. Pure; files are still named by their keys on the platform. */
import type { Address } from '../../src/platform/address.js';
import type { Inbound, InboundContent } from '../../src/platform/inbound.js';
import type { Places } from './places.js';
import { readFileTap, readTap, type Tap } from './tap.js';
import { type Resource, saidIn, withNames } from './text.js';
import { botMoved, cardAction, chatEntered, type Envelope, menuPressed, messageReceived } from './wire.js';

export type Heard =
  /** A message: its words, then what hangs on it, each to be received on its own. */
  | {
      readonly kind: 'said';
      readonly inbounds: readonly Inbound[];
      readonly attached: Attached | null;
      /** The message that this one answers, where it is said to us. */
      readonly answers?: string;
    }
  /** A tap on a card or a submitted form: answered in the acknowledgement. */
  | { readonly kind: 'tapped'; readonly inbound: Inbound; readonly tap: Tap }
  /** A tap on the name of a file. */
  | { readonly kind: 'asked'; readonly asked: Asked }
  /** The bot joined or left a group. */
  | {
      readonly kind: 'moved';
      readonly moved: 'in' | 'out';
      readonly address: Address;
      readonly name: string;
      /** In the name of who added it; null where Feishu does not tell. */
      readonly welcome: Inbound | null;
    }
  /** Somebody joined, changed or left in the company's address book. */
  | { readonly kind: 'directory' }
  /** Nothing for us; `why` is for the log. */
  | { readonly kind: 'ignored'; readonly why: string };

/** Who wants to see which file, and whether they asked for it alone with us. */
export interface Asked {
  readonly eventId: string;
  readonly account: string;
  readonly file: string;
  readonly direct: boolean;
}

export interface Attached {
  /** The inbound these files become once they are fetched. */
  readonly inbound: Omit<Inbound, 'content'>;
  readonly message: string;
  readonly resources: readonly Resource[];
}

export interface Ears {
  readonly places: Places;
  /** Our own open_id; null while it is not known. */
  readonly bot: string | null;
}

type Reader = (event: Envelope, ears: Ears) => Heard;

/** Events beside these are acknowledged and ignored, so that a subscription too many does no harm. */
const READERS: Readonly<Record<string, Reader>> = {
  'im.message.receive_v1': message,
  'card.action.trigger': tapped,
  'application.bot.menu_v6': menu,
  'im.chat.access_event.bot_p2p_chat_entered_v1': entered,
  'im.chat.member.bot.added_v1': joined,
  'im.chat.member.bot.deleted_v1': left,
  'contact.user.created_v3': () => ({ kind: 'directory' }),
  'contact.user.updated_v3': () => ({ kind: 'directory' }),
  'contact.user.deleted_v3': () => ({ kind: 'directory' }),
};

export function hearEvent(event: Envelope, ears: Ears): Heard {
  const { event_type: type } = event.header;
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  return read ? read(event, ears) : ignored(`no use for ${type}`);
}

function message({ header, event }: Envelope, { places, bot }: Ears): Heard {
  const read = messageReceived.safeParse(event);
  if (!read.success) return misshapen(header.event_type, read.error.issues[0]?.path);
  const { sender, message } = read.data;
  // Bots that answer bots never end.
  if (sender.sender_type !== undefined && sender.sender_type !== 'user')
    return ignored('not said by a person');
  const openId = sender.sender_id.open_id;
  const alone = message.chat_type === 'p2p';
  const to = addressee(message.mentions, bot);
  if (!alone && to === 'others') return ignored('said to somebody else in a group');
  const { text: typed, resources } = saidIn(message);
  const words = withNames(typed, message.mentions, bot);
  const text = !alone && to === 'us' ? `@${BOT} ${words}` : words;
  const { thread_id: thread, root_id: root, parent_id: parent, message_id: id } = message;
  const base = {
    platform: 'feishu',
    sender: { account: openId },
    address: alone
      ? places.person(openId)
      : places.group(message.chat_id, thread === undefined ? undefined : (root ?? id)),
    private: alone,
  };
  const said = text.trim() !== '';
  const spoken: Inbound = { ...base, eventId: header.event_id, content: { kind: 'text', text } };
  const attached: Attached = {
    inbound: { ...base, eventId: `${header.event_id}/files` },
    message: id,
    resources,
  };
  if (!said && resources.length === 0) return ignored(`nothing is said by a ${message.message_type}`);
  return {
    kind: 'said',
    inbounds: said ? [spoken] : [],
    attached: resources.length > 0 ? attached : null,
    // What colleagues answer each other is not looked up.
    ...(said && parent !== undefined && (alone || to === 'us') ? { answers: parent } : {}),
  };
}

/** How the core is told that the bot was meant: it reads a leading mention as such and takes it off. */
const BOT = 'bot';

/** In a group the app hears what mentions it; with the right to hear everything, also what is meant for others. */
function addressee(
  mentions: { readonly id: { readonly open_id?: string | undefined } }[] = [],
  bot: string | null,
): 'us' | 'others' | 'nobody' {
  if (mentions.length === 0) return 'nobody';
  return bot === null || mentions.some(({ id }) => id.open_id === bot) ? 'us' : 'others';
}

function tapped({ header, event }: Envelope, { places }: Ears): Heard {
  const read = cardAction.safeParse(event);
  if (!read.success) return misshapen(header.event_type, read.error.issues[0]?.path);
  const { operator, action, context } = read.data;
  const wanted = readFileTap(action.value);
  if (wanted)
    return { kind: 'asked', asked: { eventId: header.event_id, account: operator.open_id, ...wanted } };
  const tap = readTap(action.value);
  if (!tap) return ignored('a button that is not ours');
  const inbound: Inbound = {
    platform: 'feishu',
    eventId: header.event_id,
    sender: { account: operator.open_id },
    address: tap.direct ? places.person(operator.open_id) : places.group(context.open_chat_id, tap.root),
    private: tap.direct,
    content: contentOf(tap, action.form_value),
  };
  return { kind: 'tapped', inbound, tap };
}

function contentOf(
  { press, form }: Tap,
  given: Readonly<Record<string, unknown>> | undefined,
): InboundContent {
  if (given === undefined) return { kind: 'button', value: press };
  const dates = new Set(form?.inputs.filter(({ type }) => type === 'date').map(({ key }) => key));
  const input = Object.entries(given).flatMap(([key, value]) => {
    const answer = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (answer === '' || answer === null || answer === undefined) return [];
    // A picker adds the zone it was read in: '2026-12-01 +0800'.
    return [[key, dates.has(key) && typeof answer === 'string' ? answer.split(' ')[0] : answer]];
  });
  return { kind: 'form', form: press, input: Object.fromEntries(input) };
}

/** A menu entry says its event_key, as if it were typed: there is no card to answer on. */
function menu({ header, event }: Envelope, { places }: Ears): Heard {
  const read = menuPressed.safeParse(event);
  if (!read.success) return misshapen(header.event_type, read.error.issues[0]?.path);
  const account = read.data.operator.operator_id.open_id;
  const content = { kind: 'text', text: read.data.event_key } as const;
  const inbound = { ...direct(account, places), eventId: header.event_id, content };
  return { kind: 'said', inbounds: [inbound], attached: null };
}

/** Told every time somebody opens the chat; the desk welcomes them the first time. */
function entered({ header, event }: Envelope, { places }: Ears): Heard {
  const read = chatEntered.safeParse(event);
  if (!read.success) return misshapen(header.event_type, read.error.issues[0]?.path);
  const account = read.data.operator_id.open_id;
  const inbound: Inbound = {
    ...direct(account, places),
    eventId: `opened/${account}`,
    content: { kind: 'opened' },
  };
  return { kind: 'said', inbounds: [inbound], attached: null };
}

function joined({ header, event }: Envelope, { places }: Ears): Heard {
  const read = botMoved.safeParse(event);
  if (!read.success) return misshapen(header.event_type, read.error.issues[0]?.path);
  const { chat_id, operator_id: by, name = '' } = read.data;
  const address = places.group(chat_id);
  const welcome: Inbound | null =
    by === undefined
      ? null
      : {
          platform: 'feishu',
          eventId: header.event_id,
          sender: { account: by.open_id },
          address,
          private: false,
          content: { kind: 'opened' },
        };
  return { kind: 'moved', moved: 'in', address, name, welcome };
}

function left({ header, event }: Envelope, { places }: Ears): Heard {
  const read = botMoved.safeParse(event);
  if (!read.success) return misshapen(header.event_type, read.error.issues[0]?.path);
  const { chat_id, name = '' } = read.data;
  return { kind: 'moved', moved: 'out', address: places.group(chat_id), name, welcome: null };
}

const direct = (account: string, places: Places) => ({
  platform: 'feishu',
  sender: { account },
  address: places.person(account),
  private: true,
});

const ignored = (why: string): Heard => ({ kind: 'ignored', why });
const misshapen = (type: string, path: readonly PropertyKey[] = []): Heard =>
  ignored(`${type}: not of the shape we know at ${path.map(String).join('.') || 'its head'}`);
