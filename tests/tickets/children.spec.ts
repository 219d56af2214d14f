/** Tickets a step opens: waited for or not, they tell where they stand, and end with the one they were opened for. */
import { describe, expect, test } from '@jest/globals';
import type { Ticket } from '../../src/tickets/ticket.js';
import { by, given, type History, type Line, sopCalled, story, TICKET_ID } from '../support/given.js';
import { askedFor, joining, newcomers, yu } from './newcomers.js';

const task = sopCalled('task');
const { directory } = newcomers;
const world = newcomers;
const label = { 'zh-CN': '待办', en: 'To do' };
const said = (over: boolean, ticket = 8): Line => ({
  type: 'relate',
  actor: by.system,
  input: {
    ...{ ticket, kind: 'opened', wait: 'all' },
    stands: { title: '小叶', label, publicLabel: label, over },
  },
});
const waiting = () => story([said(false)], world, joining());
const child = { id: 8, title: '小叶', assigneeId: 'li', queue: 'it' } as Ticket;

const taking = (history: History, kin: readonly Ticket[] = [child]) =>
  given(history, { ...world, kin }).when(
    'advance',
    { transition: 'computers_done' },
    { kind: 'member', id: 'tang' },
  );

describe('D8: a step that opens a ticket and waits for it', () => {
  test('gives it the queue and the fields it names, under their own names, once', () => {
    const { reactions, ticket } = given(askedFor(), world)
      .when('advance', { transition: 'confirm_start' }, yu)
      .happened();
    expect(reactions.commands).toMatchObject([
      {
        type: 'open',
        input: {
          ...{ sop: 'task', queue: 'it', wait: 'all', parent: TICKET_ID, requesterId: 'r1' },
          fields: { what: '小叶', details: '邮箱', due_on: '2026-03-20' },
        },
      },
    ]);
    expect(ticket.told).toContain('open:task@it');
  });

  test('cannot be followed by the step that waits, and says which is missing and who has it', () => {
    taking(waiting()).thenRefused('children_open', {
      children: [{ message: 'child.open', params: { ticket: 8, title: '小叶' } }],
      holder: [{ person: 'member:li' }],
    });
  });

  test('is waited for even before the ticket it asked for is there', () => {
    taking(joining(), []).thenRefused('children_open', { children: [{ message: 'child.unopened' }] });
  });

  test('goes on by itself when that one is over, and whoever has it hears so', () => {
    const { input, type, actor } = said(true);
    const { reactions, events } = given(waiting(), world).when(type, input, actor).happened();
    expect(events).toMatchObject([{ type: 'openedTicketMoved', ticket: 8 }]);
    expect(reactions.notices).toMatchObject([{ say: 'notice.children_over', params: { child: 8, left: 0 } }]);
    expect(reactions.commands).toEqual([
      {
        type: 'pass',
        ticketId: TICKET_ID,
        input: { transition: 'computers_done', visit: 2 },
        actor: by.system,
      },
    ]);
    const done = story([said(true)], world, waiting());
    const passed = given(done, world)
      .when('pass', { transition: 'computers_done', visit: 2 }, by.system)
      .happened();
    expect(passed.ticket.state).toBe('seat');
    expect(passed.reactions.commands).toMatchObject([{ type: 'open', input: { queue: 'affairs' } }]);
    // Taken by hand meanwhile, it is not taken again.
    given(done, world)
      .when('pass', { transition: 'computers_done', visit: 1 }, by.system)
      .thenRefused('nothing_to_do');
  });

  test('waits again when the other goes on again', () => {
    const back = story([said(true), said(false)], world, waiting());
    taking(back).thenRefused('children_open');
  });

  test('takes it along when it ends early, and is not undone after that', () => {
    const leaving = given(waiting(), world).when('advance', { transition: 'cancel', reason: '不来了' }, yu);
    expect(leaving.happened().reactions.commands).toEqual([
      { type: 'call_off', ticketId: 8, input: { ticket: TICKET_ID }, actor: by.system },
    ]);
    expect(leaving.happened().ticket.undoable.at(-1)?.rested).toMatchObject({ by: 'member:yu' });
    // What is over already stays as it is.
    const over = story([said(true)], world, waiting());
    const later = given(over, world)
      .when('advance', { transition: 'cancel', reason: '不来了' }, yu)
      .happened();
    expect(later.reactions.commands).toEqual([]);
  });
});

describe('A7: the ticket that was opened', () => {
  const their = { sop: task, directory };
  const born = (wait: 'all' | undefined) =>
    story(
      [
        {
          type: 'open',
          actor: by.system,
          input: {
            ...{ sop: 'task', queue: 'affairs', parent: 3, requesterId: 'r1', ...(wait ? { wait } : {}) },
            fields: { what: '小叶', details: '工位', due_on: '2026-03-20' },
          },
        },
      ],
      their,
    );

  test('waits where it was sent, and says to the first one how it stands, each time it moves', () => {
    const [[first] = []] = born('all');
    expect(first).toMatchObject({ type: 'ticketOpened', queue: 'affairs', parent: 3, wait: 'all' });
    const { reactions } = given(born(undefined), their)
      .when('advance', { transition: 'finish', result: '好了' }, yu)
      .happened();
    expect(reactions.commands).toEqual([
      {
        ...{ type: 'relate', ticketId: 3, actor: by.system },
        input: {
          ...{ ticket: TICKET_ID, kind: 'opened' },
          stands: {
            title: '小叶',
            over: true,
            label: task.states.done?.label,
            publicLabel: task.states.done?.label,
          },
        },
      },
    ]);
  });

  test('is called off with a parent that waited for it, and only then', () => {
    const { ticket, reactions } = given(born('all'), their)
      .when('call_off', { ticket: 3 }, by.system)
      .happened();
    expect(ticket).toMatchObject({ state: 'dropped', category: 'closed', limit: null, visit: 2 });
    expect(reactions.voidVisits).toEqual([1]);
    expect(reactions.notices).toMatchObject([{ say: 'notice.called_off', params: { because: 3 } }]);
    given(born(undefined), their).when('call_off', { ticket: 3 }, by.system).thenRefused('nothing_to_do');
    given(born('all'), their).when('call_off', { ticket: 4 }, by.system).thenRefused('nothing_to_do');
  });

  test('is sent to a queue by nobody but the desk', () => {
    given([], their)
      .when('open', { sop: 'task', queue: 'affairs', fields: {}, requesterId: 'r1' }, by.customer)
      .thenRefused('unknown_input', { input: 'queue' });
  });
});
