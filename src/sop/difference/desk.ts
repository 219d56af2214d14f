/** Two versions of the desk: company, teams, queues, members, calendars, hooks, routines, reasons for lateness. */
import type { CalendarSpec, TimeWindow } from '../../calendar/calendar-spec.js';
import { WEEKDAYS, type Weekday } from '../../calendar/day.js';
import type { Queue, Team, Text } from '../../people/people.js';
import type { Content, Hook, MemberSeed, Reminder, Routine } from '../content-form.js';
import type { Selection } from '../selection.js';
import { changesOfCategories } from './categories.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { changesOfCustomers } from './customers.js';
import { changesOfEscalation } from './escalation.js';
import { changesOfGrading } from './grading.js';
import { changesOfReach } from './reach.js';
import { changesOfRouting } from './routing.js';
import { all, around, duration, inside, names, plain, type Said, text, yes } from './said.js';
import { changesOfShifts } from './shifts.js';
import { changesOfSla } from './sla.js';

export function changesOfDesk(before: Content, after: Content, role: (key: string) => Said): Change[] {
  const labels = (of: readonly (Team | Queue)[]) =>
    Object.fromEntries(of.map(({ id, name }) => [id, { label: name }]));
  const team = names(labels(before.teams), labels(after.teams));
  const queue = names(labels(before.queues), labels(after.queues));
  return [
    ...changesOf(COMPANY, [before], [after]),
    ...changesOf(publishingKind(role), [before], [after]),
    ...changesOf(TEAM, teamsOf(before), teamsOf(after)),
    ...changesOf(queueKind(team), before.queues, after.queues),
    ...changesOf(ROLE, Object.entries(before.roles), Object.entries(after.roles)),
    ...changesOf(memberKind(team, role, memberNames(before, after)), before.members, after.members),
    ...changesOf(CALENDAR, before.calendars, after.calendars),
    ...changesOf(HOOK, hooksOf(before), hooksOf(after)),
    ...changesOf(routineKind(queue), before.routines, after.routines),
    ...changesOf(reminderKind(queue), before.reminders, after.reminders),
    ...changesOfCustomers(before.customers, after.customers),
    ...changesOfCategories(before.categories, after.categories),
    ...changesOfGrading(before.grading, after.grading),
    ...changesOfRouting(before.routing, after.routing),
    ...changesOfShifts(before.shifts, after.shifts, { team, member: memberNames(before, after) }),
    ...changesOfEscalation(before.escalation, after.escalation, role),
    ...changesOfSla(before, after),
    ...changesOfReach(before.reach, after.reach),
    ...changesOf(HUMAN, [before], [after]),
    ...changesOf(LATE_REASON, before.lateReasons, after.lateReasons),
    ...changesOf(EFFORT, before.efforts, after.efforts),
  ];
}

const COMPANY: Kind<Pick<Content, 'company' | 'sample'>> = {
  item: 'company',
  key: () => 'company',
  name: ({ company }) => text(company),
  aspects: { name: ({ company }) => text(company), sample: ({ sample }) => yes(sample) },
};

const publishingKind = (role: (key: string) => Said): Kind<Pick<Content, 'publishers'>> => ({
  item: 'publishing',
  key: () => 'publishing',
  name: () => ({ message: 'difference.publishing' }),
  aspects: { by: ({ publishers }) => all(publishers.map(role)) },
});

const HUMAN: Kind<Pick<Content, 'human'>> = {
  item: 'human',
  key: () => 'human',
  name: () => ({ message: 'difference.human' }),
  aspects: { opens: ({ human }) => plain(human) },
};

const ROLE: Kind<readonly [key: string, label: Text]> = {
  item: 'role',
  key: ([key]) => key,
  name: ([, label]) => text(label),
  aspects: { name: ([, label]) => text(label) },
};

/** A leader may be somebody who is written no more. */
function memberNames(before: Content, after: Content): (id: string) => string {
  const known = new Map([...before.members, ...after.members].map(({ id, name }) => [id, name]));
  return (id) => known.get(id) ?? id;
}

type ChosenTeam = Team & { readonly northStar: readonly string[] };

const teamsOf = ({ teams, northStars }: Content): readonly ChosenTeam[] =>
  teams.map((team) => ({ ...team, northStar: northStars[team.id] ?? [] }));

const TEAM: Kind<ChosenTeam> = {
  item: 'team',
  key: ({ id }) => id,
  name: ({ name }) => text(name),
  aspects: {
    name: ({ name }) => text(name),
    chats: ({ chats }) => all(chats),
    north_star: ({ northStar }) => all(northStar.map((metric) => ({ message: `report.overview.${metric}` }))),
  },
};

const queueKind = (team: (key: string) => Said): Kind<Queue> => ({
  item: 'queue',
  key: ({ id }) => id,
  name: ({ name }) => text(name),
  aspects: {
    name: ({ name }) => text(name),
    team: (queue) => team(queue.team),
    calendar: ({ calendar }) => calendar,
  },
});

const memberKind = (
  team: (key: string) => Said,
  role: (key: string) => Said,
  member: (id: string) => string,
): Kind<MemberSeed> => ({
  item: 'member',
  key: ({ id }) => id,
  name: ({ name }) => name,
  aspects: {
    name: ({ name }) => name,
    teams: ({ teams }) => all(teams.map(team)),
    roles: ({ roles }) => all(roles.map(role)),
    skills: ({ skills }) => all(skills),
    leader: ({ leader }) => (leader === null ? plain(null) : member(leader)),
    locale: ({ locale }) => locale,
    accounts: ({ identities }) =>
      all(Object.entries(identities).map(([platform, account]) => inside(platform, account))),
  },
});

const windows = (of: readonly TimeWindow[] | undefined): Said =>
  all(of?.map(([from, to]) => `${from}–${to}`));

const days = (of: Readonly<Record<string, readonly TimeWindow[]>> | undefined): Said =>
  all(Object.entries(of ?? {}).map(([date, open]) => inside(date, windows(open))));

const CALENDAR: Kind<CalendarSpec> = {
  item: 'calendar',
  key: ({ key }) => key,
  name: ({ key }) => key,
  aspects: {
    zone: ({ tz }) => tz,
    ...Object.fromEntries(
      WEEKDAYS.map((day: Weekday) => [day, ({ week }: CalendarSpec): Said => windows(week[day])]),
    ),
    breaks: ({ breaks }) => days(breaks),
    holidays: ({ holidays }) =>
      holidays === 'cn' ? { message: 'difference.official_holidays' } : all(holidays),
    makeup: ({ makeup }) => all(makeup),
    overrides: ({ overrides }) => days(overrides),
    horizon: ({ horizon }) => plain(horizon),
  },
};

type NamedHook = Hook & { readonly name: string };

const hooksOf = ({ hooks }: Content): NamedHook[] =>
  Object.entries(hooks).flatMap(([source, types]) =>
    Object.entries(types).map(([type, hook]) => ({ ...hook, name: `${source}/${type}` })),
  );

const HOOK: Kind<NamedHook> = {
  item: 'hook',
  key: ({ name }) => name,
  name: ({ name }) => name,
  aspects: {
    transition: (hook) => ('check' in hook ? plain(null) : hook.transition),
    check: (hook) =>
      'check' in hook ? all([hook.check, hook.ok, ...(hook.reason ? [hook.reason] : [])]) : plain(null),
    fields: (hook) =>
      all('check' in hook ? [] : Object.entries(hook.fields).map(([field, path]) => inside(field, path))),
    order: (hook) => {
      const order = 'check' in hook ? null : hook.order;
      return order ? all([order.ref, ...(order.amount ? [order.amount] : [])]) : plain(null);
    },
  },
};

interface Opens {
  readonly open: { readonly sop: string; readonly copy: Readonly<Record<string, string>> } | null;
}

/** Which tickets it opens, and what they are given. */
const OPENS = {
  opens: ({ open }: Opens) => plain(open?.sop),
  copies: ({ open }: Opens) =>
    all(Object.entries(open?.copy ?? {}).map(([into, from]) => inside(into, from))),
};

const meant = (of: Selection | undefined): Said =>
  all(Object.entries(of ?? {}).map(([key, values]) => inside(key, all(values))));

const routineKind = (queue: (key: string) => Said): Kind<Routine> => ({
  item: 'routine',
  key: ({ key }) => key,
  name: ({ key, name }) => (name === null ? key : text(name)),
  aspects: {
    days: (routine) => all(routine.days),
    weekdays: ({ weekdays }) =>
      all(weekdays.map((day): Said => ({ message: `difference.aspect.${WEEKDAYS[day - 1]}` }))),
    at: ({ at }) => at,
    calendar: ({ calendar }) => calendar,
    on_holiday: ({ onHoliday }) => ({ message: `difference.on_holiday.${onHoliday}` }),
    tell: ({ tell }) => queue(tell),
    say: ({ say }) => say,
    answers: ({ owner }) => plain(owner),
    moved_within: ({ by }) => (by ? duration(by) : plain(null)),
    ...OPENS,
    meant: ({ open }) => meant(open?.meant),
    posts: ({ report }) => (report ? inside(report.of, all([report.period, report.to])) : plain(null)),
    reviews: ({ review }) => plain(review?.sop),
    reviewed: ({ review }) => all(review?.of.map(queue)),
    review_copies: ({ review }) =>
      all(Object.entries(review?.copy ?? {}).map(([into, from]) => inside(into, from))),
    longest_wait: ({ review }) => (review ? duration(review.wait) : plain(null)),
    review_always: ({ review }) => (review ? yes(review.always) : plain(null)),
  },
});

const reminderKind = (queue: (key: string) => Said): Kind<Reminder> => ({
  item: 'reminder',
  key: ({ key }) => key,
  name: ({ key }) => key,
  aspects: {
    date: ({ date }) => date,
    after: (reminder) => around(reminder.around),
    calendar: ({ calendar }) => plain(calendar),
    meant: (reminder) => meant(reminder.meant),
    tell: ({ tell }) =>
      tell === null
        ? plain(null)
        : tell.to === 'requester'
          ? { message: 'difference.audience.requester' }
          : queue(tell.to.queue),
    say: ({ tell }) => plain(tell?.say),
    ...OPENS,
  },
});

const LATE_REASON: Kind<Content['lateReasons'][number]> = {
  item: 'late_reason',
  ordered: true,
  key: ({ value }) => value,
  name: ({ label }) => text(label),
  aspects: { name: ({ label }) => text(label) },
};

const EFFORT: Kind<Content['efforts'][number]> = {
  item: 'effort',
  key: ({ value }) => value,
  name: ({ label }) => text(label),
  aspects: {
    name: ({ label }) => text(label),
    hourly: ({ hourlyCents }) => plain(hourlyCents === null ? null : String(hourlyCents / 100)),
  },
};
