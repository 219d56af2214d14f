/** What travels on the page's socket: the client's messages as schemas, the server's as types. */
import { z } from 'zod';
import type { Reply } from '../../src/platform/reply.js';
import type { FeedLine } from './render.js';

/** Characters of one frame. Larger ones are not parsed. */
export const FRAME_LIMIT = 256 * 1024;
/** UTF-8 bytes of one text: also what we promise the core in our capabilities. */
export const TEXT_LIMIT = 20_000;

const eventId = z.uuid();
const address = z.string().min(1).max(200);

/** Files are told by their receipts: an object that looked like a file would be believed further in. */
const receipts = z.array(z.string().max(2000)).min(1).max(20);
const answer = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()).max(100),
  z.strictObject({ receipts }),
]);

/** Messages with an effect carry an id the client made; sent again with the same id, they have it once. */
const spoken = [
  z.object({
    ...{ type: z.literal('say'), eventId, address, text: z.string().min(1) },
    /** The line this answers, as the speaker's page shows it: their word for it, as what they type is. */
    quoted: z.object({ text: z.string().min(1).max(4000), account: z.string().min(1).max(100) }).optional(),
  }),
  z.object({ type: z.literal('tap'), eventId, address, value: z.string().min(1).max(300) }),
  z.object({
    type: z.literal('submit'),
    eventId,
    address,
    form: z.string().min(1).max(300),
    input: z.record(z.string().regex(/^[a-z][\w.-]{0,99}$/i), answer),
  }),
  z.object({
    type: z.literal('files'),
    eventId,
    address,
    receipts,
  }),
  z.object({ type: z.literal('open'), eventId, address }),
] as const;

export const clientMessage = z.discriminatedUnion('type', [
  ...spoken,
  /** Asks for what is newer than `revision` (0: the latest), and tells us that the page lives. */
  z.object({ type: z.literal('resume'), revision: z.number().int().min(0) }),
]);

export type ClientMessage = z.infer<typeof clientMessage>;
export type Spoken = z.infer<(typeof spoken)[number]>;

export type ServerMessage =
  | {
      readonly type: 'hello';
      readonly account: string;
      readonly name: string;
      readonly places: readonly Place[];
    }
  | { readonly type: 'feed'; readonly items: readonly FeedLine[] }
  /** `reply` null: the answer will follow in the feed. */
  | { readonly type: 'ack'; readonly eventId: string; readonly reply: Reply | null }
  | WireError
  /** Desk time: after each resume, as its end, and whenever somebody moved it. */
  | { readonly type: 'clock'; readonly now: number };

/** A place the person may listen to and speak in. */
export interface Place {
  readonly address: string;
  readonly name: string;
  readonly private: boolean;
}

export interface WireError {
  readonly type: 'error';
  readonly code:
    | 'bad_json'
    | 'bad_shape'
    | 'frame_too_large'
    | 'text_too_long'
    | 'unknown_place'
    | 'unknown_file'
    | 'too_fast'
    | 'unavailable';
  /** Present when the message could be told apart: it settles it, unless `again` says to send it once more. */
  readonly eventId?: string;
  readonly expected: string;
  readonly got: string;
  /** Send the same message again after this long. */
  readonly againMs?: number;
}
