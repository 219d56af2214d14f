/** What a platform can show and do, as a value: the core asks this, never "does the method exist". */
export interface Capabilities {
  /** `update`: a posted card can be changed; `post`: only new ones; `none`: text only. */
  readonly cards: 'update' | 'post' | 'none';
  readonly buttons: boolean;
  /** `modal`: a form opened by a reply, or inputs inside a card; `inline`: inputs inside a card, none of them a file; `none`: a dialogue, one question at a time. */
  readonly forms: 'modal' | 'inline' | 'none';
  /** The longest text one message may hold, in UTF-8 bytes. */
  readonly textBytes: number;
  readonly threads: boolean;
  /** A message only one person in a group sees. */
  readonly ephemeral: boolean;
  /** The platform can page somebody (Feishu's 加急). */
  readonly urgent: boolean;
  /** The platform gives up on an acknowledgement after this long; we answer within 60 % of it. 0: it carries no answer. */
  readonly ackWithinMs: number;
  /** Given the same delivery key twice it shows one message: an interrupted send may be repeated. */
  readonly recognisesRepeats: boolean;
  /** Sends per second that one address bears, and how many may come at once. */
  readonly pace: { readonly perSecond: number; readonly burst: number };
  /** Nothing is sent there but what the other side has allowed, by writing or by consent: see `AdapterContext.allow`. */
  readonly byAllowance?: true;
  /** Somebody can be told there who has never written to us: a telephone number or a mail address is enough. */
  readonly unmet?: true;
  /** It speaks by approved templates only: `Delivery.template` is what it says. */
  readonly templates?: true;
}
