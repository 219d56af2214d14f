/** Raw frame -> client message -> Inbound. Pure, and answers nonsense with an error that says what was expected. */
import type { Address } from '../../src/platform/address.js';
import type { FileRef } from '../../src/platform/file.js';
import type { Inbound, InboundContent } from '../../src/platform/inbound.js';
import {
  type ClientMessage,
  clientMessage,
  FRAME_LIMIT,
  type Place,
  type Spoken,
  TEXT_LIMIT,
  type WireError,
} from './wire.js';

export interface Speaker {
  readonly account: string;
  readonly name: string;
  readonly places: readonly Place[];
  /** The file an upload receipt stands for; undefined when we never gave it to this account. */
  readonly fileOf: (receipt: string) => FileRef | undefined;
}

/** Reads one frame. */
export function readFrame(raw: string): ClientMessage | WireError {
  if (raw.length > FRAME_LIMIT) {
    // The id stands near the front of what our page sends, so even a frame too long to parse can be answered.
    const eventId = /"eventId":"([0-9a-f-]{36})"/.exec(raw.slice(0, 300))?.[1];
    return error('frame_too_large', `at most ${FRAME_LIMIT} characters`, `${raw.length}`, eventId);
  }
  const parsed = parse(raw);
  if (parsed === undefined) return error('bad_json', 'a JSON object', shorten(raw));
  const read = clientMessage.safeParse(parsed);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const expected = `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'a known type'}`;
  return error('bad_shape', expected, shorten(raw), idOf(parsed));
}

/** Turns what a person did into our words. The event id is made theirs, so that nobody can ask for another's answer. */
export function inboundOf(message: Spoken, speaker: Speaker): Inbound | WireError {
  const place = speaker.places.find((known) => known.address === message.address);
  if (!place) {
    return error('unknown_place', 'an address of your own places', shorten(message.address), message.eventId);
  }
  const content = contentOf(message, speaker);
  if ('type' in content) return content;
  // A conversation is opened for the first time once, however many windows do it.
  const id = message.type === 'open' ? `open/${message.address}` : message.eventId;
  return {
    platform: 'web',
    eventId: `${speaker.account}/${id}`,
    sender: { account: speaker.account, name: speaker.name },
    address: place.address as Address,
    private: place.private,
    content,
  };
}

function contentOf(message: Spoken, speaker: Speaker): InboundContent | WireError {
  switch (message.type) {
    case 'say': {
      const bytes = new TextEncoder().encode(message.text).length;
      const { text, quoted } = message;
      if (bytes <= TEXT_LIMIT) return { kind: 'text', text, ...(quoted ? { quoted } : {}) };
      return error('text_too_long', `at most ${TEXT_LIMIT} bytes of text`, `${bytes}`, message.eventId);
    }
    case 'tap':
      return { kind: 'button', value: message.value };
    case 'submit':
      return formContent(message, speaker);
    case 'open':
      return { kind: 'opened' };
    case 'files': {
      const files = filesOf(message.receipts, speaker);
      return files ? { kind: 'files', files } : unknownFile(message);
    }
  }
}

function formContent(message: Spoken & { type: 'submit' }, speaker: Speaker): InboundContent | WireError {
  const input: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(message.input)) {
    const receipts = typeof given === 'object' && 'receipts' in given ? given.receipts : null;
    input[key] = receipts ? filesOf(receipts, speaker) : given;
    if (input[key] === undefined) return unknownFile(message);
  }
  return { kind: 'form', form: message.form, input };
}

function filesOf(receipts: readonly string[], { fileOf }: Speaker): readonly FileRef[] | undefined {
  const files = receipts.map(fileOf).filter((file) => file !== undefined);
  return files.length === receipts.length ? files : undefined;
}

function unknownFile({ eventId }: Spoken): WireError {
  return error('unknown_file', 'receipts of your own uploads', 'one that is not', eventId);
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
  } catch {
    return undefined; // what a stranger wrote badly is answered, not thrown
  }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair: left in, they would fail every attempt to store the event. */
function storable(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text)).replaceAll('\u0000', '');
}

function idOf(parsed: unknown): string | undefined {
  const id = (parsed as { eventId?: unknown } | null)?.eventId;
  return typeof id === 'string' && id.length <= 100 ? id : undefined;
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}

function error(code: WireError['code'], expected: string, got: string, eventId?: string): WireError {
  const base = { type: 'error' as const, code, expected, got };
  return eventId === undefined ? base : { ...base, eventId };
}
