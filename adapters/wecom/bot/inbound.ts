/** One frame of the bot's connection -> what was said or tapped, and by whom. Pure. */
import type { Inbound, InboundContent, Rating } from '../../../src/platform/inbound.js';
import { PICK } from '../choices.js';
import { accountOf, type Places } from '../places.js';
import * as wire from './wire.js';

export type BotHeard =
  /** `asked`: a question, which can be answered in its place. `entered`: a greeting can. */
  | {
      readonly kind: 'said';
      readonly how: 'asked' | 'entered';
      readonly reqId: string;
      readonly inbounds: readonly Inbound[];
    }
  | { readonly kind: 'tapped'; readonly reqId: string; readonly task: string; readonly inbound: Inbound }
  | { readonly kind: 'rated'; readonly inbound: Inbound }
  /** Nothing for us; `why` is for the log. */
  | { readonly kind: 'ignored'; readonly why: string };

type Base = Omit<Inbound, 'content'>;
type Reader = (body: unknown, base: Base, reqId: string) => BotHeard;

const VERDICTS: Readonly<Record<number, Rating['verdict']>> = { 1: 'good', 2: 'bad', 3: 'withdrawn' };

const MESSAGES: Readonly<Record<string, Reader>> = {
  text: (body, base, reqId) => {
    const { text, quote } = wire.textMessage.safeParse(body).data ?? {};
    if (!text) return misshapen('text');
    const quoted = quote ? { quoted: { text: quote.text.content } } : {};
    return said(reqId, base, { kind: 'text', text: text.content, ...quoted });
  },
  voice: (body, base, reqId) => {
    const read = wire.voiceMessage.safeParse(body).data;
    return read
      ? said(reqId, base, { kind: 'text', text: read.voice.content })
      : said(reqId, base, lost('voice'));
  },
  mixed(body, base, reqId) {
    const read = wire.mixedMessage.safeParse(body).data;
    if (!read) return misshapen('mixed');
    const items = read.mixed.msg_item;
    const text = items.map((item) => item.text?.content ?? '').join('\n');
    const others = items.find(({ msgtype }) => msgtype !== 'text');
    return said(reqId, base, { kind: 'text', text }, ...(others ? [lost(others.msgtype)] : []));
  },
  image: (_, base, reqId) => said(reqId, base, lost('image')),
  file: (_, base, reqId) => said(reqId, base, lost('file')),
  video: (_, base, reqId) => said(reqId, base, lost('video')),
};

const EVENTS: Readonly<Record<string, Reader>> = {
  /** Told on the first entry of a day; the desk welcomes them the first time. */
  enter_chat: (_, base, reqId) => {
    const eventId = `bot-opened/${base.sender.account}`;
    return {
      ...{ kind: 'said', how: 'entered', reqId },
      inbounds: [{ ...base, eventId, content: { kind: 'opened' } }],
    };
  },
  template_card_event(body, base, reqId) {
    const tap = wire.cardTap.safeParse(body).data?.event.template_card_event;
    if (!tap) return misshapen('template_card_event');
    const { event_key: key, task_id: task, selected_items: selected } = tap;
    const [chosen] = selected?.selected_item.flatMap(({ option_ids }) => option_ids.option_id) ?? [];
    const value = key === PICK ? chosen : key;
    if (value === undefined) return ignored('nothing was chosen');
    return { kind: 'tapped', reqId, task, inbound: { ...base, content: { kind: 'button', value } } };
  },
  feedback_event(body, base) {
    const given = wire.feedback.safeParse(body).data?.event.feedback_event;
    const verdict = VERDICTS[given?.type ?? 0];
    if (!given || !verdict) return misshapen('feedback_event');
    const { id: answer, content: words, inaccurate_reason_list: reasons } = given;
    const rating = { answer, verdict, words, reasons };
    return { kind: 'rated', inbound: { ...base, content: { kind: 'rated', rating } } };
  },
};

/** Kinds beside these are ignored: the platform adds some from time to time. */
export function hearFrame(raw: unknown, places: Places): BotHeard {
  const read = wire.frame.safeParse(raw);
  if (!read.success) return ignored(`not of the shape we know at ${read.error.issues[0]?.path.join('.')}`);
  const { headers, body } = read.data;
  const whole = (raw as { readonly body: unknown }).body;
  const event = wire.event.safeParse(whole).data?.event.eventtype;
  const name = body.msgtype === 'event' ? (event ?? '') : body.msgtype;
  const readers = body.msgtype === 'event' ? EVENTS : MESSAGES;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  const group = body.chattype === 'group';
  if (!reader) return ignored(`no use for ${body.msgtype} ${event ?? ''}`.trim());
  if (group && body.chatid === undefined) return misshapen('a group without its id');
  const account = accountOf(body.from.userid);
  const base: Base = {
    platform: 'wecom',
    eventId: `bot/${body.msgid}`,
    sender: { account },
    address: places.bot(group ? (body.chatid ?? '') : account),
    private: !group,
  };
  return reader(whole, base, headers.req_id);
}

/** Each content is an event of its own: what one of them is answered with must not hide the other. */
function said(reqId: string, base: Base, ...contents: readonly InboundContent[]): BotHeard {
  const inbounds = contents
    .map((content) =>
      content.kind === 'text' ? { ...content, text: addressed(content.text, base) } : content,
    )
    .filter((content) => content.kind !== 'text' || content.text !== '')
    .map((content, n) => ({ ...base, eventId: n === 0 ? base.eventId : `${base.eventId}/${n}`, content }));
  return inbounds.length === 0 ? ignored('nothing is said') : { kind: 'said', how: 'asked', reqId, inbounds };
}

/** In a group the bot hears only what mentions it. The core is told so by a leading mention, which it takes off. */
function addressed(text: string, base: Base): string {
  return base.private ? text.trim() : `@bot ${text.replace(/^\s*@\S+(\s|$)/u, '')}`.trim();
}

/** The bot's files are sealed with a key of their own: they are sent to the app instead. */
const lost = (name: string): InboundContent => ({
  kind: 'lost_file',
  file: { name, why: 'file_unreadable' },
});
const ignored = (why: string): BotHeard => ({ kind: 'ignored', why });
const misshapen = (what: string): BotHeard => ignored(`${what}: not of the shape we know`);
