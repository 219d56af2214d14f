/** C6, C12: a price below the red line takes a second person, and each step goes to whoever holds its role. */
import { describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/people/people.js';
import {
  directoryOf,
  given,
  type History,
  type Line,
  member,
  START,
  sopCalled,
  story,
} from '../support/given.js';

const promotion = sopCalled('promotion');
const people = [
  member('sun', ['shop'], ['agent', 'operator']),
  member('he', ['shop'], ['agent', 'designer']),
  member('hu', ['shop'], ['agent', 'designer']),
  member('ma', ['shop'], ['agent', 'reviewer']),
  member('luo', ['shop'], ['agent', 'submitter']),
  member('gao', ['shop'], ['lead']),
];
const world = { sop: promotion, directory: directoryOf(people) };
const as = (id: string): Actor => ({ kind: 'member', id });
const asked: Actor = { kind: 'requester', id: 'r1' };

const opening: Line = {
  type: 'open',
  input: { sop: 'promotion', fields: { campaign: '双十二', sku: 'A-17', due: '2026-12-10' } },
  actor: asked,
};
const dividing: Line = {
  type: 'divide',
  input: { part: '主图', owner: 'he', collaborators: 'sun', standard: '正方形', due: '2026-03-06' },
  actor: as('sun'),
};
const begun = (more = world): History => story([opening, dividing], more);
const entered = (price: string, more = world): History => story([opening, dividing, entering(price)], more);
const entering = (price: string): Line => ({
  type: 'advance',
  input: { transition: 'enter', headline: '保温一整天', floor_price: '79', price },
  actor: as('sun'),
});

describe('who gets a step', () => {
  test('the first step has somebody from the start, who is told', () => {
    const { events, ticket, reactions } = given([], world).when('open', opening.input, asked).happened();
    expect(events[1]).toMatchObject({ type: 'ticketAssigned', by: 'system', to: 'sun', role: 'operator' });
    expect(ticket.assigneeId).toBe('sun');
    expect(reactions.notices).toContainEqual(
      expect.objectContaining({ to: { to: 'member', id: 'sun' }, say: 'notice.assigned' }),
    );
  });

  test('of two the one with fewer open tickets; by name where they have alike', () => {
    const load = new Map([
      ['he', 3],
      ['hu', 1],
    ]);
    const designerOf = (more: object) =>
      given(begun(), { ...world, ...more })
        .when('advance', entering('99').input, as('sun'))
        .happened().ticket.assigneeId;
    expect(designerOf({ load })).toBe('hu');
    expect(designerOf({})).toBe('he');
  });

  test('whoever is away is passed over, and where nobody is there it waits for whoever takes it', () => {
    const away = (...ids: string[]) => ({
      directory: directoryOf(
        people.map((one) =>
          ids.includes(one.id)
            ? { ...one, preferences: { leave: { from: '2026-03-01', until: '2026-03-09', delegate: 'ma' } } }
            : one,
        ),
      ),
    });
    const designerOf = (more: object) =>
      given(begun(), { ...world, ...more })
        .when('advance', entering('99').input, as('sun'))
        .happened().ticket.assigneeId;
    expect(designerOf(away('he'))).toBe('hu');
    expect(designerOf(away('he', 'hu'))).toBeNull();
  });

  test('what is sent back goes to a designer again', () => {
    const image = { id: 'f1', name: 'a.png', type: 'image/png', size: 9, width: 800, height: 800 };
    const drawn = story(
      [
        opening,
        dividing,
        entering('99'),
        { type: 'advance', input: { transition: 'design_done', main_image: [image] }, actor: as('he') },
      ],
      world,
    );
    const back = given(drawn, world)
      .when('advance', { transition: 'redo', reason: '有水印' }, as('ma'))
      .happened();
    expect(back.ticket.assigneeId).toBe('he');
  });
});

describe('the red line', () => {
  test('at the line one hand is enough', () => {
    expect(given(entered('79'), world).ticket).toMatchObject({ state: 'design', proposal: null });
  });

  test('a fen below it the step is proposed, and everybody reads why', () => {
    const below = given(begun(), world).when('advance', entering('78.99').input, as('sun')).happened();
    expect(below.events.map(({ type }) => type)).toEqual(['fieldsFilled', 'transitionProposed']);
    expect(below.ticket).toMatchObject({ state: 'entry', proposal: { transition: 'enter', by: 'sun' } });
    expect(JSON.stringify(below.reactions.notices)).toContain('"message":"notice.red_line"');
    expect(below.reactions.notices[0]?.params.checkers).toEqual([
      { person: 'member:ma' },
      { person: 'member:gao' },
    ]);
  });

  test('only who may approve does, never the maker; then it goes on', () => {
    const proposed = entered('78.99');
    given(proposed, world).when('confirm', {}, as('sun')).thenRefused('maker_not_checker');
    given(proposed, world)
      .when('confirm', {}, as('he'))
      .thenRefused('not_allowed', {
        holder: [{ person: 'member:ma' }, { person: 'member:gao' }],
      });
    const { ticket, events } = given(proposed, world).when('confirm', {}, as('ma')).happened();
    expect(ticket).toMatchObject({ state: 'design', assigneeId: 'he' });
    expect(events.at(-1)).toMatchObject({ type: 'ticketMoved', by: 'member:ma', proposedBy: 'member:sun' });
  });

  test('C6: in the place of a reviewer who is away their delegate approves, and says whose yes it is', () => {
    const leave = { from: '2026-03-01', until: '2026-03-09', delegate: 'he' };
    const directory = directoryOf(
      people.map((one) => (one.id === 'ma' ? { ...one, preferences: { leave } } : one)),
    );
    const { events } = given(entered('78.99'), { ...world, directory })
      .when('confirm', {}, as('he'))
      .happened();
    expect(events.at(-1)).toMatchObject({ type: 'ticketMoved', agreed: [{ by: 'he', standsFor: 'ma' }] });
    given(entered('78.99'), { ...world, directory })
      .when('decline', {}, as('he'))
      .thenAsks('reason');
  });

  test('without anybody who may approve the step is refused and nothing is kept', () => {
    const alone = {
      ...world,
      directory: directoryOf(people.filter(({ id }) => id !== 'ma' && id !== 'gao')),
    };
    given(begun(alone), alone)
      .when('advance', entering('78').input, as('sun'))
      .thenRefused('no_checker', { roles: [{ message: 'role.reviewer' }, { message: 'role.lead' }] });
  });

  test('a line nobody may cross refuses the value beside its field: 99 below 100', () => {
    const price = {
      ...(promotion.fields.price as (typeof promotion.fields)[string]),
      redLine: { atLeast: 100, approve: null },
    };
    const strict = { ...world, sop: { ...promotion, fields: { ...promotion.fields, price } } };
    const opened = given(begun(strict), strict);
    opened
      .when('advance', entering('99').input, as('sun'))
      .thenWrong('price', 'below_red_line', { line: 100, got: 99 });
    opened
      .when('fill', { price: '99' }, as('sun'))
      .thenWrong('price', 'below_red_line', { line: 100, got: 99 });
    expect(opened.when('advance', entering('100').input, as('sun')).happened().ticket.state).toBe('design');
  });

  test('a line that is raised above a standing price is refused where it was written', () => {
    const price = {
      ...(promotion.fields.price as (typeof promotion.fields)[string]),
      redLine: { atLeast: 'floor_price', approve: null },
    };
    const strict = { ...world, sop: { ...promotion, fields: { ...promotion.fields, price } } };
    given(entered('99', strict), strict)
      .when('fill', { floor_price: '120' }, as('sun'), { now: START })
      .thenWrong('floor_price', 'below_red_line', { line: 120, got: 99 });
  });
});
