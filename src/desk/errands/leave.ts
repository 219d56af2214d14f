/** 请假: days off and who stands in; for oneself, or by whoever runs the teams of somebody. */
import { localDate } from '../../calendar/business-hours.js';
import { leaveWords } from '../../cards/settings.js';
import { dateSaid } from '../../conversation/when.js';
import { leaveAhead, overlap } from '../../people/leave.js';
import { type LeaveSaid, readLeaveSaid } from '../../people/leave-said.js';
import type { Leave, Member } from '../../people/people.js';
import { preferring } from '../../people/preferences.js';
import { managersOf, mayManage } from '../../people/staff.js';
import { question } from '../../tickets/questions.js';
import type { Param } from '../../tickets/refusal.js';
import type { OutboxItem } from '../ports/outbox.js';
import { tell } from '../tell.js';
import { answersTo, type Done, defineErrand, type Questions, type Running } from './errand.js';
import { deedOf, memberAsking, page, withPreferences } from './own-settings.js';
import { type ErrandRefused, refuseErrand, wrongAnswers } from './refusals.js';

const WHO = question('who', 'member', { 'zh-CN': '谁请假', en: 'Who is away' });
const FROM = question('from', 'date', { 'zh-CN': '第一天', en: 'First day' });
const UNTIL = question('until', 'date', { 'zh-CN': '最后一天', en: 'Last day' });
const DELEGATE = question('delegate', 'member', { 'zh-CN': '代理人', en: 'Who stands in' });

const NOTHING_SAID: LeaveSaid = { who: null, from: null, until: null, delegate: null, over: false };

export const leave = defineErrand({
  type: 'leave',
  words: { 'zh-CN': ['请假', '休假'], en: ['time off', 'my leave'] },
  label: { 'zh-CN': '请假', en: 'Time off' },
  of: 'staff',
  alone: true,
  may: () => null,
  async run({ said: words, from, until, delegate }, running) {
    const said = typeof words === 'string' ? understood(words, running) : NOTHING_SAID;
    const member = whose(said, running);
    if ('refused' in member) return member;
    const forbidden = mayPlan(member, running);
    if (forbidden) return forbidden;
    if (said.over) return over(member, running);
    const read = answersTo(
      [FROM, UNTIL, DELEGATE],
      { from: from ?? said.from, until: until ?? said.until, delegate: delegate ?? said.delegate },
      running,
    );
    if ('asks' in read) return { ...read, ...begunAt(member, said, running) };
    if (!('values' in read)) return read;
    const { values } = read;
    const plan = {
      from: String(values.from),
      until: String(values.until),
      delegate: String(values.delegate),
    };
    return impossible(member, plan, running) ?? planned(member, plan, running);
  },
});

function understood(words: string, { house, now }: Running): LeaveSaid {
  return readLeaveSaid(words, localDate(house.tz, now), (word) => dateSaid(word, now, house.tz));
}

function whose({ who }: LeaveSaid, running: Running): Member | ErrandRefused {
  if (who === null) return memberAsking(running);
  const read = answersTo([WHO], { who }, running);
  const member = 'values' in read && running.reader.directory.members.get(String(read.values.who));
  return 'refused' in read ? read : member || memberAsking(running);
}

function mayPlan(member: Member, running: Running): ErrandRefused | null {
  const actor = memberAsking(running);
  if (actor.id === member.id || mayManage(actor, member)) return null;
  const holder = managersOf(running.reader.directory, member).map(({ id }) => ({ person: `member:${id}` }));
  return refuseErrand('not_in_charge', { person: person(member), holder });
}

/** What is planned already, and over it what was said by now. */
function begunAt(
  member: Member,
  said: LeaveSaid,
  { house, reader, now }: Running,
): Pick<Questions, 'standing' | 'offers' | 'title'> {
  const ahead = leaveAhead(member, localDate(house.tz, now));
  const named = [...reader.directory.members.values()].find(({ name }) => name === said.delegate);
  const begun = {
    from: said.from ?? ahead?.from,
    until: said.until ?? ahead?.until,
    delegate: named?.id ?? ahead?.delegate,
  };
  const standing = Object.entries(begun).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  const own = reader.person.id === member.id;
  const colleagues = [...reader.directory.members.values()].filter(
    (one) => one.id !== member.id && shareTeam(one, member),
  );
  return {
    standing: Object.fromEntries(standing),
    offers: colleagues.map(({ id }) => id),
    ...(own ? {} : { title: reader.wording.t('settings.leave_of', { person: person(member) }) }),
  };
}

function impossible(member: Member, plan: Leave, { house, reader, now }: Running): ErrandRefused | null {
  const today = localDate(house.tz, now);
  if (plan.until < plan.from)
    return wrongAnswers({
      until: refuseErrand('leave_ends_early', { from: { date: plan.from }, got: { date: plan.until } }),
    });
  if (plan.until < today)
    return wrongAnswers({ until: refuseErrand('leave_over', { got: { date: plan.until } }) });
  const delegate = reader.directory.members.get(plan.delegate);
  if (!delegate || delegate.id === member.id)
    return wrongAnswers({ delegate: refuseErrand('delegate_self', { person: person(member) }) });
  if (!shareTeam(delegate, member))
    return wrongAnswers({
      delegate: refuseErrand('delegate_other_team', { person: person(delegate), of: person(member) }),
    });
  const theirs = leaveAhead(delegate, today);
  return theirs && overlap(theirs, plan)
    ? wrongAnswers({ delegate: refuseErrand('delegate_away', { person: person(delegate) }) })
    : null;
}

function planned(member: Member, plan: Leave, running: Running): Done {
  const words = leaveWords(plan, running.reader.wording);
  const params = { person: person(member), from: { date: plan.from }, until: { date: plan.until } };
  const told = [
    ...news(plan.delegate, 'notice.standing_in', params, running),
    ...(isSelf(member, running)
      ? []
      : news(
          member.id,
          'notice.leave_planned',
          { ...params, delegate: { person: `member:${plan.delegate}` } },
          running,
        )),
  ];
  return done(
    member,
    plan,
    running,
    running.reader.wording.t('settings.saved.leave', { person: person(member), leave: words }),
    told,
  );
}

function over(member: Member, running: Running): Done | ErrandRefused {
  const { reader, house, now } = running;
  const ahead = leaveAhead(member, localDate(house.tz, now));
  if (!ahead) return refuseErrand('no_leave', { person: person(member) });
  const told = news(ahead.delegate, 'notice.standing_in_over', { person: person(member) }, running);
  return done(
    member,
    undefined,
    running,
    reader.wording.t('settings.saved.leave_over', { person: person(member) }),
    told,
  );
}

function done(
  member: Member,
  plan: Leave | undefined,
  running: Running,
  says: string,
  outbox: readonly OutboxItem[],
): Done {
  const settings = withPreferences(member, preferring(member.preferences, 'leave', plan));
  return {
    deeds: [deedOf(settings, running)],
    ...{ says, outbox },
    ...(isSelf(member, running) ? { card: page(settings, running) } : {}),
  };
}

/** Whoever is concerned hears of it, unless they do it themselves. */
function news(
  id: string,
  say: string,
  params: Readonly<Record<string, Param>>,
  running: Running,
): OutboxItem[] {
  const { reader, house, now, key } = running;
  if (reader.person.id === id) return [];
  const actor = { kind: 'member', id: reader.person.id } as const;
  const telling = { directory: reader.directory, requester: null, actor, team: null, now };
  const body = { kind: 'say', say, params, tone: 'info', links: [], actions: [] } as const;
  return tell({ to: 'member', id }, { class: null, urgent: false }, telling, house).map(
    ({ address, locale, heldUntil }, n) => ({
      ...{ key: `${key}/${say}/${n}`, address, locale, ticketId: null, body },
      ...(heldUntil === undefined ? {} : { heldUntil }),
    }),
  );
}

const shareTeam = (one: Member, other: Member) => one.teams.some((team) => other.teams.includes(team));
const isSelf = ({ id }: Member, { reader }: Running) => reader.person.id === id;
const person = ({ id }: Member): Param => ({ person: `member:${id}` });
