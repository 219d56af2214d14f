/** Read, decide, save: the one way a ticket changes, whoever asks and through whatever door. */
import type { Requester } from '../people/people.js';
import type { Asking } from '../tickets/action.js';
import type { Command } from '../tickets/command.js';
import { numberSaid } from '../tickets/other.js';
import { type Refusal, refuse } from '../tickets/refusal.js';
import { mayAskOnce } from './asked-once.js';
import { noteCommand } from './audit/note.js';
import type { Settles } from './change.js';
import { changeOf } from './change.js';
import { childrenRead } from './children-read.js';
import {
  type Decided,
  type Decision,
  decideOn,
  factsOf,
  factsOn,
  isDecided,
  routineNamed,
  routingNow,
} from './decide-on.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import { loadOfSop } from './load.js';
import type { Change } from './ports/change.js';
import type { TicketRead } from './ports/tickets.js';
import { factsThere } from './routing.js';

/** A conflict means somebody else was faster: so many can be faster in a row only when something is wrong. */
const MOST_TRIES = 24;
/** Whoever was overtaken steps back this long at most for each time, so that a crowd gets through one by one. */
const STEP_BACK_MS = 8;
/** People or content that moved meanwhile contest nothing: it is read again, though not for ever. */
const MOST_READINGS = 20;

export type Handled =
  | { readonly kind: 'done'; readonly decided: Decided }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly read: TicketRead | null }
  | { readonly kind: 'asking'; readonly asking: Asking; readonly read: TicketRead | null }
  /** The cause had its effect before. */
  | { readonly kind: 'duplicate' };

/** What was asked for was understood under content that is live no more: it must be understood anew. */
export interface Outdated {
  readonly kind: 'outdated';
}

/** What is settled together with the ticket; called once the decision is known, so that an answer can word it. */
export type SettlesOf = (decision: Decision, read: TicketRead | null) => Settles;

/**
 * Runs one command. A refusal and a question change no ticket, but still settle what `settlesOf` names,
 * so that the cause is not worked off again. `under`: the edition in which somebody was understood and is answered; a
 * ticket they open is born with it or not at all.
 */
export function handle(house: House, command: Command, settlesOf: SettlesOf): Promise<Handled>;
export function handle(
  house: House,
  command: Command,
  settlesOf: SettlesOf,
  under: Edition,
): Promise<Handled | Outdated>;
export async function handle(
  house: House,
  command: Command,
  settlesOf: SettlesOf,
  under?: Edition,
): Promise<Handled | Outdated> {
  for (let tried = 1, readings = 1; ; readings += 1) {
    const edition = await bornWith(house, command, under);
    if (edition === OUTDATED) return { kind: 'outdated' };
    const { version } = await house.staff.directory();
    const { decision, read } = await decideNow(house, command, edition);
    const contested = tried === MOST_TRIES || readings === MOST_READINGS ? refuse('try_again') : null;
    const settled = contested ?? decision;
    if ('refused' in settled) await noteCommand(house, command, settled.refused, read);
    const change = changeFor(house, command, settled, read, settlesOf(settled, read), edition);
    const saved = change ? await house.store.tickets.save(change) : ({ saved: true } as const);
    if (saved.saved) {
      house.metrics.handled(command.type, outcomeOf(settled));
      if (change) house.onSaved(change);
      if (isDecided(settled)) {
        await armAlarm(house, [settled], change);
        return { kind: 'done', decided: settled };
      }
      return 'refused' in settled
        ? { kind: 'refused', refusal: settled, read }
        : { kind: 'asking', asking: settled, read };
    }
    if (saved.why === 'duplicate') {
      house.metrics.handled(command.type, 'duplicate');
      return { kind: 'duplicate' };
    }
    if (contested)
      throw new Error(
        `command ${command.type} on ticket ${command.ticketId ?? 'new'}: even its refusal conflicts`,
      );
    house.staff.refresh();
    house.library.refresh();
    const moved =
      (await house.staff.directory()).version !== version ||
      (edition !== null && (await house.library.live()).revision !== edition.revision);
    if (moved) continue;
    await stepBack(Math.random() * STEP_BACK_MS * tried);
    tried += 1;
  }
}

const stepBack = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });

const OUTDATED = Symbol('another edition is live');

/** The edition a ticket that is to be opened will keep; null for a command on one that has its own. */
async function bornWith(
  { library }: House,
  { ticketId }: Command,
  under: Edition | undefined,
): Promise<Edition | null | typeof OUTDATED> {
  if (ticketId !== undefined) return null;
  const live = await library.live();
  return under && under.id !== live.id ? OUTDATED : live;
}

/** Reads what the command rests on and decides; writes nothing. */
async function decideNow(
  house: House,
  command: Command,
  born: Edition | null,
): Promise<{ decision: Decision; read: TicketRead | null }> {
  const directory = await house.staff.directory();
  const now = house.store.clock.now();
  const { library } = house;
  if (born) {
    const sop = String(command.input.sop ?? '');
    if (!born.content.latest[sop]) return { decision: refuse('unknown_sop', { sop }), read: null };
    const requester = await requesterOf(house, command);
    const customerId = customerOf(command, requester);
    const customers = await house.store.people.customers(customerId === null ? [] : [customerId]);
    const load = await loadOfSop(house, born.sop(sop), directory);
    const given = factsOf({
      edition: born,
      library,
      sop,
      routine: routineNamed(command),
      directory,
      requester,
      customer: customers.get(customerId ?? ''),
      queue: null,
      actor: command.actor,
      now,
    });
    const facts = { ...given, ...load, routing: routingNow(born, now) };
    const draft = decideOn(command, null, facts, 0);
    if (!isDecided(draft)) return { decision: draft, read: null };
    const settled = { ...facts, ...(await factsThere(house, born, draft)) };
    const id = await house.store.tickets.nextTicketId();
    return { decision: decideOn(command, null, settled, id), read: null };
  }
  const { ticketId = 0 } = command;
  const read = await house.store.tickets.ticket(ticketId);
  if (!read) return { decision: refuse('unknown_ticket', { ticket: ticketId }), read: null };
  const edition = await library.edition(read.ticket.content);
  const load = await loadOfSop(house, edition.sop(read.ticket.sop), directory);
  const number = ABOUT_TWO.includes(command.type) ? numberSaid(command.input) : null;
  const other = number === null ? null : ((await house.store.tickets.ticket(number))?.ticket ?? null);
  const kin = await childrenRead(house, read.ticket);
  const given = { edition, library, directory, now, other, kin };
  const asked = await lastAsked(house, command, read);
  const facts = { ...factsOn(read, command.actor, given), ...load, ...asked };
  const decision = decideOn(command, read, facts, read.ticket.id);
  if (command.type === ASKS && isDecided(decision) && !(await mayAskOnce(house, read.ticket)))
    return { decision: refuse('nothing_to_do'), read };
  return { decision, read };
}

const ASKS = 'ask_recommendation';

/** When whoever asked was last asked whether they recommend us: only who asks it again must know. */
async function lastAsked({ store }: House, { type }: Command, { ticket }: TicketRead) {
  if (type !== ASKS) return {};
  return { recommendationAskedAt: await store.tickets.recommendationAskedAt(ticket) };
}

/** Commands that rest on another ticket as well. */
const ABOUT_TWO: readonly string[] = ['link', 'merge'];

/** Who a new ticket is for: named by the command, or the one who asks. */
async function requesterOf(house: House, command: Command): Promise<Requester> {
  const id =
    typeof command.input.requesterId === 'string'
      ? command.input.requesterId
      : command.actor.kind === 'requester'
        ? command.actor.id
        : null;
  const known = id === null ? null : await house.store.people.requester(id);
  if (known) return known;
  return { id: id ?? '', name: '', locale: house.locale, address: null, quiet: null, customerId: null };
}

/** Whose matter a new ticket is. */
export function customerOf({ input }: Command, { customerId }: Requester): string | null {
  return typeof input.customerId === 'string' ? input.customerId : customerId;
}

function changeFor(
  house: House,
  command: Command,
  decision: Decision,
  read: TicketRead | null,
  settles: Settles,
  born: Edition | null,
): Change | null {
  if (isDecided(decision)) {
    const change = changeOf(decision, read?.head ?? null, command.cause, settles, house);
    return born
      ? { ...change, expect: [...change.expect, { table: 'content', version: born.revision }] }
      : change;
  }
  const { outbox = [], ...rest } = settles;
  return Object.keys(rest).length + outbox.length === 0
    ? null
    : { ...rest, expect: [], outbox, commands: [] };
}

/** Wakes us for the first of what these decisions wait for, and of what a change holds back until a morning. */
export async function armAlarm(
  house: House,
  decided: readonly Decided[],
  change: Change | null = null,
): Promise<void> {
  const timers = decided.flatMap(({ reactions }) => reactions.timers.map(({ dueAt }) => dueAt));
  const held = (change?.outbox ?? []).flatMap(({ heldUntil }) => heldUntil ?? []);
  const first = Math.min(...timers, ...held);
  if (Number.isFinite(first)) await house.alarm.set(first);
}

function outcomeOf(decision: Decision): 'done' | 'refused' | 'asking' {
  if (isDecided(decision)) return 'done';
  return 'refused' in decision ? 'refused' : 'asking';
}
