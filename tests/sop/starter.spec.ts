/** A company's first content folder: whatever is chosen and however things are called, it can be published as it is. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { weekSaid } from '../../src/calendar/hours-said.js';
import { type Content, compileContent } from '../../src/sop/content.js';
import { showProblem } from '../../src/sop/problem.js';
import { type StarterAnswers, starter } from '../../src/sop/starter.js';
import { teamNames } from '../../src/sop/team-ids.js';
import { everything } from './shipped.js';

const week = weekSaid('工作日 9:00-12:00 13:30-18:00') ?? {};
const admin = {
  id: 'admin',
  name: '管理员',
  roles: ['admin'],
  locale: 'zh-CN',
  identities: { web: 'admin' },
} as const;
const plain: StarterAnswers = {
  ...{ company: { 'zh-CN': '青禾科技', en: 'Green Grain' }, teams: ['客服组', '税务组'] },
  ...{ tz: 'Asia/Shanghai', week, holidays: true, admin },
  sops: [
    { key: 'company-registration', team: null },
    { key: 'tax-setup', team: '税务组' },
  ],
};

function contentOf(answers: StarterAnswers): Content {
  const compiled = compileContent(starter(everything, answers), everything);
  if ('problems' in compiled) throw new Error(compiled.problems.map(showProblem).join('\n'));
  return compiled.content;
}
const deskOf = (answers: StarterAnswers) =>
  starter(everything, answers).find(({ path }) => path === 'desk.yaml')?.text ?? '';

describe('what is chosen', () => {
  test('comes with what it hands over to, its queues, its hooks, and routines that fit', () => {
    const content = contentOf({ ...plain, sops: [...plain.sops, { key: 'tax-filing', team: null }] });
    expect(Object.keys(content.latest)).toEqual(['company-registration', 'tax-filing', 'tax-setup']);
    expect(content.queues.map(({ id, team }) => [id, team])).toEqual([
      ['registration', 'team'],
      ['tax', 'team-2'],
    ]);
    expect(Object.keys(content.hooks)).toEqual(['payment']);
    expect(content.routines.map(({ key }) => key)).toEqual(['tax_filing']);
    expect(content.reminders.map(({ key }) => key)).toEqual(['licence', 'contract']);
    expect(content.customers.stages.map(({ value }) => value)).toContain('registering');
    expect(Object.keys(content.replies).some((key) => key.startsWith('it_'))).toBe(false);
    expect(content.messages['zh-CN']['say.it_started']).toBeUndefined();
    expect(content.sample).toBe(false);
  });

  test('without an SOP that asks for it there is no hook, no routine, and nobody of the sample', () => {
    const content = contentOf({ ...plain, sops: [{ key: 'it-helpdesk', team: null }] });
    expect([content.hooks, content.routines, content.reminders]).toEqual([{}, [], []]);
    expect(content.customers.stages).toEqual([]);
    expect(content.queues.map(({ id }) => id)).toEqual(['it']);
    expect(content.members).toEqual([
      {
        ...{ id: 'admin', name: '管理员', leader: null, locale: 'zh-CN', identities: { web: 'admin' } },
        ...{ teams: ['team', 'team-2'], roles: ['admin', 'lead'], skills: [] },
      },
    ]);
    expect(content.calendars).toEqual([{ key: 'office', tz: 'Asia/Shanghai', week, holidays: 'cn' }]);
  });

  test('is handed over to the first team unless a team is named', () => {
    const given = contentOf({ ...plain, sops: [{ key: 'it-helpdesk', team: '税务组' }] });
    expect(given.queues.map(({ team }) => team)).toEqual(['team-2']);
  });
});

test('any choice of SOPs, with any names, is without a problem', () => {
  const keys = ['company-registration', 'it-helpdesk', 'tax-filing', 'tax-setup'];
  const name = fc.oneof(
    fc.constantFrom(
      '客服组',
      '客服组',
      '🚀🚀',
      'Sales & Marketing',
      'sales marketing',
      '- x: y',
      '# 一',
      '"',
      "'",
      '{a}',
      'null',
      '1',
      '~',
      '0x1',
      '组'.repeat(300),
      'ÅNGSTRÖM',
      'true',
      '@it',
      ': ',
      '\\',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  );
  const word = name.filter((said) => said.trim() !== '');
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1 }),
      fc.array(name, { maxLength: 6 }),
      word,
      word,
      fc.boolean(),
      (chosen, teams, zh, en, holidays) => {
        const answers: StarterAnswers = {
          ...plain,
          ...{ teams, holidays, company: { 'zh-CN': zh, en } },
          admin: { ...admin, name: zh },
          sops: chosen.map((key, index) => ({ key, team: teams[index] ?? null })),
        };
        const content = contentOf(answers);
        expect(content.company).toEqual({ 'zh-CN': zh, en });
        expect(content.members[0]?.name).toBe(zh);
        const wanted = [...new Set(teams.map((each) => each.trim()))].filter((each) => each !== '');
        expect(content.teams.map((team) => team.name['zh-CN'])).toEqual(
          wanted.length > 0 ? wanted : [zh.trim()],
        );
        // The queues of two teams never meet in one group.
        expect(new Set(content.teams.flatMap(({ chats }) => chats)).size).toBe(content.teams.length);
      },
    ),
    // A company whose name ends in a space called its one team so.
    { numRuns: 60, examples: [[['company-registration'], [], ': ', '!', false]] },
  );
}, 60_000);

test('the desk says before every part what it is, a line an entry', () => {
  expect(deskOf(plain)).toMatchInlineSnapshot(`
"# 服务台：公司、班组、队列、工作时间、成员。改完运行 npx troika check，再说「发布」。
# The desk: company, teams, queues, working hours, members. After editing: npx troika check, then say "publish".

company:
  zh-CN: 青禾科技
  en: Green Grain

# 谁可以在聊天里发布内容（角色）。
# Roles that may publish from chat.
publishers: [ admin, manager ]

# 工作时间。holidays: cn 表示按国务院公布的节假日放假、按调休上班。
# Working hours. "holidays: cn" follows China's official holidays and make-up workdays.
calendars:
  office:
    tz: Asia/Shanghai
    week:
      mon: [ [ "09:00", "12:00" ], [ "13:30", "18:00" ] ]
      tue: [ [ "09:00", "12:00" ], [ "13:30", "18:00" ] ]
      wed: [ [ "09:00", "12:00" ], [ "13:30", "18:00" ] ]
      thu: [ [ "09:00", "12:00" ], [ "13:30", "18:00" ] ]
      fri: [ [ "09:00", "12:00" ], [ "13:30", "18:00" ] ]
    holidays: cn

# 班组。chats 是班组的群，新工单和提醒发到这里；接入聊天平台后把群的地址加进来。
# Teams. "chats" are their group chats; add the groups of a chat platform once it is connected.
teams:
  team: { name: { zh-CN: 客服组, en: 客服组 }, chats: [ web:desk:@team ] }
  team-2: { name: { zh-CN: 税务组, en: 税务组 }, chats: [ web:desk:@team-2 ] }

# 队列：工单在哪里等人受理，由哪个班组负责，按哪份工作时间计时。
# Queues: where tickets wait, which team serves them, in which working hours their clocks run.
queues:
  registration: { name: { zh-CN: 公司注册, en: Company registration }, team: team, calendar: office }
  tax: { name: { zh-CN: 税务, en: Tax }, team: team-2, calendar: office }

# 成员。以后在聊天里说「新成员」「改成员」「离职」就行，不用写在这里。
# Members. From now on say "add member", "edit member" or "offboard" in chat; they need not be written here.
members:
  admin: { name: 管理员, teams: [ team, team-2 ], roles: [ admin, lead ], identities: { web: admin } }

# 外部系统发来的消息触发哪个流转，数据填进哪个字段。
# What a signed message from an outside system sets off, and which fields its data fills.
hooks:
  payment: { paid: { transition: pay, fields: { payment_ref: payment_ref }, order: { ref: payment_ref, amount: amount } } }

# 怎么找到报单人：先回他写来的地方，那里不能发了就按顺序换下一种；短信和公众号通知的模板写在 templates，见 README。
# How requesters are reached: where they wrote, else the next of these; approved templates go under "templates".
reach:
  progress: [ wechat-kf, wechat-oa, mail ]
  asked: [ wechat-kf, wechat-oa, sms, mail ]

# 步骤超时后，下一步操作时要选的原因。
# Reasons to choose from when a late step moves on.
late_reasons:
  requester: { zh-CN: 等待客户, en: Waiting for the customer }
  authority: { zh-CN: 政府部门办理慢, en: The authority was slow }
  workload: { zh-CN: 人手不足, en: Too much work at once }
  mistake: { zh-CN: 资料或操作有误, en: A mistake in the papers or the handling }
  other: { zh-CN: 其他, en: Something else }

# 工时类型：时间记在工单上时选哪一种；hourly 是一小时的成本（元），请改成自己的。
# Kinds of effort: what time on a ticket is logged as. "hourly" is what an hour costs; write your own.
efforts:
  talk: { name: { zh-CN: 沟通, en: Talking }, hourly: 80 }
  papers: { name: { zh-CN: 资料, en: Papers }, hourly: 60 }
  errand: { name: { zh-CN: 跑腿, en: Errand }, hourly: 45.5 }
  review: { name: { zh-CN: 审核, en: Review }, hourly: 120 }

# 客户：等级，要记的字段和日期，客户旅程的各个阶段（按先后）。名单用 npx troika import customers 导入。
# Customers: tiers, the fields and dates kept of them, the stages of the customer journey in order.
customers:
  tiers:
    vip: { zh-CN: 重点客户, en: Key account }
    standard: { zh-CN: 普通客户, en: Standard }
    trial: { zh-CN: 试用客户, en: On trial }
  fields:
    credit_code: { type: text, label: { zh-CN: 统一社会信用代码, en: Unified social credit code }, max: 18 }
    taxpayer: { type: choice, label: { zh-CN: 纳税人类型, en: Taxpayer }, choices: { general: { zh-CN: 一般纳税人, en: General }, small: { zh-CN: 小规模纳税人, en: Small-scale } } }
    finance_phone: { type: phone, label: { zh-CN: 财务电话, en: Finance phone }, personal: true }
  dates:
    licence_expiry: { zh-CN: 执照到期, en: Licence expiry }
    contract_end: { zh-CN: 合同到期, en: Contract end }
  stages:
    interested: { zh-CN: 意向, en: Interested }
    registering: { zh-CN: 注册中, en: Registering }
    served: { zh-CN: 服务中, en: In service }
    renewal: { zh-CN: 待续约, en: Up for renewal }
    left: { zh-CN: 已离开, en: Left }
"
`);
});

test('the same answers give the same files', () => {
  expect(starter(everything, plain)).toEqual(starter(everything, plain));
});

test('names of teams are split as people separate them, each once', () => {
  expect(teamNames(' 客服组、销售组，客服组;\nIT ')).toEqual(['客服组', '销售组', 'IT']);
  expect(teamNames(' 、 ')).toEqual([]);
});
