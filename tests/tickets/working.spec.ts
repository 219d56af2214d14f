/** Checklist, assignee, fields, files, notes and replies. */
import { describe, expect, test } from '@jest/globals';
import { by, given, START, scan, sopCalled, story, registrationUpTo as upTo } from '../support/given.js';

describe('the checklist', () => {
  test('two members ticking from one card never clash', () => {
    const seen = given(upTo.review()).ticket?.version ?? 0;
    const first = given(upTo.review()).when('tick', { item: 'names_match' }, by.lin, { seen }).happened();
    given([...upTo.review(), first.events])
      .when('tick', { item: 'Scan readable' }, by.zhou, { seen })
      .thenRefused('unknown_item');
    const second = given([...upTo.review(), first.events])
      .when('tick', { item: 'The ID scan is readable' }, by.zhou, { seen })
      .happened();
    expect(second.ticket.checklist).toEqual({
      names_match: { by: 'lin', at: START },
      scan_readable: { by: 'zhou', at: START },
    });
  });

  test('ticks belong to the stay: after a return everything is confirmed anew', () => {
    const { events, ticket } = given(upTo.checked())
      .when('advance', { transition: 'reject', reason: 'x' }, by.lin)
      .happened();
    expect(ticket.checklist).toEqual({});
    const again = given([...upTo.checked(), events])
      .when('advance', { transition: 'submit' }, by.customer)
      .happened();
    given([...upTo.checked(), events, again.events])
      .when('advance', { transition: 'assign', to: 'zhou' }, by.lin)
      .thenRefused('checklist_open');
  });

  test('a requester ticks nothing', () => {
    given(upTo.review()).when('tick', { item: 'names_match' }, by.customer).thenRefused('not_allowed');
  });
});

describe('the assignee', () => {
  test('an agent claims what waits; the second one is told who has it, whatever card they saw', () => {
    const outcome = given(upTo.review()).when('claim', {}, by.lin, { seen: 1 });
    outcome.then({ type: 'ticketAssigned', to: 'lin', claimed: true });
    const { events, ticket, reactions } = outcome.happened();
    expect(ticket.facts.firstResponseAt).toBe(START);
    expect(reactions.posts).toEqual([{ to: 'member', id: 'lin' }]);
    expect(reactions.notices).toMatchObject([
      {
        to: { to: 'requester', id: 'r1' },
        say: 'notice.handler',
        params: { assignee: { person: 'member:lin' } },
      },
    ]);
    given([...upTo.review(), events])
      .when('claim', {}, by.zhou, { seen: 1 })
      .thenRefused('already_claimed', { person: { person: 'member:lin' } });
  });

  test('who leaves leaves nothing behind: the lead inherits it, the queue where there is none', () => {
    const outcome = given(upTo.assigned()).when('handover', { from: 'zhou' }, by.system);
    outcome.then({ type: 'ticketAssigned', to: 'wang', claimed: false, by: 'system' });
    expect(outcome.happened().reactions.notices).toContainEqual(
      expect.objectContaining({ to: { to: 'member', id: 'wang' }, say: 'notice.inherited' }),
    );
    given(upTo.assigned()).when('handover', { from: 'lin' }, by.system).thenRefused('nothing_to_do');
    given(upTo.assigned()).when('handover', { from: 'zhou' }, by.wang).thenRefused('not_allowed');
  });

  test('a lead gives the ticket to a colleague, who is told and shown it; the one before is told too', () => {
    const outcome = given(upTo.assigned()).when('assign', { to: 'lin' }, by.wang);
    outcome.then({ type: 'ticketAssigned', to: 'lin', claimed: false, by: 'member:wang' });
    const { ticket, reactions } = outcome.happened();
    expect(ticket.facts.reassignments).toBe(1);
    expect(reactions.notices.map(({ say, to }) => [say, to.id])).toEqual([
      ['notice.assigned', 'lin'],
      ['notice.reassigned', 'zhou'],
    ]);
    expect(reactions.posts).toEqual([{ to: 'member', id: 'lin' }]);
  });

  test('the assignee passes it on; another agent does not', () => {
    given(upTo.assigned()).when('assign', { to: '@林晓' }, by.zhou).then({ to: 'lin' });
    given(upTo.assigned()).when('assign', { to: 'lin' }, by.lin).thenRefused('not_allowed');
  });

  test('nobody outside the team is given a ticket', () => {
    given(upTo.assigned()).when('assign', { to: 'li' }, by.wang).thenWrong('to', 'not_in_team');
    given(upTo.assigned()).when('assign', { to: 'old' }, by.wang).thenWrong('to', 'inactive_person');
  });

  test('without a name, somebody is asked for', () => {
    given(upTo.assigned()).when('assign', {}, by.wang).thenAsks('to');
  });

  test('a queue of another team takes the ticket without its assignee', () => {
    const it = sopCalled('it-helpdesk');
    const start = it.transitions.start;
    if (!start) throw new Error('expected the step start');
    const away = {
      ...it,
      states: { ...it.states, open: { ...it.states.open, owner: 'queue:registration' } },
    } as typeof it;
    const history = story(
      [
        {
          type: 'open',
          input: { sop: it.key, fields: { problem: '卡纸', place: '三楼', urgency: 'minor' } },
          actor: by.customer,
        },
        { type: 'claim', actor: by.li },
      ],
      { sop: away },
    );
    const outcome = given(history, { sop: away }).when('advance', { transition: 'start' }, by.li);
    outcome.then({ type: 'ticketUnassigned' }, { type: 'ticketMoved', queue: 'registration' });
    expect(outcome.happened().reactions.posts).toEqual([{ to: 'team', id: 'registration' }]);
  });
});

describe('fields and files', () => {
  test('staff correct any field; the same value again is nothing to do', () => {
    given(upTo.review())
      .when('fill', { company_name: '杭州青禾', licence_no: 'L-1' }, by.lin)
      .then({ type: 'fieldsFilled', fields: { company_name: '杭州青禾', licence_no: 'L-1' } });
  });

  test('the title is mended with what it is made of, and with nothing else', () => {
    const fill = (input: Record<string, string>) =>
      given(upTo.review()).when('fill', input, by.lin).happened();
    expect(fill({ company_name: '杭州青河' }).ticket.title).toBe('杭州青河');
    expect(fill({ licence_no: 'L-1' }).events[0]).not.toHaveProperty('title');
  });

  test('a requester corrects their own answers only while it is their turn', () => {
    given(upTo.awaitingDocuments())
      .when('fill', { phone: '010-62345678' }, by.customer)
      .then({ fields: { phone: '01062345678' } });
    given(upTo.review())
      .when('fill', { phone: '13900139000' }, by.customer)
      .thenWrong('phone', 'not_fillable');
  });

  test('a press without values opens the form: of all, or of the one it names', () => {
    given(upTo.review())
      .when('fill', {}, by.lin)
      .thenAsks('company_name', 'phone', 'payment_ref', 'licence_no');
    given(upTo.review()).when('fill', { field: 'licence_no' }, by.lin).thenAsks('licence_no');
    given(upTo.review()).when('fill', { field: 'nothing' }, by.lin).thenWrong('nothing', 'unknown_input');
  });

  test('files go where the step waits for them, and several messages add up', () => {
    const first = given(upTo.awaitingDocuments()).when('attach', { files: [scan('a')] }, by.customer);
    first.then({ type: 'fieldsFilled', fields: { id_scan: [scan('a')] } });
    given([...upTo.awaitingDocuments(), first.happened().events])
      .when('attach', { files: [scan('a'), scan('b')] }, by.customer, { seen: 1 })
      .then({ fields: { id_scan: [scan('a'), scan('b')] } });
  });

  test('staff may add a file where no step waits for one', () => {
    given(upTo.assigned())
      .when('attach', { files: [scan('z')] }, by.zhou)
      .then({ fields: { id_scan: [scan(), scan('z')] } });
  });

  test('a file of the wrong kind is refused beside the input', () => {
    given(upTo.awaitingDocuments())
      .when('attach', { files: [{ ...scan(), type: 'application/x-msdownload' }] }, by.customer)
      .thenWrong('files', 'file_type_refused');
  });

  test('closed tickets are not changed any more', () => {
    for (const [type, input] of [
      ['fill', { licence_no: 'X' }],
      ['attach', { files: [scan('x')] }],
      ['assign', { to: 'lin' }],
    ] as const)
      given(upTo.closed())
        .when(type, input, type === 'assign' ? by.wang : by.lin)
        .thenRefused('ticket_closed');
  });
});

describe('words', () => {
  test('a note is internal: nobody is told', () => {
    const outcome = given(upTo.review()).when('note', { text: ' 客户很急 ' }, by.lin, { seen: 1 });
    outcome.then({ type: 'noteAdded', text: '客户很急' });
    expect(outcome.happened().reactions).toMatchObject({ notices: [], posts: [], commands: [] });
    given(upTo.review()).when('note', { text: 'hello' }, by.customer).thenRefused('not_allowed');
    given(upTo.closed()).when('note', { text: '归档' }, by.lin).happened();
  });

  test('a reply reaches the other side: the assignee, or the team while there is none', () => {
    const to = (history: ReturnType<typeof upTo.review>, actor: typeof by.customer | typeof by.zhou) =>
      given(history).when('reply', { text: '在吗' }, actor).happened().reactions.notices;
    expect(to(upTo.review(), by.customer)).toMatchObject([
      {
        to: { to: 'team', id: 'registration' },
        say: 'notice.reply_from_requester',
        params: { text: '在吗' },
        actions: ['reply'],
      },
    ]);
    expect(to(upTo.assigned(), by.customer)).toMatchObject([{ to: { to: 'member', id: 'zhou' } }]);
    expect(to(upTo.assigned(), by.zhou)).toMatchObject([
      {
        to: { to: 'requester', id: 'r1' },
        say: 'notice.reply_from_member',
        params: { by: { person: 'member:zhou' } },
      },
    ]);
  });

  test("a member's reply is a first response, a requester's is not", () => {
    expect(
      given(upTo.review()).when('reply', { text: 'x' }, by.customer).happened().ticket.facts.firstResponseAt,
    ).toBeNull();
    expect(
      given(upTo.review()).when('reply', { text: 'x' }, by.lin).happened().ticket.facts.firstResponseAt,
    ).toBe(START);
  });

  test('a press without words asks for them', () => {
    given(upTo.review()).when('note', {}, by.lin).thenAsks('text');
    given(upTo.review()).when('reply', { text: ' ' }, by.customer).thenAsks('text');
  });
});
