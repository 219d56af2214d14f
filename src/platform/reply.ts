/** What goes back inside the platform's acknowledgement; whatever must not be lost goes through the outbox instead. */
import type { Card, Form, Tone } from './card.js';

export interface Reply {
  /** A short line only the actor sees. */
  readonly toast?: { readonly tone: Tone; readonly text: string };
  /** Replaces the card whose button was pressed. */
  readonly card?: Card;
  /** Opens a form. */
  readonly form?: Form;
  /** Keeps the submitted form open: input key -> what is wrong with it. */
  readonly fieldErrors?: Readonly<Record<string, string>>;
}
