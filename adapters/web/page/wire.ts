/** What travels between the page and the desk. The page's own words for it: it shares types of cards and nothing else. */
import type { Card, Form, Tone } from '../../../src/platform/card.js';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export type Body =
  | { readonly kind: 'card'; readonly card: Card; readonly drawnAt: number }
  | {
      readonly kind: 'text';
      readonly eventId: string;
      readonly name: string;
      readonly text: string;
      readonly quoted?: string;
    }
  | {
      readonly kind: 'files';
      readonly eventId: string;
      readonly name: string;
      readonly files: readonly StoredFile[];
    };

export interface Line {
  readonly id: number;
  readonly revision: number;
  readonly address: string;
  readonly author: string;
  readonly at: number;
  readonly body: Body;
}

export interface Place {
  readonly address: string;
  readonly name: string;
  readonly private: boolean;
}

export interface Reply {
  readonly toast?: { readonly tone: Tone; readonly text: string };
  readonly card?: Card;
  readonly form?: Form;
  readonly fieldErrors?: Readonly<Record<string, string>>;
}

export type ServerMessage =
  | { readonly type: 'hello'; readonly places: readonly Place[] }
  | { readonly type: 'feed'; readonly items: readonly Line[] }
  | { readonly type: 'ack'; readonly eventId: string; readonly reply: Reply | null }
  | { readonly type: 'error'; readonly code: string; readonly eventId?: string; readonly againMs?: number }
  | { readonly type: 'clock'; readonly now: number };

/** What a person does; the store adds the event id. */
export type Spoken =
  | {
      readonly type: 'say';
      readonly address: string;
      readonly text: string;
      readonly quoted?: { readonly text: string; readonly account: string };
    }
  | { readonly type: 'tap'; readonly address: string; readonly value: string }
  | {
      readonly type: 'submit';
      readonly address: string;
      readonly form: string;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'files'; readonly address: string; readonly receipts: readonly string[] }
  | { readonly type: 'open'; readonly address: string };

/** Somebody whose windows stand here: one of the demo's, or the member who logged in. */
export interface Persona {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
}

export type Role = 'customer' | 'agent' | 'colleague' | 'lead' | 'manager' | 'admin' | 'auditor';
