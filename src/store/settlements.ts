/** Lays out what became of some lanes as `settle_outbox` reads it: one list per thing to do, whatever the number of lanes. */
import type { CardAudience, Outcome, Settlement } from '../desk/ports/outbox.js';
import { iso } from './instants.js';

type Sent = Extract<Outcome, { kind: 'sent' }>;
type Retry = Extract<Outcome, { kind: 'retry' }>;
type Waits = Extract<Outcome, { kind: 'waits' }>;
type Row = Readonly<Record<string, unknown>>;

const isRetry = (outcome: Outcome): outcome is Retry => outcome.kind === 'retry';
const waits = (outcome: Outcome): outcome is Waits => outcome.kind === 'waits';
const showsCard = (outcome: Outcome): outcome is Sent & { post: NonNullable<Sent['post']> } =>
  outcome.kind === 'sent' && outcome.post !== null;

function audienceColumns(audience: CardAudience) {
  return {
    audience_kind: audience.kind,
    audience_id: audience.kind === 'group' ? audience.team : audience.id,
  };
}

function laneRow({ lane, outcomes, dueAt, tokens, tokensAt }: Settlement): Row {
  const tried = new Set(outcomes.map(({ id }) => id));
  return {
    address: lane.address,
    by: lane.by,
    until: iso(lane.until),
    due_at: iso(dueAt),
    tokens,
    tokens_at: iso(tokensAt),
    // What a dead sender may have sent stays in doubt until somebody tries it.
    in_doubt: lane.items.filter(({ id, interrupted }) => interrupted && !tried.has(id)).map(({ id }) => id),
  };
}

function overRow(outcome: Exclude<Outcome, Retry | Waits>, followed: boolean): Row {
  const { id, kind } = outcome;
  // What is in doubt is for whoever has the ticket, wherever it went.
  const seen = followed || kind === 'uncertain' ? { followed: true } : {};
  return kind === 'sent'
    ? { id, status: kind, ref: outcome.ref, ...seen }
    : { id, status: kind, reason: outcome.reason, ...seen };
}

const waitRow = ({ id, until, seen }: Waits): Row => ({ id, until: iso(until), seen: iso(seen) });
const retryRow = ({ id, at, reason }: Retry): Row => ({ id, retry_at: iso(at), reason });

/** Refreshes that are still to be sent. */
function unshown({ lane, outcomes }: Settlement): number[] {
  const over = new Set(outcomes.filter((outcome) => !isRetry(outcome)).map(({ id }) => id));
  return lane.items.filter(({ id, body }) => body.kind === 'refresh' && !over.has(id)).map(({ id }) => id);
}

function cardRow({ id, ref, editableUntil, post }: Sent & { post: NonNullable<Sent['post']> }): Row {
  const { audience, ticketId, version } = post;
  return {
    id,
    ref,
    editable_until: iso(editableUntil),
    ticket_id: ticketId,
    version,
    ...audienceColumns(audience),
  };
}

export function settleArguments(settlements: readonly Settlement[], now: number): unknown[] {
  const outcomes = settlements.flatMap((settlement) => settlement.outcomes);
  const lists = {
    over: settlements.flatMap(({ outcomes: each, followed = false }) =>
      each.flatMap((outcome) => (isRetry(outcome) || waits(outcome) ? [] : [overRow(outcome, followed)])),
    ),
    waits: outcomes.filter(waits).map(waitRow),
    retries: outcomes.filter(isRetry).map(retryRow),
    unshown: settlements.flatMap(unshown),
    cards: outcomes.filter(showsCard).map(cardRow),
  };
  // A list without rows stays away, and its statement is not run.
  const filled = Object.fromEntries(Object.entries(lists).filter(([, rows]) => rows.length > 0));
  const p = { now: iso(now), lanes: settlements.map(laneRow), ...filled };
  const items = settlements.flatMap(({ lane }) => lane.items.map(({ id }) => id));
  return [JSON.stringify(p), items, settlements.map(({ lane }) => lane.address)];
}
