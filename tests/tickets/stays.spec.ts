/** What a ticket remembers of its stays: where it has been, and the working minutes behind its resolution. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StateCategory } from '../../src/sop/sop.js';
import { evolve, evolveAll } from '../../src/tickets/evolve.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import {
  by,
  given,
  HOUR,
  type Line,
  MINUTE,
  START,
  scan,
  story,
  TICKET_ID,
  registrationUpTo as upTo,
} from '../support/given.js';

const step = (transition: string, actor: Line['actor'], afterMs: number, more: object = {}): Line => ({
  type: 'advance',
  input: { transition, late_reason: '人手不足', ...more },
  actor,
  now: START + afterMs,
});
const opening: Line = {
  type: 'open',
  input: { sop: 'company-registration', fields: { company_name: '杭州青禾科技', phone: '13800138000' } },
  actor: by.customer,
};
const ticks = ['names_match', 'scan_readable'].map(
  (item): Line => ({ type: 'tick', input: { item }, actor: by.lin, now: START + HOUR }),
);
/** Waits 10 minutes for the money and 20 for the documents, is reviewed for 30, and registered after an hour's work. */
const registered: readonly Line[] = [
  opening,
  step('pay', by.payment, 10 * MINUTE, { payment_ref: 'P-1' }),
  step('submit', by.customer, 30 * MINUTE, { id_scan: [scan()] }),
  ...ticks,
  step('assign', by.lin, HOUR, { to: 'zhou' }),
  { type: 'confirm', actor: by.wang, now: START + HOUR },
  step('finish', by.zhou, 2 * HOUR, { licence_no: 'L-9' }),
];
const lived = (lines: readonly Line[]) => given(story(lines)).ticket as Ticket;

describe('working minutes', () => {
  test('of a resolved ticket are those of all its stays so far, waiting for others included', () => {
    expect(lived(registered).facts).toMatchObject({ stayedMinutes: 120, workMinutes: 120 });
  });

  test('of a ticket that is not resolved are not known', () => {
    expect(lived(registered.slice(0, -1)).facts).toMatchObject({ stayedMinutes: 60, workMinutes: null });
  });

  test('of a closed ticket stay what they were when it was resolved', () => {
    const closed = [...registered, step('close', by.customer, 2 * HOUR + 45 * MINUTE)];
    expect(lived(closed).facts).toMatchObject({ stayedMinutes: 165, workMinutes: 120 });
  });

  test('of a reopened ticket are taken back, and counted to the next resolution with all its stays', () => {
    // The third hour it lay registered; 12:00 to 13:30 is no working time.
    const reopened = [...registered, step('reopen', by.customer, 3 * HOUR, { reason: '有误' })];
    expect(lived(reopened).facts).toMatchObject({ stayedMinutes: 180, workMinutes: null });
    const again = [...reopened, step('finish', by.zhou, 5 * HOUR)];
    expect(lived(again).facts).toMatchObject({ stayedMinutes: 210, workMinutes: 210 });
  });
});

describe('the states a ticket has been in', () => {
  test('are told in the order of their first stay, and those it returns to only once', () => {
    expect(given(upTo.registered()).ticket?.been).toEqual([
      'awaiting_payment',
      'awaiting_documents',
      'review',
      'assigned',
      'registered',
    ]);
    const back = given(upTo.review())
      .when('advance', { transition: 'reject', reason: '证件反光' }, by.lin)
      .happened().ticket;
    expect(back.been).toEqual(['awaiting_payment', 'awaiting_documents', 'review']);
  });
});

interface Stay {
  readonly state: string;
  readonly leftAt: number;
  readonly minutes: number;
}

/** The figures counted from the stays themselves. */
function counted({ state, facts }: Ticket, stays: readonly Stay[]) {
  const minutes = (some: readonly Stay[]) => some.reduce((sum, stay) => sum + stay.minutes, 0);
  const { resolvedAt } = facts;
  return {
    stayedMinutes: minutes(stays),
    workMinutes: resolvedAt === null ? null : minutes(stays.filter(({ leftAt }) => leftAt <= resolvedAt)),
    been: [...new Set([...stays.map((stay) => stay.state), state])],
  };
}

/** Moves as an SOP might allow them, between two states of every category but closed, which is final. */
const categories: Readonly<Record<string, StateCategory>> = {
  ...{ new: 'new', triage: 'new', work: 'open', check: 'open', waiting: 'pending', parked: 'pending' },
  ...{ done: 'resolved', delivered: 'resolved' },
};
const moves = fc.array(fc.tuple(fc.constantFrom(...Object.entries(categories)), fc.nat(600)), {
  minLength: 1,
  maxLength: 30,
});
const [openingEvents] = story([opening]);
const { queue } = lived([opening]);

test('whatever way a ticket takes, they are what counting its stays would give, after every move', () => {
  fc.assert(
    fc.property(moves, (way) => {
      const stays: Stay[] = [];
      let ticket = evolveAll(null, openingEvents ?? [], TICKET_ID);
      let at = START;
      for (const [[to, category], minutes] of way) {
        const { state: from } = ticket;
        at += minutes * MINUTE;
        stays.push({ state: from, leftAt: at, minutes });
        const how = { transition: 'move', input: {}, proposedBy: null, lateReason: null, lateNote: null };
        const where = { from, to, category, queue, limit: null, told: [] };
        ticket = evolve(
          ticket,
          { type: 'ticketMoved', at, by: 'system', minutes, ...how, ...where },
          TICKET_ID,
        );
        const { stayedMinutes, workMinutes } = ticket.facts;
        expect({ stayedMinutes, workMinutes, been: ticket.been }).toEqual(counted(ticket, stays));
      }
    }),
    { numRuns: 300 },
  );
});
