/** What one event causes, whichever way it came: received once, and answered at once where a tap waits for it. */

import type { Form } from '../../src/platform/card.js';
import type { AdapterContext } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Inbound, Quoted } from '../../src/platform/inbound.js';
import type { Profiles } from '../shared/profiles.js';
import { type Acknowledgement, acknowledgement } from './answer.js';
import type { Bot } from './bot.js';
import type { Client } from './client.js';
import type { TakeFiles } from './fetch-files.js';
import { renderForm } from './form.js';
import { type Heard, hearEvent } from './inbound.js';
import { both } from './languages.js';
import type { Places } from './places.js';
import type { ReadQuoted } from './quoted.js';
import type { SendFile } from './send-file.js';
import { standingOf, type Tap } from './tap.js';
import { envelope } from './wire.js';
import { within } from './within.js';

/** Resolves with the acknowledgement's content, null for none; throws when the event must be delivered again. */
export type Hear = (raw: unknown) => Promise<Acknowledgement | null>;

/** Of Feishu's three seconds; the desk itself answers within 1.8. */
const FORM_MS = 800;
const FILES_MS = 1_800;

interface Parts {
  readonly context: Pick<AdapterContext, 'receive' | 'log' | 'directoryMoved'>;
  readonly places: Places;
  readonly bot: Bot;
  readonly client: Client;
  readonly profiles: Profiles;
  readonly takeFiles: TakeFiles;
  readonly sendFile: SendFile;
  readonly readQuoted: ReadQuoted;
}

export function createHearing(parts: Parts): Hear {
  const { context, places, bot } = parts;
  return async (raw) => {
    const read = envelope.safeParse(raw);
    const heard: Heard = read.success
      ? hearEvent(read.data, { places, bot: bot.id() })
      : { kind: 'ignored', why: 'not an event of schema 2.0' };
    switch (heard.kind) {
      case 'ignored':
        context.log.info({ event: read.data?.header, why: heard.why }, 'feishu: an event was ignored');
        return null;
      case 'said':
        return said(parts, heard);
      case 'asked':
        return parts.sendFile(heard.asked);
      case 'tapped':
        return tapped(parts, heard);
      case 'moved':
        return moved(parts, heard);
      case 'directory':
        context.directoryMoved();
        return null;
    }
  };
}

async function receive({ context, profiles }: Parts, inbound: Inbound) {
  const sender = { ...inbound.sender, ...(await profiles.of(inbound.sender.account)) };
  return context.receive({ ...inbound, sender });
}

async function said(
  parts: Parts,
  { inbounds, attached, answers }: Extract<Heard, { kind: 'said' }>,
): Promise<null> {
  const quoted = answers === undefined ? null : await parts.readQuoted(answers);
  for (const inbound of inbounds) await receive(parts, quoted ? quoting(inbound, quoted) : inbound);
  if (attached && (await within(FILES_MS, parts.takeFiles(attached))) === 'late')
    throw new Error('the files of a message are still coming; they are there when it is delivered again');
  return null;
}

function quoting(inbound: Inbound, quoted: Quoted): Inbound {
  const { content } = inbound;
  return content.kind === 'text' ? { ...inbound, content: { ...content, quoted } } : inbound;
}

async function tapped(
  parts: Parts,
  { inbound, tap }: Extract<Heard, { kind: 'tapped' }>,
): Promise<Acknowledgement> {
  const reply = await receive(parts, inbound);
  if (reply?.form && inbound.content.kind === 'button') return sendForm(parts, reply.form, inbound, tap);
  return acknowledgement(reply, inbound, tap);
}

/** A form goes to whoever asked for it, alone with us: a card in a group is everybody's, and answers may be personal. */
async function sendForm(
  { client, places, context }: Parts,
  form: Form,
  { eventId, sender }: Inbound,
  tap: Tap,
): Promise<Acknowledgement> {
  const to = places.receiver(places.person(sender.account));
  if (!to) throw new Error(`expected to know where ${sender.account} can be reached`);
  try {
    const posting = client.post(`form/${eventId}`, to, renderForm(form, { direct: true }));
    posting.catch(() => undefined);
    await within(FORM_MS, posting);
    return standingOf(tap).direct ? {} : { toast: FORM_SENT };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    context.log.warn({ err: error, eventId }, 'feishu: a form could not be sent');
    return { toast: FORM_LOST };
  }
}

async function moved(
  parts: Parts,
  { moved, address, name, welcome }: Extract<Heard, { kind: 'moved' }>,
): Promise<null> {
  const { log } = parts.context;
  if (moved === 'out') {
    log.warn({ address, name }, 'feishu: the bot was removed from a group; nothing reaches it any more');
    return null;
  }
  log.info(
    { address, name },
    'feishu: the bot joined a group; a team hears there when "chats" names the address',
  );
  if (welcome) await receive(parts, welcome);
  return null;
}

const FORM_SENT = {
  type: 'info',
  ...both('表单已发到您和机器人的单聊', 'The form is in your chat with the bot'),
} as const;
const FORM_LOST = {
  type: 'error',
  ...both('表单没能发出，请稍后再点一次', 'The form could not be sent; please press again in a moment'),
} as const;
