/** What stands on a ticket beside the procedure: why it waits, how often it was hurried, who watches, what it has to do with. */
import { workingBetween } from '../calendar/business-hours.js';
import { memberNamed } from '../people/actor.js';
import type { Block } from '../platform/card.js';
import type { Facts } from '../tickets/facts.js';
import { clockOf, isLate } from '../tickets/limit.js';
import type { Ticket, TicketLink } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

type Row = { readonly label: string; readonly value: string };

/** Why it is held and until when, with what is left of its limit; null while it goes on. */
export function holdBlock(ticket: Ticket, facts: Facts, wording: Wording): Block | null {
  const { hold } = ticket;
  if (!hold) return null;
  const lines = [
    wording.t('ticket.held', {
      reason: hold.reason,
      by: { person: `member:${hold.by}` },
      at: { at: hold.at },
    }),
    ...(hold.awaits ? [wording.t('ticket.held_awaits')] : []),
    ...(hold.until === null ? [] : [wording.t('ticket.held_until', { until: { at: hold.until } })]),
    ...left(ticket, facts, wording),
  ];
  return { kind: 'text', text: lines.join('\n'), tone: 'warning' };
}

function left(ticket: Ticket, facts: Facts, wording: Wording): readonly string[] {
  const { limit, hold, state } = ticket;
  if (limit === null || hold === null || isLate(ticket, facts.now)) return [];
  const clock = facts.sop.states[state]?.limit?.clock ?? 'business';
  const ms = workingBetween(clockOf(clock, facts), hold.at, limit.dueAt);
  return [wording.t('ticket.held_left', { time: wording.duration(ms, clock) })];
}

/** A colleague has the conversation with the requester: whatever is sent from here has to wait. */
export function conversationBlock({ conversation }: Ticket, wording: Wording): Block | null {
  if (conversation === null) return null;
  const at = { at: conversation.since };
  const text =
    conversation.with === null
      ? wording.t('ticket.with_whoever', { at })
      : wording.t('ticket.with_colleague', { who: { person: `member:${conversation.with}` }, at });
  return { kind: 'text', text, tone: 'info' };
}

/** To a requester only that it waits, for them or for a while: why is our affair. */
export function holdBlockOutside({ hold }: Ticket, wording: Wording): Block | null {
  if (!hold) return null;
  const text = hold.awaits
    ? wording.t('progress.held_for_you', { reason: hold.reason })
    : hold.until === null
      ? wording.t('progress.held')
      : wording.t('progress.held_until', { until: { at: hold.until } });
  return { kind: 'text', text, tone: hold.awaits ? 'warning' : 'neutral' };
}

/** What it opened is named with how it stands, since that is what one looks for. */
function linkWords({ ticket, kind, wait, stands }: TicketLink, wording: Wording): string {
  if (stands === undefined) return wording.t(`link.${kind}`, { ticket });
  const { title, label } = stands;
  return wording.t(wait === undefined ? 'child.now' : 'child.waited', {
    ticket,
    title,
    state: { text: label },
  });
}

/** 接着办: the other part of the same matter, before and after; titles are the requester's own words. */
export function storyRows({ links }: Ticket, wording: Wording): readonly Row[] {
  const row = (key: string, value: string) => ({ label: wording.t(`progress.${key}`), value });
  return links.flatMap(({ ticket, kind, stands }) => {
    if (kind === 'opened_by') return [row('opened_by', `#${ticket}`)];
    if (stands === undefined) return [];
    const state = { text: stands.publicLabel };
    return [row('opened', wording.t('child.now', { ticket, title: stands.title, state }))];
  });
}

export function besideRows({ inPlaceOf, nudged, watchers, links }: Ticket, wording: Wording): readonly Row[] {
  const row = (key: string, value: string) => ({ label: wording.t(`ticket.${key}`), value });
  const ours = watchers.filter((who) => memberNamed(who) !== null);
  const asked = watchers.length - ours.length;
  const names = ours.map((who) => wording.person(who));
  const all = asked === 0 ? names : [...names, wording.t('ticket.watching_requesters', { n: asked })];
  return [
    ...(inPlaceOf
      ? [
          row(
            'in_place_of',
            wording.t('ticket.in_place_of_value', {
              person: { person: `member:${inPlaceOf.of}` },
              until: { date: inPlaceOf.until },
            }),
          ),
        ]
      : []),
    ...(nudged
      ? [row('nudged', wording.t('ticket.nudges', { n: nudged.count, at: { at: nudged.at } }))]
      : []),
    ...(all.length > 0 ? [row('watchers', wording.list(all))] : []),
    ...(links.length > 0 ? [row('links', wording.list(links.map((link) => linkWords(link, wording))))] : []),
  ];
}
