import { expect, test } from '@jest/globals';
import { compileSop } from '../../src/sop/compile.js';
import { compileContent } from '../../src/sop/content.js';
import { showProblem } from '../../src/sop/problem.js';
import { everything, shipped, shippedContent, shippedSop } from './shipped.js';

test('the shipped content compiles without a problem', () => {
  const compiled = compileContent(everything);
  expect('problems' in compiled ? compiled.problems.map(showProblem) : []).toEqual([]);
});

test('every version of an SOP is kept, and the newest begins new tickets', () => {
  const sop = shipped.find(({ path }) => path === 'sops/tax-setup.v1.yaml');
  const second = {
    path: 'sops/tax-setup.v2.yaml',
    text: String(sop?.text).replace('version: 1', 'version: 2'),
  };
  const compiled = compileContent([second, ...shipped]);
  if ('problems' in compiled) throw new Error(compiled.problems.map(showProblem).join('\n'));
  expect(Object.keys(compiled.content.sops)).toEqual(expect.arrayContaining(['tax-setup@1', 'tax-setup@2']));
  expect(compiled.content.latest['tax-setup']?.version).toBe(2);
  expect(compiled.content.latest['company-registration']?.version).toBe(1);
});

test('company registration asks for name and phone before it opens, and keeps phone and ID personal', () => {
  const { fields } = shippedSop('company-registration');
  expect(Object.values(fields).flatMap(({ key, intake }) => (intake ? [key] : []))).toEqual([
    'company_name',
    'phone',
  ]);
  expect(Object.values(fields).flatMap(({ key, personal }) => (personal ? [key] : []))).toEqual([
    'phone',
    'id_scan',
  ]);
  expect(fields.id_scan).toMatchObject({ accept: ['image/*', 'application/pdf'], maxMb: 20 });
});

test('paying is open to the payment source and the lead, and to nobody else', () => {
  const { transitions } = shippedSop('company-registration');
  expect(transitions.pay?.by).toEqual(['source:payment', 'lead']);
  expect(transitions.pay?.when).toEqual([{ guard: 'has', fields: ['payment_ref'] }]);
});

test('review lasts four working hours, warns half an hour before, and asks for a reason once late', () => {
  expect(shippedSop('company-registration').states.review?.limit).toEqual({
    within: { days: 0, ms: 4 * 3_600_000 },
    clock: 'business',
    warn: { days: 0, ms: 30 * 60_000 },
    lateReason: true,
    sorry: 'work_delayed',
  });
});

test('assigning takes two hands, a ticked checklist and a member, and tells the requester', () => {
  const assign = shippedSop('company-registration').transitions.assign;
  expect(assign).toMatchObject({
    approval: { by: ['role:lead', 'role:agent'], quorum: 1 },
    when: [{ guard: 'checklist_done' }],
  });
  expect(assign?.input).toMatchObject([{ key: 'to', type: 'member', required: true }]);
  expect(assign?.do).toEqual([
    { effect: 'assign', input: 'to' },
    { effect: 'tell', tell: 'requester', say: 'assigned', once: false },
  ]);
});

test('a finished registration opens the tax SOP with name and phone copied', () => {
  expect(shippedSop('company-registration').transitions.finish?.do).toContainEqual({
    effect: 'open',
    sop: 'tax-setup',
    copy: { company_name: 'company_name', phone: 'phone' },
    queue: null,
    wait: null,
  });
});

test('an unpaid order is reminded after two hours, then daily, three times in all', () => {
  expect(shippedSop('company-registration').timers.unpaid).toEqual({
    key: 'unpaid',
    in: ['awaiting_payment'],
    start: { from: 'entry', after: { days: 0, ms: 2 * 3_600_000 } },
    clock: 'calendar',
    repeat: { days: 1, ms: 0 },
    times: 3,
    tell: 'requester',
    say: 'unpaid',
    // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the contract; a timer is never awaited.
    then: null,
    when: [],
  });
});

test('the payment hook fills the payment reference, the warehouse answers for the stock, tax filing is due on the 13th and 28th, and the review on Mondays', () => {
  const { hooks, routines } = shippedContent();
  expect(hooks).toEqual({
    payment: {
      paid: {
        transition: 'pay',
        fields: { payment_ref: 'payment_ref' },
        order: { ref: 'payment_ref', amount: 'amount' },
      },
    },
    stock: { checked: { check: 'in_stock', ok: 'in_stock', reason: 'reason' } },
  });
  const plain = { name: null, owner: null, by: null, report: null };
  expect(routines).toEqual([
    {
      ...plain,
      ...{ key: 'tax_filing', days: [13, 28], weekdays: [], at: '09:00' },
      ...{ calendar: 'office', onHoliday: 'previous', tell: 'tax', say: 'tax_filing' },
      open: {
        sop: 'tax-filing',
        meant: { taxpayer: ['general', 'small'] },
        copy: { company_name: 'name', period: 'occurrence', finance_phone: 'finance_phone' },
      },
      review: null,
    },
    {
      ...plain,
      ...{ key: 'weekly_review', days: [], weekdays: [1], at: '09:00' },
      ...{ calendar: 'office', onHoliday: 'next', tell: 'affairs', say: 'review_quiet', open: null },
      review: {
        ...{ sop: 'review', of: [], wait: { days: 3, ms: 0 }, always: false },
        copy: { week: 'week', outliers: 'outliers' },
      },
    },
  ]);
});

test('texts that report a change of state name who handles it and what comes next', () => {
  const { messages } = shippedContent();
  for (const locale of ['zh-CN', 'en'] as const)
    for (const say of [
      'payment_received',
      'review_rejected',
      'assigned',
      'registered',
      'tax_started',
      'it_resolved',
    ])
      expect(messages[locale][`say.${say}`]).toMatch(/(?=.*\{assignee\})(?=.*\{next\})/s);
});

test('a step of staff without a limit has the house limit, and one that says "none" has none', () => {
  const silent = {
    path: 'sops/it-helpdesk.v1.yaml',
    from: '    limit: { within: 30m, clock: business, warn: 10m }\n',
  };
  const withLimit = (limit: string) => {
    const compiled = compileContent(
      shipped.map((file) =>
        file.path === silent.path ? { ...file, text: file.text.replace(silent.from, limit) } : file,
      ),
    );
    if ('problems' in compiled) throw new Error(compiled.problems.map(showProblem).join('\n'));
    return compiled.content.latest['it-helpdesk']?.states.new?.limit;
  };
  expect(withLimit('')).toEqual({
    within: { days: 1, ms: 0 },
    clock: 'business',
    warn: null,
    lateReason: false,
  });
  expect(withLimit('    limit: none\n')).toBeNull();
  expect(shippedSop('it-helpdesk').states.waiting?.limit).toBeNull();
});

test('names an object inherits are not states, transitions or texts', () => {
  const { latest, messages, hooks } = shippedContent();
  const sop = latest['company-registration'];
  expect(latest.constructor).toBeUndefined();
  expect(sop?.states.constructor).toBeUndefined();
  expect(sop?.transitions.toString).toBeUndefined();
  expect(messages.en.constructor).toBeUndefined();
  expect(hooks.constructor).toBeUndefined();
});

test('an SOP compiles by itself against what it is told there is, and says all that is missing at once', () => {
  const source = shipped.find(({ path }) => path === 'sops/tax-setup.v1.yaml');
  if (!source) throw new Error('expected the tax SOP among the shipped files');
  const { messages, customers } = shippedContent();
  const known = {
    messages,
    queues: ['tax'],
    roles: ['agent', 'lead'],
    members: [],
    sources: [],
    sops: {},
    replies: { tax_opening: [], tax_points: [] },
    customers,
    tables: [],
  };
  expect(compileSop(source, known)).toMatchObject({ sop: { key: 'tax-setup', version: 1, queue: 'tax' } });
  const nothing = {
    messages: { 'zh-CN': {}, en: {} },
    queues: [],
    roles: [],
    members: [],
    sources: [],
    sops: {},
    replies: {},
    customers: { tiers: [], fields: {}, dates: {}, stages: [] },
    tables: [],
  };
  const refused = compileSop(source, nothing);
  const lines = 'problems' in refused ? refused.problems.map(showProblem) : [];
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^sops\/tax-setup\.v1\.yaml:7:8 expected a queue, got "tax"; add it to desk\.yaml$/,
    ),
  );
  // Two queues, two roles, two replies, four texts in two languages.
  expect(lines).toHaveLength(2 + 2 + 2 + 4 * 2);
});
