/** The YAML of `desk.yaml`: the company, its teams, queues, calendars and members, hooks and routines. */
import type { z } from 'zod';
import { calendarSpec } from '../calendar/calendar-spec.js';
import { categoriesFile } from './categories.js';
import { customersFile } from './customers-schema.js';
import { effortsFile } from './efforts.js';
import { escalationFile } from './escalation-schema.js';
import { humanFile } from './human.js';
import { gradingFile } from './priority.js';
import { reachFile } from './reach.js';
import { reminder } from './reminder-schema.js';
import { routine } from './routine-schema.js';
import { routingFile } from './routing.js';
import {
  expecting,
  line,
  name,
  named,
  oneOf,
  oneOrMany,
  pattern,
  shape,
  slug,
  text,
  yesNo,
} from './shape.js';
import { shiftsFile } from './shifts.js';
import { extensionFile, slaFile } from './sla-schema.js';

const team = shape('a team', {
  name: text,
  chats: oneOrMany(
    'addresses of group chats',
    pattern(
      /^[a-z-]+:[^:\s]+:[^:\s]+(:[^:\s]+)?$/u,
      'an address platform:workspace:place',
      'web:desk:registration',
    ),
    'none',
  ).optional(),
  /** What of the overview they look at first. */
  north_star: oneOrMany('metrics', name).optional(),
});

const queue = shape('a queue', { name: text, team: slug, calendar: slug });

const memberId = pattern(/^[a-z][a-z0-9_.-]{0,39}$/u, 'an id of small letters and digits', 'lin');

const member = shape('a member', {
  name: line,
  teams: oneOrMany('teams', slug, 'none'),
  roles: oneOrMany('roles', name),
  /** What they are good at, for the routing rules. */
  skills: oneOrMany('skills', name, 'none').optional(),
  /** Whom they answer to. */
  leader: memberId.optional(),
  locale: oneOf(['zh-CN', 'en']).default('zh-CN'),
  identities: named(
    'accounts by platform',
    pattern(/^[a-z-]{2,20}$/u, 'a platform', 'web, wecom, feishu or slack'),
    line,
  ).optional(),
});

const dataPath = pattern(
  /^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/u,
  'where the value stands in the data',
  'payment_ref or order.ref',
);

const hook = shape('what a hook sets off, { transition: …, fields: … } or { check: …, ok: … }', {
  transition: name.optional(),
  /** A point of a checklist that it answers: where yes or no stands, and why not. */
  check: name.optional(),
  ok: dataPath.optional(),
  reason: dataPath.optional(),
  fields: named('fields to fill', name, dataPath).optional(),
  /** The order that was paid: its reference and, where it is told, the amount. */
  order: shape('an order, { ref: …, amount: … }', { ref: dataPath, amount: dataPath.optional() }).optional(),
}).superRefine(({ transition, check, ok, reason, fields, order }, context) => {
  if ((transition === undefined) === (check === undefined))
    context.addIssue(expecting('either a transition or a check', 'write one of the two'));
  if (check !== undefined && (fields ?? order) !== undefined)
    context.addIssue(expecting('a check without fields and order', 'give those to a hook with a transition'));
  if (check !== undefined && ok === undefined)
    context.addIssue(expecting('where yes or no stands', 'add "ok: <path in data>", such as "ok: in_stock"'));
  if (check === undefined && (ok ?? reason) !== undefined)
    context.addIssue(expecting('ok and reason beside a check', 'add "check: <point>", or remove them'));
});

export const deskFile = shape('the desk', {
  company: text,
  /** Nobody's own: an administrator is offered to set up their company in its place. */
  sample: yesNo.default(false),
  /** Who may publish from chat. */
  publishers: oneOrMany('roles', name).default(['admin']),
  calendars: named('calendars', slug, shape('a calendar', calendarSpec.omit({ key: true }).shape)),
  teams: named('teams', slug, team),
  queues: named('queues', slug, queue),
  /** Roles of your own beside ours, with what they are called. */
  roles: named('roles', name, text).default({}),
  members: named('members', memberId, member),
  hooks: named(
    'hooks',
    slug,
    named('what each type sets off', pattern(/^[a-z][a-z0-9_.-]*$/u, 'a type', 'paid'), hook),
  ).default({}),
  routines: named('routines', slug, routine).default({}),
  reminders: named('reminders', slug, reminder).default({}),
  /** Why a step was late: offered when a late ticket moves on. */
  late_reasons: named('reasons', name, text).default({}),
  /** What the time on a ticket may be logged as. */
  efforts: effortsFile.default({}),
  customers: customersFile.optional(),
  /** What a matter may be about, level by level. */
  categories: categoriesFile.default({}),
  /** Levels of impact and urgency, and the priority each pair of them gives. */
  priority: gradingFile.optional(),
  /** Who of a team is at work when. */
  shifts: shiftsFile.default({}),
  /** Where new tickets go, rule by rule. */
  routing: routingFile.default({}),
  /** Whom a clock that runs out tells, rung by rung. */
  escalation: escalationFile.optional(),
  /** What is promised for which tickets: the first rule that fits counts. */
  sla: slaFile.default({}),
  extensions: extensionFile.optional(),
  /** Where requesters hear of their tickets when nothing may be said where they wrote. */
  reach: reachFile.optional(),
  /** What a requester's call for a person opens, where none of their tickets is open. */
  human: humanFile.optional(),
});

export type DeskFile = z.infer<typeof deskFile>;
