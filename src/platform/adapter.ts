/** The port every chat platform stands behind: what the house asks of an adapter. */
import type { Address } from './address.js';
import type { Capabilities } from './capabilities.js';
import type { Card } from './card.js';
import type { AdapterContext } from './context.js';
import type { DirectoryEntry } from './directory.js';
import type { Finding } from './finding.js';

export interface Adapter {
  /** The first part of its addresses and the platform of its identities. */
  readonly platform: string;
  readonly capabilities: Capabilities;
  /** What one address bears. Null: all of them bear the same. */
  readonly capabilitiesAt: ((address: Address) => Capabilities) | null;
  start(context: AdapterContext): Promise<void>;
  /** The one-to-one address of an account, where it can be told from the account alone. */
  directAddress(account: string): Address;
  /** Other ways to an account, for when nothing may be sent to its one-to-one address: best first. Null: there are none. */
  readonly waysTo: ((account: string) => readonly Address[]) | null;
  /** Where somebody who may be written to now says whether they agree to notices by these templates. Null: none of them needs that. */
  readonly consentPage: ((templates: readonly string[]) => ConsentPage | null) | null;
  /** Stops receiving; sends under way may end. */
  stop(): Promise<void>;
  /**
   * Sends once. `key` is the outbox key: a platform that can recognise a duplicate is given it.
   * Throws DeliveryError, and nothing else for what the platform decides.
   */
  send(delivery: Delivery): Promise<Posted>;
  /** Changes a posted card. Throws DeliveryError `rejected` when the message can no longer be changed. */
  update(delivery: Delivery, ref: string): Promise<Posted>;
  /** Everybody in the platform's directory, or DeliveryError: half a list would look like people who left. Null: it has none. */
  readonly directory: (() => Promise<readonly DirectoryEntry[]>) | null;
  /** What the set-up on the platform still lacks; works before `start`. `named` is absent while nothing is live. Null: there is nothing to set up. */
  readonly check: ((named?: Named) => Promise<readonly Finding[]>) | null;
  /** Group chats that we open ourselves. Null: the platform has none. */
  readonly groups: Groups | null;
  /** Conversations that a colleague can have in our place, in a client of the platform's own. Null: there are none. */
  readonly handOver: HandOver | null;
}

/** What a platform can show and do at an address of its own. */
export function bearsAt(
  { capabilities, capabilitiesAt }: Pick<Adapter, 'capabilities' | 'capabilitiesAt'>,
  address: Address,
): Capabilities {
  return capabilitiesAt?.(address) ?? capabilities;
}

/** What the live content names of a platform. */
export interface Named {
  /** Ids of approved templates. */
  readonly templates: readonly string[];
}

/** A page of the platform's under our own address. */
export interface ConsentPage {
  /** Begins with a slash. */
  readonly path: string;
  /** Those it asks for: a platform bears only so many at once. */
  readonly templates: readonly string[];
}

/** Accounts that cannot be brought in are left out. Both throw DeliveryError, and nothing else for what the platform decides. */
export interface Groups {
  /** One group a key: asked again, it answers the one it opened. */
  open(key: string, name: string, accounts: readonly string[]): Promise<Address>;
  /** Whoever is in it already stays. Not called twice at once for one group. */
  add(address: Address, accounts: readonly string[]): Promise<void>;
}

/**
 * Both may be asked again for what they have done: they answer how it stands. Both throw DeliveryError, and nothing else
 * for what the platform decides. What is said while a colleague has it comes in as `Inbound.aside`.
 */
export interface HandOver {
  /** The platform by whose accounts colleagues are known there. */
  readonly colleagues: string;
  /** To this colleague, or where they cannot take it, to whoever takes it first. */
  give(address: Address, account: string | null): Promise<HandedOver>;
  /** Ends what a colleague has or waits for; what is said last there may be said by an allowance of its own. */
  takeBack(address: Address): Promise<void>;
}

/** `nobody`: colleagues take no conversations over there at all, and everything goes on as it was. */
export type HandedOver =
  | { readonly to: 'nobody' }
  | { readonly to: 'whoever_is_first' }
  | { readonly to: 'colleague'; readonly account: string };

export interface Delivery {
  /** Of what answers an inbound it begins with `<platform>:<event id>/`: a platform may hang the answer on the question. */
  readonly key: string;
  readonly address: Address;
  /** Already degraded to the platform's capabilities. */
  readonly card: Card;
  /** Somebody is late or a ticket stands still: a platform that can page people does. */
  readonly urgent?: true;
  /** It shows a ticket as it is now, and is changed by `update` when the ticket changes. */
  readonly live?: true;
  /** Key of the allowance that this send uses up. */
  readonly allowance?: string;
  /** What is said where only approved templates are: its name on the platform, and what fills it. */
  readonly template?: Template;
}

export interface Template {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Posted {
  /** The platform's name for the message, needed to update it. */
  readonly ref: string;
  /** How long it may be updated (epoch ms); absent: for ever. */
  readonly editableUntil?: number;
}
