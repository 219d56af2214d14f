/** What two tickets have to do with each other: links, duplicates, parts, and what follows on what is over. */
import { describe, expect, test } from '@jest/globals';
import type { Ticket } from '../../src/tickets/ticket.js';
import {
  by,
  DAY,
  further,
  given,
  type History,
  replay,
  START,
  sopCalled,
  TICKET_ID,
  registrationUpTo as upTo,
} from '../support/given.js';

const other = (over: Partial<Ticket> = {}): Ticket => ({
  ...(replay(upTo.assigned()) as Ticket),
  id: 8,
  ...over,
});
const merging = (history: History, over: Partial<Ticket> = {}) =>
  given(history).when('merge', { ticket: '#8' }, by.lin, { other: other(over) });
const merged = [...upTo.review(), merging(upTo.review()).happened().events];

describe('a link', () => {
  test('is noted on both tickets, once each', () => {
    const { reactions, ticket } = given(upTo.review())
      .when('link', { ticket: 8 }, by.lin, { other: other() })
      .happened();
    expect(ticket.links).toEqual([{ ticket: 8, kind: 'related' }]);
    expect(reactions.commands).toMatchObject([
      { type: 'relate', ticketId: 8, input: { ticket: TICKET_ID, kind: 'related', gone: false } },
    ]);
    const end = given(upTo.review()).when('relate', { ticket: 8, kind: 'related' }, by.system).happened();
    expect(end.ticket.links).toEqual([{ ticket: 8, kind: 'related' }]);
    expect(end.reactions.commands).toEqual([]);
  });

  test('leads to no ticket that its maker may not see', () => {
    const theirs = other({ queue: 'it' });
    given(upTo.review()).when('link', { ticket: 8 }, by.lin, { other: theirs }).thenRefused('unknown_ticket');
    given(upTo.review()).when('link', { ticket: 9 }, by.lin, { other: null }).thenRefused('unknown_ticket');
  });

  test('can be cut from either end', () => {
    const linked = further(upTo.review(), [
      { type: 'relate', input: { ticket: 8, kind: 'related' }, actor: by.system },
    ]);
    const { ticket, reactions } = given(linked).when('unlink', { ticket: '8' }, by.zhou).happened();
    expect(ticket.links).toEqual([]);
    expect(reactions.commands).toMatchObject([{ type: 'relate', ticketId: 8, input: { gone: true } }]);
  });
});

describe('a duplicate', () => {
  test('is closed, says where it lives on, and its requester hears so', () => {
    const { ticket, reactions, events } = merging(upTo.review()).happened();
    expect(events).toMatchObject([{ type: 'ticketMerged', into: 8, from: 'review', to: 'closed' }]);
    expect(ticket).toMatchObject({
      ...{ state: 'closed', category: 'closed', limit: null, visit: 4 },
      links: [{ ticket: 8, kind: 'merged_into' }],
      facts: { closedAt: START, resolvedAt: null },
    });
    expect(reactions.voidVisits).toEqual([3]);
    expect(reactions.notices.map(({ say, to }) => [say, to.id])).toEqual([['notice.merged_requester', 'r1']]);
    expect(reactions.commands).toMatchObject([
      { ticketId: 8, input: { ticket: TICKET_ID, kind: 'duplicate', requesterId: 'r1' } },
    ]);
  });

  test('keeps its fields and files, and goes nowhere any more', () => {
    expect(replay(merged)?.fields).toEqual(replay(upTo.review())?.fields);
    given(merged).when('advance', { transition: 'close' }, by.system).thenRefused('merged', { ticket: 8 });
    given(merged).when('reply', { text: '在吗' }, by.customer).thenRefused('merged');
    given(merged).when('renew', {}, by.customer).thenRefused('merged');
  });

  test("makes its requester a watcher of the other: told of progress in the requester's words, offered nothing", () => {
    const survivor = further(upTo.review(), [
      { type: 'relate', input: { ticket: 9, kind: 'duplicate', requesterId: 'r2' }, actor: by.system },
    ]);
    expect(replay(survivor)?.watchers).toEqual(['requester:r2']);
    const { reactions } = given(survivor)
      .when('advance', { transition: 'reject', reason: '不清' }, by.lin)
      .happened();
    const told = reactions.notices.find(({ to }) => to.id === 'r2');
    expect(told).toMatchObject({ say: 'notice.watched_requester', links: [], audience: 'requester' });
    expect(JSON.stringify(told)).not.toContain('不清');
    given(survivor).when('reply', { text: '我也是' }, by.stranger).thenRefused('unknown_ticket');
  });

  test('is of the same kind and the same customer, and the other one lives', () => {
    merging(upTo.review(), { sop: 'tax-setup' }).thenRefused('other_kind');
    merging(upTo.review(), { requesterId: 'r2' }).thenRefused('other_customer');
    merging(upTo.review(), { category: 'closed', state: 'closed' }).thenRefused('survivor_closed');
    merging(upTo.closed()).thenRefused('ticket_closed');
    given(upTo.review()).when('merge', {}, by.lin).thenAsks('ticket');
    given(upTo.review()).when('merge', { ticket: 8 }, by.customer).thenRefused('not_allowed');
  });

  test('of a fault may be reported by somebody else', () => {
    const sop = { ...sopCalled('company-registration'), kind: 'incident' };
    given(upTo.review())
      .when('merge', { ticket: 8 }, by.lin, { sop, other: other({ requesterId: 'r2' }) })
      .then({ type: 'ticketMerged' });
  });
});

describe('a part', () => {
  test('becomes a ticket of its own, with what was not said anew copied', () => {
    const { reactions, ticket } = given(upTo.review()).when('split', { part: '青禾贸易' }, by.lin).happened();
    expect(reactions.commands).toEqual([
      {
        type: 'open',
        input: {
          ...{ sop: 'company-registration', requesterId: 'r1', parent: TICKET_ID, priority: 'P3' },
          fields: { company_name: '青禾贸易', phone: '13800138000' },
        },
        actor: { kind: 'system' },
      },
    ]);
    expect(ticket).toMatchObject({ state: 'review', fields: replay(upTo.review())?.fields });
  });

  test('that differs in nothing is no part; what is asked is what the SOP asks at the start', () => {
    given(upTo.review()).when('split', { part: '杭州青禾科技' }, by.lin).thenRefused('nothing_to_do');
    given(upTo.review()).when('split', {}, by.lin).thenAsks('company_name', 'phone');
    given(upTo.review()).when('split', { phone: '12' }, by.lin).thenWrong('phone', 'wrong_phone');
    given(upTo.review()).when('split', { licence_no: '1' }, by.lin).thenWrong('licence_no', 'unknown_input');
  });

  test('names where it comes from, which names it in turn', () => {
    const input = {
      sop: 'company-registration',
      fields: { company_name: '青禾贸易', phone: '13800138000' },
      requesterId: 'r1',
      parent: 3,
    };
    const { ticket, reactions } = given([]).when('open', input, by.system).happened();
    expect(ticket.links).toEqual([{ ticket: 3, kind: 'opened_by' }]);
    expect(reactions.commands).toMatchObject([
      { type: 'relate', ticketId: 3, input: { ticket: TICKET_ID, kind: 'opened' } },
    ]);
  });
});

describe('what is over', () => {
  const late = START + 7 * DAY + 1;

  test('is opened again within seven days, and not after; then another one can be', () => {
    const reopen = { transition: 'reopen', reason: '写错了' };
    given(upTo.registered())
      .when('advance', reopen, by.customer, { now: late - 1 })
      .then({ type: 'ticketMoved', to: 'assigned' });
    given(upTo.registered())
      .when('advance', reopen, by.customer, { now: late })
      .thenRefused('reopen_expired', {
        ticket: TICKET_ID,
      });
  });

  test('is followed by a new ticket that names it', () => {
    const { reactions, ticket } = given(upTo.closed())
      .when('renew', {}, by.customer, { now: late })
      .happened();
    expect(reactions.commands).toMatchObject([
      { type: 'open', input: { parent: TICKET_ID, fields: { company_name: '杭州青禾科技' } } },
    ]);
    expect(ticket).toMatchObject({ state: 'closed', category: 'closed' });
    given(upTo.review()).when('renew', {}, by.customer).thenRefused('not_over');
    given(upTo.closed()).when('renew', {}, by.stranger).thenRefused('unknown_ticket');
  });
});
