/** 延期: a little an assignee takes on their own, with a reason; beyond the bound a lead agrees. */
import { describe, expect, test } from '@jest/globals';
import { workingBetween } from '../../src/calendar/business-hours.js';
import type { ExtensionBound, SlaRule } from '../../src/sop/sla.js';
import { available } from '../../src/tickets/available.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import {
  by,
  DAY,
  factsFor,
  further,
  given,
  HOUR,
  MINUTE,
  office,
  START,
  registrationUpTo as upTo,
} from '../support/given.js';

const ask = (time: string) => ({ for: time, reason: '等执照' });
const due = ({ limit }: Ticket) => limit?.dueAt ?? 0;
/** Of the limit's own time. */
const added = (one: Ticket, other: Ticket) => workingBetween(office, due(one), due(other));
const assigned = given(upTo.assigned()).ticket as Ticket;

describe('more time', () => {
  test('「给我 30 分钟」 moves the limit by as much of its own time, warns anew and stands in the record', () => {
    const outcome = given(upTo.assigned()).when('extend', ask('30 分钟'), by.zhou);
    outcome.then({ type: 'limitExtended', of: 'limit', ms: 30 * MINUTE, reason: '等执照', askedBy: 'zhou' });
    const { ticket, reactions } = outcome.happened();
    expect(added(assigned, ticket)).toBe(30 * MINUTE);
    expect(ticket.extensions).toMatchObject([{ by: 'zhou', visit: ticket.visit, confirmedBy: null }]);
    expect(reactions.voidRules).toEqual(['warn', 'limit']);
    expect(reactions.timers.map(({ rule, occurrence }) => [rule, occurrence])).toEqual([
      ['warn', 2],
      ['limit', 2],
    ]);
    expect(reactions.notices.map(({ say, to }) => [say, to.id])).toEqual([['notice.extended', 'wang']]);
  });

  test('without a span or a reason both are asked; what has passed cannot be extended', () => {
    given(upTo.assigned()).when('extend', {}, by.zhou).thenAsks('for', 'reason');
    given(upTo.assigned()).when('extend', { for: '30m' }, by.zhou).thenAsks('reason');
    given(upTo.assigned())
      .when('extend', ask('30m'), by.zhou, { now: due(assigned) })
      .thenRefused('nothing_runs');
  });

  test('only whoever has it, or leads, extends it', () => {
    given(upTo.assigned()).when('extend', ask('30m'), by.lin).thenRefused('not_allowed');
    given(upTo.assigned()).when('extend', ask('30m'), by.customer).thenRefused('not_allowed');
    given(upTo.assigned()).when('extend', ask('30m'), by.wang).then({ type: 'limitExtended' });
  });

  test('it is offered once the limit is near, and not before', () => {
    const offered = (now: number) =>
      available(assigned, factsFor(by.zhou, { now })).some(({ action }) => action === 'extend');
    expect(offered(START)).toBe(false);
    expect(offered(assigned.limit?.warnAt ?? 0)).toBe(true);
    expect(offered(due(assigned))).toBe(false);
  });

  test('graded anew or held, the limit keeps what was added', () => {
    const longer = further(upTo.assigned(), [{ type: 'extend', input: ask('1h'), actor: by.zhou }]);
    const held = further(longer, [{ type: 'hold', input: { reason: '等' }, actor: by.zhou }]);
    const { ticket } = given(held)
      .when('resume', {}, by.zhou, { now: START + DAY })
      .happened();
    const plain = given(further(upTo.assigned(), [{ type: 'hold', input: { reason: '等' }, actor: by.zhou }]))
      .when('resume', {}, by.zhou, { now: START + DAY })
      .happened();
    expect(added(plain.ticket, ticket)).toBe(HOUR);
    expect(ticket.limit?.extendedMs).toBe(HOUR);
  });
});

describe('beyond the bound', () => {
  const beyond = further(upTo.assigned(), [{ type: 'extend', input: ask('3h'), actor: by.zhou }]);

  test('nothing moves until a lead who is not the asker agrees', () => {
    const waiting = given(beyond).ticket as Ticket;
    expect(due(waiting)).toBe(due(assigned));
    expect(waiting.extensionAsked).toMatchObject({ of: 'limit', ms: 3 * HOUR, by: 'zhou' });
    given(beyond).when('grant', {}, by.zhou).thenRefused('not_allowed');
    const { ticket, reactions } = given(beyond).when('grant', {}, by.wang).happened();
    expect(added(assigned, ticket)).toBe(3 * HOUR);
    expect(ticket.extensions).toMatchObject([{ by: 'zhou', confirmedBy: 'wang' }]);
    expect(ticket.extensionAsked).toBeNull();
    expect(reactions.notices.map(({ say, to }) => [say, to.id])).toEqual([
      ['notice.extension_granted', 'zhou'],
    ]);
  });

  test('the lead is asked with both buttons, and may say no', () => {
    const { reactions } = given(upTo.assigned()).when('extend', ask('3h'), by.zhou).happened();
    expect(reactions.notices).toMatchObject([
      { to: { to: 'member', id: 'wang' }, say: 'notice.extension_asked', actions: ['grant', 'deny'] },
    ]);
    const denied = given(beyond).when('deny', { reason: '今天要交' }, by.wang).happened();
    expect(denied.ticket).toMatchObject({ extensionAsked: null, extensions: [], limit: assigned.limit });
    expect(denied.reactions.notices.map(({ say, to }) => [say, to.id])).toEqual([
      ['notice.extension_denied', 'zhou'],
    ]);
  });

  test('a ticket has so many times and so much in all, whatever it was for', () => {
    const twice = further(upTo.assigned(), [
      { type: 'extend', input: ask('30m'), actor: by.zhou },
      { type: 'extend', input: ask('30m'), actor: by.zhou },
    ]);
    given(twice).when('extend', ask('5m'), by.zhou).then({ type: 'extensionAsked' });
    given(twice.slice(0, -1)).when('extend', ask('2h'), by.zhou).then({ type: 'extensionAsked' });
  });

  test('what was asked for a step goes with the step', () => {
    const moved = given(beyond)
      .when('advance', { transition: 'finish', licence_no: 'L' }, by.zhou)
      .happened();
    expect(moved.ticket.extensionAsked).toBeNull();
  });
});

test('a target is extended by its own rule, and wakes anew', () => {
  const bound: ExtensionBound = { times: 1, total: { days: 0, ms: HOUR } };
  const within = { days: 0, ms: 2 * HOUR };
  const terms = { within, clock: 'business', warn: null, lateReason: false } as const;
  const sla: readonly SlaRule[] = [
    { key: 'all', meant: {}, targets: { resolution: terms }, extensions: bound },
  ];
  const history = further(
    [],
    [
      {
        type: 'open',
        input: { sop: 'company-registration', fields: { company_name: '甲', phone: '13800138000' } },
        actor: by.customer,
      },
      { type: 'advance', input: { transition: 'pay', payment_ref: 'P' }, actor: by.payment },
      {
        type: 'advance',
        input: { transition: 'submit', id_scan: [{ id: 'f', name: 'f.png', type: 'image/png', size: 9 }] },
        actor: by.customer,
      },
    ],
    { sla },
  );
  const before = given(history).ticket?.targets[0];
  expect(before).toMatchObject({ name: 'resolution', stands: false, spentMs: 0 });
  const { ticket, reactions } = given(history, { sla })
    .when('extend', { of: 'resolution', ...ask('1h') }, by.wang)
    .happened();
  expect(ticket.targets[0]).toMatchObject({ extendedMs: HOUR, round: 2, dueAt: (before?.dueAt ?? 0) + HOUR });
  expect(reactions.timers.map(({ rule, occurrence }) => [rule, occurrence])).toEqual([
    ['limit:resolution', 2],
  ]);
  given(
    [
      ...history,
      [
        ...given(history, { sla })
          .when('extend', { of: 'resolution', ...ask('1h') }, by.wang)
          .happened().events,
      ],
    ],
    { sla },
  )
    .when('extend', { of: 'resolution', ...ask('5m') }, by.wang)
    .then({ type: 'extensionAsked' });
});
