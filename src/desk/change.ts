/** Turns a decision into the one change that is saved: ticket, sealed events, what goes out, when to wake, what follows. */
import { localDate, workingBetween } from '../calendar/business-hours.js';
import type { Locale } from '../people/people.js';
import type { NoticeKind } from '../people/reach.js';
import type { Cause } from '../tickets/command.js';
import type { NoticeTo, TimerSet } from '../tickets/reactions.js';
import { datesOf } from '../tickets/timers.js';
import { systemLane } from './ask-system.js';
import { conversationItem } from './conversation.js';
import type { Decided } from './decide-on.js';
import { asOneMessage } from './one-message.js';
import type { Change, QueuedCommand, TicketChange } from './ports/change.js';
import type { CardAudience, OutboxItem } from './ports/outbox.js';
import type { Adapters, Systems } from './ports/outside.js';
import { NO_HEAD, seal } from './seal.js';
import { type Told, tell } from './tell.js';
import { groupItems } from './ticket-group.js';

/** What a save settles besides the ticket: the inbox row, the queued command or the timer it came from. */
export interface Settles {
  readonly inbox?: NonNullable<Change['inbox']>;
  readonly command?: string;
  readonly timer?: NonNullable<Change['timer']>;
  readonly dialogue?: NonNullable<Change['dialogue']>;
  readonly outbox?: readonly OutboxItem[];
}

interface House {
  readonly tz: string;
  readonly locale: Locale;
  readonly adapters: Adapters;
  readonly systems: Pick<Systems, 'has'>;
  /** So long what an undoable act tells a requester waits. */
  readonly recallMs: number;
}

/** `head` is the hash of the newest stored event, null for a new ticket. */
export function changeOf(
  decided: Decided,
  head: string | null,
  cause: Cause,
  settles: Settles,
  house: House,
): Change {
  const { before, after, events, reactions, facts } = decided;
  const sealed = seal({
    before,
    after,
    events,
    sop: facts.sop,
    head: head ?? NO_HEAD,
    cause: `${cause.kind}:${cause.key}`,
  });
  const moved = before === null || before.visit !== after.visit;
  const now = facts.now;
  const ticket: TicketChange = {
    read: before,
    ticket: sealed.row,
    head: sealed.head,
    events: sealed.events,
    personal: sealed.personal,
    ...(moved && before
      ? {
          left: {
            visit: before.visit,
            leftAt: now,
            minutes: Math.round(workingBetween(facts.business, before.enteredAt, now) / 60_000),
            memberId: before.assigneeId,
          },
        }
      : {}),
    ...(moved ? { entered: enteredBy(decided) } : {}),
    ...orderOf(decided),
    timers: reactions.timers.map((timer) => ({
      ...timer,
      key: timerKey(after.id, timer),
    })),
    voidVisits: reactions.voidVisits,
    voidRules: reactions.voidRules,
    ...restsOn(decided, moved),
    stages: reactions.stages,
    unsaid: reactions.unsaid.map((version) => noticesOf(after.id, version)),
    refresh: before !== null,
    now,
    dates: {
      created: localDate(house.tz, after.createdAt),
      resolved: after.facts.resolvedAt === null ? null : localDate(house.tz, after.facts.resolvedAt),
      now: localDate(house.tz, now),
    },
  };
  const conversation = conversationItem(decided, house);
  return {
    ...(settles.inbox ? { inbox: settles.inbox } : {}),
    ...(settles.command ? { command: settles.command } : {}),
    ...(settles.timer ? { timer: settles.timer } : {}),
    ...(settles.dialogue ? { dialogue: settles.dialogue } : {}),
    expect: [
      { table: 'directory', version: facts.directory.version },
      ...(facts.other
        ? [{ table: 'ticket', id: facts.other.id, version: facts.other.version } as const]
        : []),
    ],
    ticket,
    outbox: [
      ...(conversation && reactions.conversation === 'back' ? [conversation] : []),
      ...outboxOf(decided, house),
      ...groupItems(decided, house),
      ...asksOf(decided, house),
      ...(settles.outbox ?? []),
      ...(conversation && reactions.conversation === 'over' ? [conversation] : []),
    ],
    commands: followUps(decided),
  };
}

/** Once a stay; where it rests on a date, once a date. */
function timerKey(ticket: number, { visit, rule, occurrence, date }: TimerSet): string {
  return [ticket, visit, rule, occurrence, ...(date === undefined ? [] : [date])].join('/');
}

/** The dates of the customer on which it was decided when to wake, or that there is none to wake at. */
function restsOn({ after, events, facts }: Decided, moved: boolean): Pick<TicketChange, 'rests'> {
  const { customerId } = after;
  const keys = [...datesOf(facts.sop, after.state).keys()];
  const anew = (type: string) => type === 'datesMoved' || type === 'deadlinesRecounted';
  const decided = moved || events.some(({ type }) => anew(type));
  if (customerId === null || keys.length === 0 || !decided) return {};
  const dates = Object.fromEntries(keys.map((key) => [key, facts.customer?.dates[key] ?? null]));
  return { rests: { customerId, dates } };
}

/** A stay that goes on because the step out of it was undone is not done again. */
function enteredBy({ before, after, events }: Decided): NonNullable<TicketChange['entered']> {
  const { visit, state, enteredAt } = after;
  const undone = events.some(({ type }) => type === 'actUndone');
  return { visit, state, enteredAt, again: !undone && (before?.been.includes(state) ?? false) };
}

/** The head of the keys under which one version of a ticket says what it has to say. */
function noticesOf(ticketId: number, version: number): string {
  return `${ticketId}/${version}/`;
}

function orderOf({ events }: Decided): Pick<TicketChange, 'order'> {
  const paid = events.find((event) => event.type === 'orderPaid');
  return paid ? { order: { ref: paid.orderRef, amount: paid.amount, paidAt: paid.at } } : {};
}

function followUps({ after, reactions }: Decided): QueuedCommand[] {
  return reactions.commands.map((command, n) => ({ key: `${after.id}/${after.events}/${n}`, command }));
}

function outboxOf({ after, reactions, facts }: Decided, house: House): OutboxItem[] {
  const { directory, requester, watching = [], actor, now } = facts;
  // Quickly undone, nobody outside shall have heard of it.
  const recallable = after.undoable.some(
    ({ version, rested }) => version === after.version && rested === null,
  );
  const waits = recallable && house.recallMs > 0;
  const team = directory.queues.get(after.queue)?.team ?? null;
  const items: OutboxItem[] = [];
  const add = (to: NoticeTo, kind: NoticeKind, name: string, bodyFor: (told: Told) => OutboxItem['body']) => {
    for (const told of tell(to, kind, { directory, requester, watching, actor, team, now }, house)) {
      const { address, locale, heldUntil } = told;
      const body = bodyFor(told);
      // Who stands in for somebody may be told for themselves as well: once is enough.
      if (items.some((item) => item.address === address && sameNews(item.body, body))) continue;
      const key = `${noticesOf(after.id, after.version)}${name}/${items.length}`;
      const item = { key, address, locale, ticketId: after.id };
      if (heldUntil !== undefined) items.push({ ...item, body, heldUntil });
      else if (waits && told.to.to === 'requester' && body.kind === 'say')
        items.push({ ...item, body: { ...body, recallable: true }, heldUntil: now + house.recallMs });
      else items.push({ ...item, body });
    }
  };
  for (const to of reactions.posts)
    add(to, LIVE_CARD, 'card', (told) => ({ kind: 'ticket', audience: audienceOf(told.to) }));
  for (const { to, kind, say, params, tone, links, actions, question } of reactions.notices)
    add(to, kind, say, ({ insteadOf }) => ({
      ...{ kind: 'say', say, params, tone, links, actions },
      ...(question ? { question } : {}),
      ...(insteadOf === undefined ? {} : { insteadOf }),
      ...(kind.urgent && !kind.calm ? { urgent: true } : {}),
      ...(kind.digest ? { digest: true } : {}),
    }));
  const theirs = new Set([requester, ...watching].map(({ address }) => address));
  return asOneMessage(items, ({ address }) => theirs.has(address));
}

/** A system without an address answers when it knows of the ticket otherwise. */
function asksOf({ after, reactions }: Decided, { systems, locale }: House): OutboxItem[] {
  return reactions.asks
    .filter(({ source }) => systems.has(source))
    .map(({ source, item }) => ({
      ...{ key: `${noticesOf(after.id, after.version)}ask/${item}`, address: systemLane(source), locale },
      ticketId: after.id,
      body: { kind: 'ask', source, item, visit: after.visit },
    }));
}

/** A card that newly appears with somebody says that the ticket is theirs. */
const LIVE_CARD: NoticeKind = { class: 'assigned', urgent: false };

function sameNews(one: OutboxItem['body'], other: OutboxItem['body']): boolean {
  if (one.kind === 'say') return other.kind === 'say' && one.say === other.say;
  return one.kind === 'ticket' && other.kind === 'ticket';
}

function audienceOf(to: NoticeTo): CardAudience {
  return to.to === 'team' ? { kind: 'group', team: to.id } : { kind: to.to, id: to.id };
}
