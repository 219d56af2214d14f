/** Every acknowledged command has its effect once: what people did, what the payment system said, what followed from it. */
import type { SealedEvent } from '../../src/desk/ports/change.js';
import type { Hook } from './crash-cashier.js';
import { countBy, expectTimes, type Findings } from './crash-findings.js';
import type { Deed } from './crash-page.js';
import type { CrashRecord } from './crash-record.js';

type Effects = ReadonlyMap<string, readonly SealedEvent[]>;

export function effectsByCause({ tickets }: CrashRecord): Effects {
  const effects = new Map<string, SealedEvent[]>();
  for (const event of tickets.flatMap(({ events }) => events))
    effects.set(event.cause, [...(effects.get(event.cause) ?? []), event]);
  return effects;
}

/** One cause is one save: its events follow each other on one ticket, and none of them comes again. */
export function judgeCauses(effects: Effects, found: Findings): void {
  for (const [cause, events] of effects) {
    const types = events.map(({ type }) => type);
    const [first] = events;
    const together = events.every(
      ({ ticketId, seq }, n) => ticketId === first?.ticketId && seq === first.seq + n,
    );
    if (!together || new Set(types).size < types.length)
      found.twice.push(`${cause} made ${types.join(', ')}`);
  }
}

export function judgeDeeds(
  deeds: readonly Deed[],
  record: CrashRecord,
  effects: Effects,
  found: Findings,
): void {
  const inbox = new Map(record.inbox.map((row) => [`${row.platform}:${row.event_id}`, row]));
  const feed = new Map(record.feed.map((line) => [line.key, line]));
  for (const deed of deeds) {
    const id = `${deed.account}/${deed.eventId}`;
    const what = `${id} ${JSON.stringify(deed.message).slice(0, 120)}`;
    const row = inbox.get(`web:${id}`);
    if (deed.reply === undefined) found.wrong.push(`${what}: never acknowledged`);
    if (!row?.settled) found.lost.push(`${what}: acknowledged, but ${row ? 'not settled' : 'not received'}`);
    if (deed.message.type === 'say')
      expectTimes(found, `${what} in the feed`, 1, feed.has(`said:${id}`) ? 1 : 0);
    const tone = toneOf(deed) ?? feed.get(`web:${id}/answer`)?.body.card?.tone;
    const refused = tone === 'warning' || deed.expects === null;
    const made = (effects.get(`inbound:web:${id}`) ?? []).filter(
      ({ type }) => refused || type === deed.expects,
    );
    expectTimes(found, `${what}, answered ${tone}: effects`, refused ? 0 : 1, made.length);
  }
  expectTimes(
    found,
    'inbox rows of people',
    deeds.length,
    record.inbox.filter(({ platform }) => platform === 'web').length,
  );
}

/** What the acknowledgement said; null when that was said by the feed. */
function toneOf({ reply }: Deed): string | null {
  if (reply?.form || reply?.fieldErrors) return 'warning';
  return reply?.toast?.tone ?? null;
}

/** Notes are told apart by their text, whatever the product's own keys say. */
export function judgeNotes(deeds: readonly Deed[], effects: Effects, found: Findings): void {
  const notes = [...effects.values()].flat().filter(({ type }) => type === 'noteAdded');
  const said = new Set(
    deeds.filter(({ expects }) => expects === 'noteAdded').map(({ message }) => textOf(String(message.text))),
  );
  for (const [text, times] of countBy(notes, ({ said }) => String(said?.words.text))) {
    if (times > 1) found.twice.push(`the note ${text} stands there ${times} times`);
    if (!said.has(text)) found.wrong.push(`nobody wrote the note ${text}`);
  }
}

function textOf(said: string): string {
  return said.replace(/^#\d+ 备注 /u, '');
}

export function judgeIntakes(companies: readonly string[], { tickets }: CrashRecord, found: Findings): void {
  const registrations = tickets.filter(({ ticket }) => ticket.sop === 'company-registration');
  const titles = countBy(registrations, ({ ticket }) => ticket.title);
  for (const company of companies) expectTimes(found, `ticket of ${company}`, 1, titles.get(company) ?? 0);
  expectTimes(found, 'registrations', companies.length, registrations.length);
}

export function judgeHooks(
  hooks: readonly Hook[],
  record: CrashRecord,
  effects: Effects,
  found: Findings,
): void {
  const settled = new Map(
    record.inbox
      .filter(({ platform }) => platform === 'hook:payment')
      .map((row) => [row.event_id, row.settled]),
  );
  for (const { id, ticket, answers } of hooks) {
    const what = `hook ${id} on #${ticket} (${answers.join(', ')})`;
    if (!settled.get(id)) found.lost.push(`${what}: answered, but not settled`);
    const made = effects.get(`inbound:hook:payment:${id}`) ?? [];
    const second = id.endsWith('-again');
    for (const type of ['ticketMoved', 'orderPaid'])
      expectTimes(
        found,
        `${what}: ${type}`,
        second ? 0 : 1,
        made.filter((event) => event.type === type).length,
      );
    if (answers.filter((answer) => answer === '200 done').length > 1) found.twice.push(`${what}: done twice`);
  }
  const paid = [...new Set(hooks.map(({ ticket }) => ticket))];
  for (const ticket of paid) {
    const moves = record.tickets.find((each) => each.ticket.id === ticket)?.events ?? [];
    const payments = moves.filter(({ data }) => data.transition === 'pay');
    expectTimes(found, `payments of #${ticket}`, 1, payments.length);
    const rows = record.orders.filter(({ ref, amount }) => ref === `PAY-${ticket}` && amount === 399);
    expectTimes(found, `order of #${ticket}`, 1, rows.length);
  }
  expectTimes(found, 'orders', paid.length, record.orders.length);
}

/** A finished registration opens one ticket for the tax team, and closes by itself. */
export function judgeFollowUps(finished: readonly number[], record: CrashRecord, found: Findings): void {
  const opened = record.tickets.flatMap(({ events }) => events.filter(({ type }) => type === 'ticketOpened'));
  const done = record.tickets.filter(({ events }) => events.some(({ data }) => data.transition === 'finish'));
  for (const { ticket } of done) {
    const children = opened.filter(({ data }) => data.parent === ticket.id);
    expectTimes(found, `tickets that #${ticket.id} is handed over to`, 1, children.length);
    if (ticket.state !== 'closed')
      found.lost.push(`#${ticket.id} is ${ticket.state}: its timer never closed it`);
  }
  for (const id of finished)
    if (!done.some(({ ticket }) => ticket.id === id)) found.lost.push(`#${id} was finished, and is not`);
  // The ticket it is handed over to is opened by one, and says by another one where it comes from.
  const handedOver = opened.filter(({ data }) => data.parent !== null).length;
  expectTimes(found, 'follow-up commands', done.length + handedOver, record.commands.length);
  for (const { key, status, reason } of record.commands)
    if (status !== 'done') found.lost.push(`follow-up ${key} is ${status}: ${reason}`);
}
