/** Every notice stands in the conversation once, every live card shows the newest state, and every page saw all of it. */

import type { SealedEvent } from '../../src/desk/ports/change.js';
import type { OutboxBody } from '../../src/desk/ports/outbox.js';
import { countBy, expectTimes, type Findings } from './crash-findings.js';
import type { CrashPage } from './crash-page.js';
import type { CrashRecord } from './crash-record.js';

/** What is written once into the feed by a send; a refresh changes a line that is there. */
export function isSend({ kind }: OutboxBody): boolean {
  return kind !== 'refresh';
}

export function judgeDeliveries({ outbox, feed }: CrashRecord, found: Findings): void {
  const lines = countBy(feed, ({ key, address }) => `${key} at ${address}`);
  for (const { key, address, status, body } of outbox) {
    if (status === 'dropped' && !isSend(body)) continue;
    if (status !== 'sent') found.lost.push(`${key} at ${address} is ${status}`);
    if (isSend(body)) expectTimes(found, `lines of ${key}`, 1, lines.get(`${key} at ${address}`) ?? 0);
  }
  // Counted apart from the keys: a line under a key that nobody queued was said twice.
  const queued = new Set(outbox.map(({ key }) => key));
  for (const { key, address, author } of feed)
    if (author === 'bot' && !queued.has(key) && !key.startsWith('reply:'))
      found.twice.push(`${key} stands at ${address}, and nobody queued it`);
}

/** How often each event is told, by the text: the SOP's own promise, not the outbox's. */
const TELLS: readonly {
  readonly when: (event: SealedEvent) => boolean;
  readonly says: Readonly<Record<string, number>>;
}[] = [
  { when: ({ data }) => data.rule === 'unpaid', says: { 'say.unpaid': 1 } },
  {
    when: ({ data }) => data.transition === 'pay',
    says: { 'say.payment_received': 1, 'say.spot_check_notice': 1 },
  },
  { when: ({ type }) => type === 'transitionProposed', says: { 'notice.proposed': 1 } },
  {
    when: ({ type, data }) => type === 'ticketMoved' && data.transition === 'assign',
    says: { 'say.assigned': 1, 'notice.confirmed': 1 },
  },
  { when: ({ data }) => data.transition === 'finish', says: { 'say.registered': 1 } },
  { when: ({ type }) => type === 'limitWarned', says: { 'notice.limit_warned': 1 } },
  // The one who holds it, and the lead; nobody when the very step that left the state was late.
  {
    when: ({ type, cause }) => type === 'limitPassed' && cause.startsWith('timer:'),
    says: { 'notice.limit_passed': 2 },
  },
  { when: ({ data }) => data.sop === 'tax-setup', says: { 'say.tax_first_talk': 1 } },
  // The live card: for the team, the requester, and whoever is given the ticket.
  { when: ({ type }) => type === 'ticketOpened', says: { card: 2 } },
  { when: ({ type }) => type === 'ticketAssigned', says: { card: 1 } },
];

/** One message may say several things. */
function textsOf(body: OutboxBody): readonly string[] {
  return body.kind === 'say' ? [body, ...(body.also ?? [])].map(({ say }) => say) : [body.kind];
}

/** What an event is told by stands in the feed as often as the event happened. */
export function judgeTells({ tickets, outbox, feed }: CrashRecord, found: Findings): void {
  const bodies = new Map(outbox.map(({ key, body, ticket_id }) => [key, { body, ticket_id }]));
  const told = countBy(
    feed.flatMap(({ key }) => {
      const row = bodies.get(key);
      return row ? textsOf(row.body).map((what) => ({ what, ticket_id: row.ticket_id })) : [];
    }),
    ({ what, ticket_id }) => `${ticket_id} ${what}`,
  );
  for (const { ticket, events } of tickets) {
    const expected = new Map<string, number>();
    for (const { when, says } of TELLS)
      for (const [say, times] of Object.entries(says))
        expected.set(say, (expected.get(say) ?? 0) + times * events.filter(when).length);
    for (const [say, times] of expected) {
      const kind = say === 'card' ? 'ticket' : say;
      expectTimes(found, `${say} of #${ticket.id}`, times, told.get(`${ticket.id} ${kind}`) ?? 0);
    }
  }
}

export function judgeCards({ tickets, posts, feed }: CrashRecord, found: Findings): void {
  const versions = new Map(tickets.map(({ ticket }) => [ticket.id, ticket.version]));
  const lines = new Map(feed.map((line) => [String(line.id), line]));
  for (const { ticket_id: id, address, ref, version } of posts) {
    const newest = versions.get(id);
    const shown = lines.get(ref)?.body.card?.version ?? version;
    if (version !== newest || shown !== newest)
      found.wrong.push(`the card of #${id} at ${address} shows ${shown} (noted ${version}), not ${newest}`);
  }
}

/** What a page was shown, from process to process, is the conversation. */
export function judgePages(pages: readonly CrashPage[], { feed }: CrashRecord, found: Findings): void {
  for (const page of pages) {
    const places = [page.address('private'), page.address('group')];
    const shown = new Map(page.lines().map(({ id, revision }) => [id, revision]));
    for (const { id, key, address, revision } of feed) {
      if (!places.includes(address)) continue;
      const seen = shown.get(id);
      if (seen === undefined) found.lost.push(`the page of ${page.account} never saw ${key}`);
      else if (seen !== revision) found.wrong.push(`the page of ${page.account} shows an old ${key}`);
    }
    found.wrong.push(...page.complaints);
  }
}
