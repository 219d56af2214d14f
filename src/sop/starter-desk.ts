/** Writes the `desk.yaml` a company begins with: short, and with a word before every part for whoever edits it. */
import { Document, isCollection, isMap, isPair, isScalar, type Pair, parse, Scalar, visit } from 'yaml';
import type { CalendarSpec, TimeWindow } from '../calendar/calendar-spec.js';
import { WEEKDAYS } from '../calendar/day.js';
import type { Locale, Queue, Role, Team, Text } from '../people/people.js';

/** Whoever sets the desk up: from then on also lead of every team. */
export interface StarterAdmin {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly locale: Locale;
  readonly identities: Readonly<Record<string, string>>;
}

export interface StarterDesk {
  readonly company: Text;
  readonly calendar: Omit<CalendarSpec, 'key'>;
  readonly teams: readonly Team[];
  readonly queues: readonly Queue[];
  readonly admin: StarterAdmin & { readonly teams: readonly string[] };
  /** What is taken over from the sample as it stands there: sources with their types, rules by their keys. */
  readonly hooks: readonly (readonly [source: string, types: readonly string[]])[];
  readonly routines: readonly string[];
  readonly reminders: readonly string[];
  /** Roles of the house's own that the SOPs, or those who publish, are named by. */
  readonly roles: readonly string[];
  /** Whether something here is about customers: then what is kept of them comes along. */
  readonly customers: boolean;
  /** Whether the SOP that a call for a person begins is among those chosen. */
  readonly human: boolean;
}

const HEAD = ` 服务台：公司、班组、队列、工作时间、成员。改完运行 npx troika check，再说「发布」。
 The desk: company, teams, queues, working hours, members. After editing: npx troika check, then say "publish".`;

/** What stands before each part, in the words of the shipped desk. */
const NOTES: Readonly<Record<string, string>> = {
  publishers: ` 谁可以在聊天里发布内容（角色）。
 Roles that may publish from chat.`,
  calendars: ` 工作时间。holidays: cn 表示按国务院公布的节假日放假、按调休上班。
 Working hours. "holidays: cn" follows China's official holidays and make-up workdays.`,
  teams: ` 班组。chats 是班组的群，新工单和提醒发到这里；接入聊天平台后把群的地址加进来。
 Teams. "chats" are their group chats; add the groups of a chat platform once it is connected.`,
  queues: ` 队列：工单在哪里等人受理，由哪个班组负责，按哪份工作时间计时。
 Queues: where tickets wait, which team serves them, in which working hours their clocks run.`,
  roles: ` 自己的角色，流程的 by 里就能用。
 Roles of your own; an SOP may name them.`,
  members: ` 成员。以后在聊天里说「新成员」「改成员」「离职」就行，不用写在这里。
 Members. From now on say "add member", "edit member" or "offboard" in chat; they need not be written here.`,
  hooks: ` 外部系统发来的消息触发哪个流转，数据填进哪个字段。
 What a signed message from an outside system sets off, and which fields its data fills.`,
  routines: ` 例行任务：到了这些日子提醒哪个队列，遇节假日怎么办。
 Routines: on which days which queue is reminded, and what a holiday means.`,
  reminders: ` 客户提醒：在客户的某个日期之前或之后自动提醒，每个日期只提醒一次。
 Reminders around the dates of customers, once a date.`,
  customers: ` 客户：等级，要记的字段和日期，客户旅程的各个阶段（按先后）。名单用 npx troika import customers 导入。
 Customers: tiers, the fields and dates kept of them, the stages of the customer journey in order.`,
  efforts: ` 工时类型：时间记在工单上时选哪一种；hourly 是一小时的成本（元），请改成自己的。
 Kinds of effort: what time on a ticket is logged as. "hourly" is what an hour costs; write your own.`,
  reach: ` 怎么找到报单人：先回他写来的地方，那里不能发了就按顺序换下一种；短信和公众号通知的模板写在 templates，见 README。
 How requesters are reached: where they wrote, else the next of these; approved templates go under "templates".`,
  human: ` 客户说「转人工」而手上没有工单时，按这个流程开一张。
 Which SOP a requester's "human" begins, where none of their tickets is open.`,
  late_reasons: ` 步骤超时后，下一步操作时要选的原因。
 Reasons to choose from when a late step moves on.`,
};

/** `sample`: the desk it takes parts over from. */
export function starterDesk(desk: StarterDesk, sample: string): string {
  const document = new Document(fileOf(desk, parse(sample)));
  document.commentBefore = HEAD;
  if (isMap(document.contents)) for (const pair of document.contents.items) note(pair as Pair);
  visit(document, {
    // On one line what is read at a glance: a map or list of plain values.
    Collection(_, node, path) {
      const depth = path.filter((above) => isCollection(above)).length;
      const customers = path.some(
        (above) => isPair(above) && isScalar(above.key) && above.key.value === 'customers',
      );
      // Tiers, fields, dates and stages are lists of their own.
      const lines = customers && depth === 2;
      if (depth > 0 && !lines && !isPartOfDesk(node, depth)) node.flow = true;
    },
    Scalar(key, node) {
      // Times are read as texts by every reader when they are quoted.
      if (key !== 'key' && typeof node.value === 'string' && /^\d\d:\d\d$/u.test(node.value))
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The second level of a part stands a line each, and a calendar's and its week's lines too. */
function isPartOfDesk(node: unknown, depth: number): boolean {
  if (!isMap(node)) return false;
  return depth === 1 || node.has('tz') || node.items.some(({ key }) => isScalar(key) && isDay(key.value));
}

const isDay = (key: unknown): boolean => (WEEKDAYS as readonly unknown[]).includes(key);

function note({ key }: Pair): void {
  if (!isScalar(key)) return;
  const comment = NOTES[String(key.value)];
  if (comment === undefined) return;
  key.commentBefore = comment;
  key.spaceBefore = true;
}

interface SampleDesk {
  readonly [part: string]: Readonly<Record<string, unknown>> | undefined;
}

/** What the file says; a part without anything in it is left out. */
function fileOf(desk: StarterDesk, sample: SampleDesk): object {
  const { company, calendar, teams, queues, admin, hooks } = desk;
  const { id, name, locale, identities } = admin;
  return {
    company,
    ...whole('publishers', sample),
    calendars: { office: calendarOf(calendar) },
    teams: Object.fromEntries(teams.map((team) => [team.id, { name: team.name, chats: team.chats }])),
    queues: Object.fromEntries(
      queues.map((queue) => [queue.id, { name: queue.name, team: queue.team, calendar: queue.calendar }]),
    ),
    ...part('roles', Object.entries(named(desk.roles, sample.roles))),
    members: {
      [id]: {
        name,
        teams: admin.teams,
        roles: admin.roles,
        ...(locale === 'zh-CN' ? {} : { locale }),
        ...(Object.keys(identities).length > 0 ? { identities } : {}),
      },
    },
    ...part(
      'hooks',
      hooks.map(([source, types]) => [source, named(types, sample.hooks?.[source])]),
    ),
    ...part('routines', inOffice(named(desk.routines, sample.routines))),
    ...part('reminders', inOffice(named(desk.reminders, sample.reminders))),
    ...whole('priority', sample),
    ...whole('reach', sample),
    ...(desk.human ? whole('human', sample) : {}),
    ...whole('late_reasons', sample),
    ...whole('efforts', sample),
    ...(desk.customers ? whole('customers', sample) : {}),
  };
}

const whole = (name: string, sample: SampleDesk) => (sample[name] ? { [name]: sample[name] } : {});

function part(name: string, entries: readonly (readonly [string, unknown])[]): object {
  return entries.length > 0 ? { [name]: Object.fromEntries(entries) } : {};
}

/** The entries of a part that are wanted. */
function named(keys: readonly string[], of: unknown): Readonly<Record<string, unknown>> {
  const all = (of ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(keys.map((key) => [key, all[key]]));
}

/** There is one calendar. */
function inOffice(rules: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(rules).map(([key, rule]) => {
    const written = rule as object;
    return [key, 'calendar' in written ? { ...written, calendar: 'office' } : written];
  });
}

function calendarOf({ tz, week, holidays }: StarterDesk['calendar']): object {
  const days = WEEKDAYS.flatMap((day) => (week[day] ? [[day, windows(week[day])]] : []));
  return { tz, week: Object.fromEntries(days), ...(holidays ? { holidays } : {}) };
}

const windows = (of: readonly TimeWindow[]): string[][] => of.map(([from, to]) => [from, to]);
