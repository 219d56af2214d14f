/** What a difference says: one line a change, in words a person in a group understands; nothing that changed is left out. */
import { describe, expect, test } from '@jest/globals';
import { differenceBlocks } from '../../src/cards/difference.js';
import { plainLines } from '../../src/cards/plain.js';
import type { Locale } from '../../src/people/people.js';
import { type Content, compileContent } from '../../src/sop/content.js';
import { differenceOf } from '../../src/sop/difference.js';
import { showProblem } from '../../src/sop/problem.js';
import { wordingAt } from '../cards/words.js';
import { everything } from './shipped.js';

type Replacement = readonly [file: string, from: string, to: string];

const REGISTRATION = 'sops/company-registration.v1.yaml';

function contentWith(replacements: readonly Replacement[]): Content {
  const files = replacements.reduce((all, [file, from, to]) => {
    const found = all.find(({ path }) => path === file);
    if (!found?.text.includes(from)) throw new Error(`expected ${from} in ${file}`);
    return all.map((each) => (each === found ? { ...each, text: each.text.replace(from, to) } : each));
  }, everything);
  return compiled(files);
}

function compiled(files: typeof everything): Content {
  const result = compileContent(files);
  if ('problems' in result) throw new Error(result.problems.map(showProblem).join('\n'));
  return result.content;
}

const shipped = compiled(everything);

function said(after: Content, locale: Locale = 'zh-CN', before = shipped, most = 99): string[] {
  const blocks = differenceBlocks(differenceOf(before, after), wordingAt(undefined, locale), most);
  return blocks.flatMap((block) => plainLines(block, locale));
}

// biome-ignore format: a table is read by rows
const changes: readonly (readonly [what: string, ...change: Replacement, lines: readonly string[]])[] = [
  ['a limit', REGISTRATION, 'within: 4h, clock: business, warn: 30m', 'within: 6h, clock: business, warn: 1h',
    ['公司注册', '· 状态「资料审核」时限：4 小时 → 6 小时', '· 状态「资料审核」提前提醒：30 分钟 → 1 小时']],
  ['the clock of a limit', REGISTRATION, 'within: 3d, clock: business', 'within: 3d, clock: calendar',
    ['公司注册', '· 状态「已指派」计时：按工作时间 → 按自然时间']],
  ['a group', REGISTRATION, '    owner: assignee\n', '    owner: assignee\n    group: true\n',
    ['公司注册', '· 状态「已指派」建群：否 → 是']],
  ['a new check', REGISTRATION, 'scan_readable:', 'seal: { zh-CN: 公章清晰, en: The seal is clear }\n      scan_readable:',
    ['公司注册', '· 新增确认事项「资料审核 › 公章清晰」']],
  ['a field that is demanded', REGISTRATION, 'payment_ref: { type: text,', 'payment_ref: { type: text, required: true,',
    ['公司注册', '· 字段「支付单号」必填：否 → 是']],
  ['an input', REGISTRATION, 'zh-CN: 驳回原因, en: Why }, required: true, max: 200', 'zh-CN: 驳回原因, en: Why }, required: true, max: 100',
    ['公司注册', '· 填写项「驳回 › 驳回原因」上限：200 → 100']],
  ['who may', REGISTRATION, 'by: [requester, agent]', 'by: [requester, agent, lead]',
    ['公司注册', '· 流转「提交资料」谁可以做：报单人、坐席 → 报单人、坐席、组长']],
  ['one hand instead of two', REGISTRATION, '    two_hands: [lead, agent]\n', '',
    ['公司注册', '· 流转「审核通过并指派」谁要同意：组长、坐席 → 无']],
  ['a condition', REGISTRATION, 'when: { within: 7d }', 'when: { within: 14d }',
    ['公司注册', '· 流转「重新打开」条件：7 天内 → 14 天内']],
  ['an effect', REGISTRATION, 'do: { tell: requester, say: registration_closed }', 'do: none',
    ['公司注册', '· 流转「确认并关闭」做什么：告诉报单人（registration_closed） → 无']],
  ['a reminder', REGISTRATION, 'unpaid: { in: [awaiting_payment], after: 2h, clock: calendar, repeat: 1d, times: 3', 'unpaid: { in: [awaiting_payment], after: 1h30m, clock: calendar, repeat: 1d, times: 2',
    ['公司注册', '· 定时器「unpaid」多久以后：2 小时 → 1 小时 30 分钟', '· 定时器「unpaid」次数：3 → 2']],
  ['a new name', REGISTRATION, '{ zh-CN: 已指派, en: Assigned }', '{ zh-CN: 办理中, en: Assigned }',
    ['公司注册', '· 状态「办理中」名称：已指派 → 办理中']],
  ['a name in the other language', REGISTRATION, '{ zh-CN: 已指派, en: Assigned }', '{ zh-CN: 已指派, en: Being done }',
    ['公司注册', '· 状态「已指派」名称（英文）：Assigned → Being done']],
  ['what begins it', REGISTRATION, 'words: [注册公司, 我要注册公司,', 'words: [注册公司, 开公司,',
    ['公司注册', '· 流程「公司注册」说法：注册公司、我要注册公司、公司注册、… → 注册公司、开公司、公司注册、…']],
  ['what a call for a person begins', 'desk.yaml', 'human: { sop: it-consult }\n', '',
    ['公司与人员', '· 说法「转人工」自动开单：it-consult → 无']],
  ['a team', 'desk.yaml', '{ zh-CN: 税务组, en: Tax }, chats: ["web:desk:tax"]', '{ zh-CN: 财税组, en: Tax }, chats: ["web:desk:fin"]',
    ['公司与人员', '· 班组「财税组」名称：税务组 → 财税组', '· 班组「财税组」群：web:desk:tax → web:desk:fin']],
  ['a queue', 'desk.yaml', 'team: tax, calendar: office', 'team: it, calendar: office',
    ['公司与人员', '· 队列「税务」班组：税务组 → IT 服务台']],
  ['a member who is promoted', 'desk.yaml', 'name: 林晓, teams: [registration], roles: [agent], leader: wang', 'name: 林晓, teams: [registration], roles: [agent, lead], leader: chen',
    ['公司与人员', '· 成员「林晓」角色：坐席 → 坐席、组长', '· 成员「林晓」直属上级：王芳 → 陈静']],
  ['a member who is written no more', 'desk.yaml', '  yu: { name: 于倩, teams: [affairs], roles: [agent], leader: tang, identities: { web: yu } }\n', '',
    ['公司与人员', '· 成员「于倩」不再写在文件里（人还在系统里；离职请说「离职」）']],
  ['routing rules', 'desk.yaml', 'keyword: [ERP, 财务模块, 财务系统] }\n    queue: it\n    to: least_loaded\n', 'keyword: [ERP] }\n    queue: it\n    to: round_robin\n',
    ['公司与人员', '· 分派规则「ERP 和财务系统」条件：category › fault、consult、keyword › ERP、财务模块、财务系统 → category › fault、consult、keyword › ERP', '· 分派规则「ERP 和财务系统」分给谁：least_loaded → round_robin']],
  ['a role of the house\'s own', 'desk.yaml', '\nroles:\n', '\nroles:\n  cashier: { zh-CN: 出纳, en: Cashier }\n',
    ['公司与人员', '· 新增自己的角色「出纳」']],
  ['working hours', 'desk.yaml', 'fri: [["09:00", "12:00"], ["13:30", "18:00"]]', 'fri: [["09:00", "12:00"]]',
    ['公司与人员', '· 工作时间「office」周五：09:00–12:00、13:30–18:00 → 09:00–12:00']],
  ['an outside message', 'desk.yaml', 'ref: payment_ref, amount: amount', 'ref: payment_ref, amount: total',
    ['公司与人员', '· 外部消息「payment/paid」订单：payment_ref、amount → payment_ref、total']],
  ['a routine', 'desk.yaml', 'days: [13, 28], at: "09:00", calendar: office, on_holiday: previous', 'days: [10, 28], at: "08:30", calendar: office, on_holiday: next',
    ['公司与人员', '· 例行任务「tax_filing」日期：13、28 → 10、28', '· 例行任务「tax_filing」几点：09:00 → 08:30', '· 例行任务「tax_filing」遇节假日：提前到上一个工作日 → 推迟到下一个工作日']],
  ['who may publish', 'desk.yaml', 'publishers: [admin, manager]', 'publishers: admin',
    ['公司与人员', '· 权限「聊天里发布」谁可以做：管理员、经理 → 管理员']],
  ['a reason for lateness', 'desk.yaml', 'workload: { zh-CN: 人手不足,', 'workload: { zh-CN: 忙不过来,',
    ['公司与人员', '· 超时原因「忙不过来」名称：人手不足 → 忙不过来']],
  ['a text', 'messages/zh-CN/ui.yaml', '好的，已取消。', '没问题，取消了。',
    ['话术与文字', '· 文字「dialogue.cancelled」内容：好的，已取消。随时可以重新开始。 → 没问题，取消了。随时可以重新开始。']],
];

describe('said in a line', () => {
  test.each(changes)('%s', (_what, file, from, to, lines) => {
    expect(said(contentWith([[file, from, to]]))).toEqual(lines);
  });

  test('a new procedure and one that is gone', () => {
    const without = compiled(everything.filter(({ path }) => !path.startsWith('sops/promotion')));
    expect(said(without)).toEqual(['活动报名', '· 去掉流程「活动报名」']);
    expect(said(shipped, 'zh-CN', without)).toEqual(['活动报名', '· 新增流程「活动报名」']);
    expect(said(shipped, 'en', without)).toContainEqual(expect.stringMatching(/^· new procedure “.+”$/u));
  });

  test('a new version with a state more, and another order of the main line', () => {
    const file = everything.find(({ path }) => path === REGISTRATION);
    const second = (file?.text ?? '')
      .replace('version: 1', 'version: 2')
      .replace(
        '  assigned:\n    category: open',
        '  filing:\n    category: open\n    label: { zh-CN: 递交, en: Filing }\n    owner: assignee\n  assigned:\n    category: open',
      )
      .replace(
        '  finish:\n',
        '  file:\n    label: { zh-CN: 递交, en: File }\n    words: [递交了]\n    from: assigned\n    to: filing\n    by: [assignee]\n    when: always\n    do: none\n  file_done:\n    label: { zh-CN: 递交完成, en: Filed }\n    words: [递交完成]\n    from: filing\n    to: registered\n    by: [assignee]\n    when: { has: [licence_no] }\n    do: none\n  finish:\n',
      );
    const files = [...everything, { path: 'sops/company-registration.v2.yaml', text: second }];
    expect(said(compiled(files))).toEqual([
      '公司注册',
      '· 流程「公司注册」版本：1 → 2',
      '· 新增状态「递交」',
      '· 新增流转「递交」',
      '· 新增流转「递交完成」',
    ]);
    // And the way back says the opposite.
    expect(said(shipped, 'zh-CN', compiled(files))).toEqual([
      '公司注册',
      '· 流程「公司注册」版本：2 → 1',
      '· 去掉状态「递交」',
      '· 去掉流转「递交」',
      '· 去掉流转「递交完成」',
    ]);
  });

  test('the order of the questions', () => {
    const name = everything.find(({ path }) => path === REGISTRATION)?.text ?? '';
    const company = /\n {2}company_name:\n(?: {4}.*\n)+/u.exec(name)?.[0].slice(1) ?? '';
    const after = contentWith([
      [REGISTRATION, company, ''],
      [REGISTRATION, '  payment_ref:', `${company}  payment_ref:`],
    ]);
    expect(said(after)).toEqual(['公司注册', '· 字段的先后顺序变了']);
  });

  test('nothing, when only comments, layout and the order of files changed', () => {
    const files = [...everything].reverse().map(({ path, text }) => ({ path, text: `# 新的注释\n${text}` }));
    expect(differenceOf(shipped, compiled(files))).toEqual([]);
    expect(said(compiled(files))).toEqual(['没有差别，只是注释或排版变了。']);
  });

  test('a long text is cut around what changed, and what is too much is counted', () => {
    const long = contentWith([
      ['messages/zh-CN/ui.yaml', '比如“我要注册公司”', '例如“我要开公司”'],
      [REGISTRATION, 'within: 4h', 'within: 5h'],
    ]);
    const text = said(long).at(-1) ?? '';
    expect(text).toMatch(/^· 文字「welcome.requester」内容：….*比如.* → ….*例如/u);
    expect(text.length).toBeLessThan(140);
    expect(said(long, 'zh-CN', shipped, 1)).toEqual([
      '公司注册',
      '· 状态「资料审核」时限：4 小时 → 5 小时',
      '还有 1 处没有列出。',
    ]);
  });
});

/** Every leaf of a content with what stands there changed, one at a time. */
function* mutants(value: unknown, path: readonly string[] = []): Iterable<[path: string, mutant: unknown]> {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value) && value.length > 0) yield [path.join('.'), value.slice(0, -1)];
    for (const [key, inner] of Object.entries(value))
      for (const [where, mutant] of mutants(inner, [...path, key])) {
        const copy = Array.isArray(value) ? [...value] : { ...value };
        (copy as Record<string, unknown>)[key] = mutant;
        yield [where, copy];
      }
    return;
  }
  // What is absent says nothing of what would stand there.
  if (value === null) return;
  yield [
    path.join('.'),
    typeof value === 'number' ? value + 60_000 : typeof value === 'boolean' ? !value : `${value}x`,
  ];
}

test('nothing that changes goes unmentioned, whatever it is', () => {
  const { sops: _, messages, ...content } = shipped;
  const silent: string[] = [];
  let tried = 0;
  for (const [path, mutant] of mutants(content)) {
    // A key is a name: elsewhere it is what the thing is called by, and not said twice.
    if (/^latest\..*\.key$/u.test(path)) continue;
    // What a timer is counted from shows in the date that stands beside it.
    if (path.endsWith('.start.from')) continue;
    // Written the short way an approval says the same.
    if (path.endsWith('.approval.written')) continue;
    tried += 1;
    const after = { ...(mutant as Content), sops: shipped.sops, messages };
    if (differenceOf(shipped, after).length === 0) silent.push(path);
  }
  expect(tried).toBeGreaterThan(500);
  expect(silent).toEqual([]);
});
