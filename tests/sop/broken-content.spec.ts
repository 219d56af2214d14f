import { expect, test } from '@jest/globals';
import { lineOf, problemsAfter, problemsOf, shipped } from './shipped.js';

const SAY = 'messages/en/say-company-registration.yaml';

type Defect = readonly [
  policy: string,
  file: string,
  from: string,
  to: string,
  at: string,
  message: RegExp,
  mend: RegExp,
];

// biome-ignore format: a table is read by rows
const defects: readonly Defect[] = [
  ['a rule of the SLA is about a category that exists', 'desk.yaml',
    'for: { category: fault, tier: vip }', 'for: { category: falt, tier: vip }', 'category: falt',
    /expected a category, got "falt"/, /did you mean "fault"/],
  ['a rule of the SLA is about a tier that exists', 'desk.yaml',
    'for: { category: fault, tier: vip }', 'for: { category: fault, tier: vipp }', 'tier: vipp',
    /expected a tier of customers, got "vipp"/, /did you mean "vip"/],
  ['a rule of the SLA promises something', 'desk.yaml',
    '    first_response: { within: 4h, warn: 1h }\n    next_response: 4h\n', '', '  vip:\n',
    /expected a rule that promises something/, /add "resolution: 8h"/],
  ['a rule of the SLA can be the first to fit', 'desk.yaml',
    'sla:\n', 'sla:\n  wide:\n    for: { tier: [vip, standard] }\n    resolution: 8h\n', '  vip_fault:\n',
    /can be the first to fit, got one behind wide, which fits whatever this one does/, /move it above wide/],
  ['a north star is a figure that the overview knows', 'desk.yaml',
    'north_star: [open_now, resolution]', 'north_star: [open_now, resolutoin]', 'north_star: [open_now, resolutoin]',
    /expected a metric, got "resolutoin"/, /did you mean "resolution"/],
  ['of more than three none is the first to be looked at', 'desk.yaml',
    'north_star: [response]', 'north_star: [response, opened, done, breaches]', 'north_star: [response, opened',
    /expected 1 to 3 metrics, got 4/, /keep those that matter most/],
  ['a north star is chosen once', 'desk.yaml',
    'north_star: [response]', 'north_star: [response, response]', 'north_star: [response, response]',
    /expected every metric once, got response twice/, /remove one/],
  ['a member belongs to a team that exists', 'desk.yaml',
    'teams: [registration], roles: [lead]', 'teams: [registraton], roles: [lead]', 'teams: [registraton]',
    /expected a team, got "registraton"/, /did you mean "registration"/],
  ['a member id is written once', 'desk.yaml',
    '  zhou: { name', '  lin: { name', '  lin: { name: 周明',
    /expected every name once, got lin twice/, /another name/],
  ['an account is one member\'s', 'desk.yaml',
    'identities: { web: zhou }', 'identities: { web: lin }', '  zhou: {',
    /expected an account of one member, got "lin", which is lin's on web/, /correct one/],
  ['a role is one of ours or of the house\'s own', 'desk.yaml',
    'teams: [registration, it, tax], roles: [manager]', 'teams: [registration, it, tax], roles: [boss]', 'roles: [boss]',
    /expected one of agent, lead, manager, admin, auditor, operator, .*got "boss"/, /add it under "roles"/],
  ['a role of the house\'s own has a name of its own', 'desk.yaml',
    '\nroles:\n', '\nroles:\n  lead: { zh-CN: 头儿, en: Boss }\n', 'lead: { zh-CN: 头儿',
    /expected a role of your own, got "lead"/, /another name/],
  ['whom a member answers to exists', 'desk.yaml',
    'roles: [lead], leader: chen, identities: { web: wang }', 'roles: [lead], leader: cheng, identities: { web: wang }', 'leader: cheng',
    /expected a member, got "cheng"/, /did you mean "chen"/],
  ['nobody answers to themselves, however far round', 'desk.yaml',
    'roles: [manager], identities', 'roles: [manager], leader: wang, identities', '[manager], leader: wang',
    /a circle: chen → wang → chen/, /remove one "leader"/],
  ['a queue is served by a team that exists', 'desk.yaml',
    'team: it, calendar', 'team: itt, calendar', 'team: itt',
    /expected a team, got "itt"/, /did you mean "it"/],
  ['a queue has a calendar that exists', 'desk.yaml',
    'team: tax, calendar: office', 'team: tax, calendar: ofice', 'calendar: ofice',
    /expected a calendar, got "ofice"/, /did you mean "office"/],
  ['a calendar has a zone that exists', 'desk.yaml',
    'tz: Asia/Shanghai', 'tz: Asia/Shangai', 'tz: Asia/Shangai',
    /expected an IANA time zone .* got "Asia\/Shangai"/, /Asia\/Shanghai/],
  ['a calendar has known keys', 'desk.yaml',
    'holidays: cn\n', 'holiday: cn\n', 'holiday: cn\n',
    /expected a calendar, got the unknown key "holiday"/, /did you mean "holidays"/],
  ['a calendar has times of day', 'desk.yaml',
    'fri: [["09:00", "12:00"]', 'fri: [["9", "12:00"]', 'fri: [["9"',
    /expected a time from 00:00 to 24:00, got "9"/, /00:00/],
  ['a calendar has weekdays', 'desk.yaml',
    '      fri:', '      frei:', '      frei:', /expected known keys, got the unknown key "frei"/, /correct it/],
  ['a chat is an address', 'desk.yaml',
    '"web:desk:tax"', '"desk tax"', '"desk tax"',
    /expected an address platform:workspace:place, got "desk tax"/, /web:desk:registration/],
  ['a routing rule leads to a queue that exists', 'desk.yaml',
    '    queue: it\n    to: least_loaded', '    queue: itt\n    to: least_loaded', 'queue: itt',
    /expected a queue, got "itt"/, /did you mean "it"/],
  ['a routing rule asks for a skill that somebody of its team has', 'desk.yaml',
    'skill: erp\n', 'skill: epr\n', 'skill: epr',
    /expected a skill of it, got "epr"/, /did you mean "erp"/],
  ['a routing rule asks for a category that exists', 'desk.yaml',
    'category: consult, tier: vip', 'category: consul, tier: vip', 'category: consul,',
    /expected a category, got "consul"/, /did you mean "consult"/],
  ['a routing rule asks for a tier that exists', 'desk.yaml',
    'category: consult, tier: vip', 'category: consult, tier: vpi', 'tier: vpi',
    /expected a tier of customers, got "vpi"/, /did you mean "vip"/],
  ['a routing rule gives to a member who is there', 'desk.yaml',
    'to: round_robin', 'to: member:zhuo', 'to: member:zhuo',
    /expected a member, got "zhuo"/, /did you mean "zhou"/],
  ['a routing rule gives to a member of the team it leads to', 'desk.yaml',
    '    to: least_loaded\n    skill: erp', '    to: member:lin', 'to: member:lin',
    /expected a member of it, got "lin"/, /did you mean "li"/],
  ['a routing rule gives to a role that exists', 'desk.yaml',
    'to: round_robin', 'to: role:leed', 'to: role:leed',
    /expected a role, got "leed"/, /did you mean "lead"/],
  ['a routing rule gives in a way that exists', 'desk.yaml',
    'to: round_robin', 'to: whoever', 'to: whoever',
    /expected round_robin, least_loaded, member:<id> or role:<role>, got "whoever"/, /least_loaded/],
  ['a routing rule does something', 'desk.yaml',
    '    to: round_robin\n', '', '  key_accounts:',
    /expected a rule that does something/, /add "queue: …"/],
  ['a routing rule stands before one that takes everything', 'desk.yaml',
    '    when: { category: [fault, consult], keyword: [ERP, 财务模块, 财务系统] }\n', '', '  key_accounts:',
    /got key_accounts after erp, which takes all of these/, /put key_accounts before erp/],
  ['a routing rule stands before one that takes more', 'desk.yaml',
    'category: [fault, consult], keyword: [ERP, 财务模块, 财务系统]', 'tier: [vip, trial]', '  key_accounts:',
    /got key_accounts after erp, which takes all of these/, /put key_accounts before erp/],
  ['a routing rule asks for a field that an SOP has', 'desk.yaml',
    'category: consult, tier: vip', 'field: { urgenci: blocked }', 'urgenci',
    /expected a field of an SOP, got "urgenci"/, /did you mean "urgency"/],
  ['a routing rule asks for nothing personal', 'desk.yaml',
    'category: consult, tier: vip', 'sop: company-registration, field: { phone: 138 }', 'phone: 138',
    /expected a field that is not personal, got phone/, /another field/],
  ['a hook sets off a transition open to its source', 'desk.yaml',
    'transition: pay,', 'transition: finish,', 'transition: finish',
    /expected a transition open to source:payment, got "finish"/, /pay/],
  ['a hook fills a field that exists', 'desk.yaml',
    'payment_ref: payment_ref', 'payment_rf: payment_ref', 'payment_rf:',
    /expected a field of an SOP with pay, got "payment_rf"/, /did you mean "payment_ref"/],
  ['a routine is due on days every month has', 'desk.yaml',
    'days: [13, 28]', 'days: [13, 31]', 'days: [13, 31]',
    /expected a day of the month from 1 to 28, got 31/, /28 or less/],
  ['a routine is due on some day', 'desk.yaml',
    'days: [13, 28], at', 'at', '  tax_filing:',
    /expected days or weekdays/, /days: \[13, 28\]/],
  ['a routine is due at a time of day', 'desk.yaml',
    'days: [13, 28], at: "09:00"', 'days: [13, 28], at: 9am', 'at: 9am',
    /expected a time of day, got "9am"/, /09:00/],
  ['a routine tells a queue that exists', 'desk.yaml',
    'tell: tax, say', 'tell: taxes, say', 'tell: taxes',
    /expected a queue, got "taxes"/, /use one of|did you mean/],
  ['a routine says a text that exists', 'desk.yaml',
    'say: tax_filing,', 'say: tax_fling,', 'say: tax_fling',
    /expected a text say.tax_fling in zh-CN, got none/, /messages/],
  ['a routine says a text that needs no ticket', 'desk.yaml',
    'say: tax_filing,', 'say: unpaid,', 'say: unpaid',
    /expected a text without words in braces but \{count\}, got \{company_name\}/, /write the text out/],
  ['a customer tier is named in both languages', 'desk.yaml',
    '{ zh-CN: 试用客户, en: On trial }', '{ zh-CN: 试用客户 }', 'trial: {',
    /"en": expected a text, got nothing/, /add "en: …"/],
  ['customers have known blocks', 'desk.yaml',
    '  stages:\n    interested', '  stage:\n    interested', '  stage:\n',
    /expected customers, .* got the unknown key "stage"/, /did you mean "stages"/],
  ['a stage is named with small letters', 'desk.yaml',
    '    renewal: {', '    Renewal: {', '    Renewal: {',
    /expected a name of small letters, digits and _.* got "Renewal"/, /awaiting_payment/],
  ['a field of customers is no file', 'desk.yaml',
    'credit_code: { type: text,', 'credit_code: { type: file,', 'credit_code: { type: file,',
    /expected one of text, long_text, .* got "file"/, /use one of: text/],
  ['a field of customers is never asked', 'desk.yaml',
    'credit_code: { type: text,', 'credit_code: { ask: intake, type: text,', 'credit_code: { ask',
    /expected a field of customers, got the unknown key "ask"/, /known keys: type, label/],
  ['a choice of customers has choices', 'desk.yaml',
    '      type: choice\n      label: { zh-CN: 纳税人类型', '      type: text\n      label: { zh-CN: 纳税人类型', '    taxpayer:\n',
    /expected choices where the type is choice and nowhere else, got type text/, /type: choice/],
  ['a date of customers is a label', 'desk.yaml',
    'licence_expiry: { zh-CN: 执照到期, en: Licence expiry }', 'licence_expiry: 执照到期', 'licence_expiry: 执照到期',
    /expected a text in both languages, .* got "执照到期"/, /write a text in both languages/],
  ['a field of customers is named unlike what every customer has', 'desk.yaml',
    'finance_phone: {', 'phone: {', '    phone: {',
    /expected a name of its own, got "phone", which is the column phone already/, /one column for each/],
  ['a date of customers is labelled unlike every other column', 'desk.yaml',
    'contract_end: { zh-CN: 合同到期,', 'contract_end: { zh-CN: 财务 电话,', 'contract_end: {',
    /expected a name of its own, got "财务 电话", which is the column fields.finance_phone already/, /another name/],
  ['a routine says how many, and nothing else', 'messages/en/say-tax-setup.yaml',
    '{count} {count|filing is|filings are} open', '{counts} are open', '',
    /expected a text without words in braces but \{count\}, got \{counts\}/, /write the text out/],
  ['a routine opens an SOP that exists', 'desk.yaml',
    'sop: tax-filing,', 'sop: tax-filling,', 'sop: tax-filling',
    /expected an SOP, got "tax-filling"/, /did you mean "tax-filing"/],
  ['a routine means customers by what is kept of them', 'desk.yaml',
    'for: { taxpayer: [general', 'for: { taxpayr: [general', 'for: { taxpayr',
    /expected kind, tier, stage or a field of customers, got "taxpayr"/, /did you mean "taxpayer"/],
  ['a routine means customers by values there are', 'desk.yaml',
    'taxpayer: [general, small]', 'taxpayer: [general, smal]', 'taxpayer: [general, smal]',
    /expected a value of taxpayer, got "smal"/, /did you mean "small"/],
  ['what is copied is known of customers', 'desk.yaml',
    'finance_phone: finance_phone', 'finance_phone: phon', 'finance_phone: phon',
    /expected something of customers, got "phon"/, /use one of/],
  ['what is copied has a place in the ticket', 'desk.yaml',
    'finance_phone: finance_phone', 'finance_phon: finance_phone', 'finance_phon:',
    /expected a field of tax-filing, got "finance_phon"/, /did you mean "finance_phone"/],
  ['what is copied is of the same type', 'desk.yaml',
    'finance_phone: finance_phone', 'finance_phone: contract_end', 'finance_phone: contract_end',
    /expected a field of type date in tax-filing, got finance_phone of type phone/, /into a text/],
  ['a personal value stays personal in the ticket', 'desk.yaml',
    'finance_phone: finance_phone', 'receipt_no: finance_phone', 'receipt_no: finance_phone',
    /expected finance_phone to stay personal/, /personal: true/],
  ['a routine brings all that is asked at the start', 'desk.yaml',
    'period: occurrence, ', '', 'open: {',
    /expected all that tax-filing asks at its start to be copied, got no period/, /nobody to ask/],
  ['a review opens an SOP that exists', 'desk.yaml',
    'sop: review,', 'sop: reviw,', 'sop: reviw',
    /expected an SOP, got "reviw"/, /did you mean "review"/],
  ['a review looks at queues that exist', 'desk.yaml',
    'sop: review,', 'sop: review, of: [it, taxes],', 'of: [it, taxes]',
    /expected a queue, got "taxes"/, /did you mean "tax"|use one of/],
  ['a review knows the week and what was unusual in it', 'desk.yaml',
    'outliers: outliers', 'outliers: outlier', 'outliers: outlier ',
    /expected week or outliers, got "outlier"/, /did you mean "outliers"/],
  ['what a review copies has a place in the ticket', 'desk.yaml',
    'week: week', 'wek: week', 'wek: week',
    /expected a field of review, got "wek"/, /did you mean "week"/],
  ['what was unusual needs a long text', 'desk.yaml',
    'week: week, outliers: outliers', 'week: outliers, outliers: outliers', 'week: outliers',
    /expected a field of type long_text in review, got week of type text/, /type: long_text/],
  ['what was unusual needs room', 'sops/review.v1.yaml',
    'max: 4000', 'max: 400', '',
    /expected room for 2000 characters in outliers of review, got 400/, /2000/],
  ['a review brings all that is asked at the start', 'desk.yaml',
    'copy: { week: week, ', 'copy: { ', 'review: {',
    /expected all that review asks at its start to be copied, got no week/, /nobody to ask/],
  ['a routine opens tickets for customers or a review, not both', 'desk.yaml',
    'tell: affairs, say: review_quiet, review', 'tell: affairs, say: review_quiet, open: { sop: task }, review', '  weekly_review:',
    /expected open or review/, /two routines/],
  ['a reminder rests on a date the house keeps', 'desk.yaml',
    'date: contract_end,', 'date: contract_ends,', 'date: contract_ends',
    /expected a date of customers, got "contract_ends"/, /did you mean "contract_end"/],
  ['a reminder is due before its date or after it', 'desk.yaml',
    'date: contract_end, before: 3d', 'date: contract_end, before: 3d, after: 1h', '  contract: {',
    /expected before or after/, /remove one/],
  ['a reminder does something', 'desk.yaml',
    'tell: requester, say: licence_expiring', '', '  licence: {',
    /expected a reminder that does something/, /open: \{ sop/],
  ['a reminder tells the customer or a queue', 'desk.yaml',
    'tell: registration, say: contract_ending', 'tell: sales, say: contract_ending', 'tell: sales',
    /expected a queue, got "sales"/, /use one of|add it/],
  ['a reminder says a text that needs no ticket', 'desk.yaml',
    'say: contract_ending', 'say: tax_papers_wanted', 'say: tax_papers_wanted',
    /expected a text with \{customer\} and \{date\} alone, got \{company_name\}/, /write the text out/],
  ['a reminder means customers by stages there are', 'desk.yaml',
    'stage: [served, renewal]', 'stage: [served, renewel]', 'stage: [served, renewel]',
    /expected a value of stage, got "renewel"/, /did you mean "renewal"/],
  ['a text is in both languages', SAY,
    '  unpaid: |', '  unpayed: |', '  unpayed: |',
    /expected say.unpayed in both languages, got none in zh-CN/, /messages\/zh-CN/],
  ['a text uses the same words in both languages', SAY,
    'Reason: {reason}\n    Please', 'Reason.\n    Please', '  review_rejected: |',
    /expected the words .*\{reason\}.* of say.review_rejected, got/, /same words/],
  ['a text is a text', SAY,
    'say:\n', 'say:\n  number: 42\n', 'number: 42',
    /expected a text, got 42/, /quotes/],
  ['a word in braces that nobody fills is found', 'messages/zh-CN/say-it-helpdesk.yaml',
    '您报修的「{problem}」已开始处理。', '您报修的「{公司}」已开始处理。', '', /expected the zh-CN text say.it_started to use fields.* got \{公司\}/, /change the text|use one of/],
  ['a canned reply is in both languages', 'replies/it-helpdesk.yaml',
    '{ zh-CN: 请先重启, en: Please restart first }', '{ zh-CN: 请先重启 }', '{ zh-CN: 请先重启 }',
    /"en": expected a text, got nothing/, /add "en: …"/],
  ['a canned reply uses fields of the SOP that offers it', 'sops/company-registration.v1.yaml',
    'replies: [review_pass, review_reject]', 'replies: [it_remote]', 'replies: [it_remote]',
    /expected the canned reply it_remote to use fields of this SOP, got \{place\}/, /add a field place|did you mean/],
  ['what a requester says begins one SOP', 'sops/it-helpdesk.v1.yaml',
    'words: [报障, 报修,', 'words: [注册公司, 报修,', 'words: [注册公司',
    /expected a word of its own, got "注册公司", which begins company-registration/, /another word/],
  ['a personal field is not told in a text', 'sops/tax-setup.v1.yaml',
    'company_name: { type: text,', 'company_name: { type: text, personal: true,', 'enter: {',
    /expected no personal field in a text, got \{company_name\} in say.tax_first_talk/, /leave it out/],
  ['a personal field stays personal across a hand-over', 'sops/tax-setup.v1.yaml',
    'ask: intake, required: true, personal: true', 'ask: intake, required: true', '',
    /expected phone to stay personal/, /personal: true/],
];

test.each(defects)('%s', (_policy, file, from, to, at, message, mend) => {
  const { problems, text } = problemsAfter(file, from, to);
  // Without a marker the defect shows in another file than the one that was edited.
  const found = problems.find(
    (problem) => message.test(problem.message) && (at === '' || problem.file === file),
  );
  expect(found ?? problems).toMatchObject(
    at === '' ? { line: expect.any(Number) } : { line: lineOf(text, at) },
  );
  expect(found?.mend).toMatch(mend);
});

test('a folder without a desk says so', () => {
  expect(problemsOf(shipped.filter(({ path }) => path !== 'desk.yaml'))).toEqual([
    expect.objectContaining({ file: 'desk.yaml', line: 1, message: 'expected a file desk.yaml, got none' }),
  ]);
});

test('an SOP file is named by key and version', () => {
  expect(problemsOf([...shipped, { path: 'sops/notes.yaml', text: 'a: 1' }])).toEqual([
    expect.objectContaining({
      file: 'sops/notes.yaml',
      mend: expect.stringContaining('company-registration.v1.yaml'),
    }),
  ]);
});

test('a language we do not speak is refused, other files are left alone', () => {
  const more = [
    { path: 'messages/fr/say.yaml', text: 'say: { a: b }' },
    { path: 'knowledge/refund.md', text: '# : not yaml {' },
    { path: 'llm/propose.v1.md', text: '{}' },
  ];
  expect(problemsOf([...shipped, ...more]).map(({ file }) => file)).toEqual(['messages/fr/say.yaml']);
});

test('one key in two files of a language is written twice', () => {
  const second = { path: 'messages/en/zz-more.yaml', text: 'say:\n  unpaid: Pay, please.\n' };
  expect(problemsOf([...shipped, second])).toEqual([
    expect.objectContaining({
      file: second.path,
      line: 2,
      message: expect.stringContaining(`say.unpaid once, got it in ${SAY}`),
    }),
  ]);
});

test('one broken file does not hide the problems of the others', () => {
  const files = shipped.map((file) =>
    file.path === 'sops/it-helpdesk.v1.yaml'
      ? { ...file, text: 'sop: [' }
      : file.path === 'sops/tax-setup.v1.yaml'
        ? { ...file, text: file.text.replace('then: close', 'then: shut') }
        : file,
  );
  expect(problemsOf(files).map(({ file }) => file)).toEqual(
    expect.arrayContaining(['sops/it-helpdesk.v1.yaml', 'sops/tax-setup.v1.yaml']),
  );
  expect(problemsOf(files).some(({ file }) => file === 'sops/company-registration.v1.yaml')).toBe(false);
});

test('a file of aliases that would grow without end is refused', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    .concat(
      [...'bcdefgh'].map(
        (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`,
      ),
    )
    .join('\n');
  expect(problemsOf([...shipped, { path: 'messages/en/bomb.yaml', text: bomb }])).toEqual([
    expect.objectContaining({ file: 'messages/en/bomb.yaml', message: expect.stringContaining('alias') }),
  ]);
});
