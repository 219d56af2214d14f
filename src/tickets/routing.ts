/** 分派: the rule that fits a new ticket, what of it fitted, and whose hands it goes into. */
import { isThere } from '../people/leave.js';
import type { Member, Text } from '../people/people.js';
import { membersWith, onlyReads, teamOf } from '../people/staff.js';
import { type Category, lineOf } from '../sop/categories.js';
import type { Condition, RoutingRule } from '../sop/routing.js';
import type { Facts } from './facts.js';
import { freest, type GivenTo, given } from './given-to.js';
import { valueParam } from './labels.js';
import { onShift } from './on-shift.js';
import type { Param } from './refusal.js';
import type { Ticket } from './ticket.js';

/** Kept with the event: why it went where it went, as it was then. */
export interface Routed {
  readonly rule: string;
  readonly name: Text;
  readonly because: readonly Because[];
  /** The rule gives it to somebody, and nobody could be given it. */
  readonly nobody?: true;
}

/** One condition that held, with what it found. */
export interface Because {
  readonly on: Condition['on'];
  readonly field?: Text;
  readonly found: Param;
}

/** A ticket about to be one, as far as a rule asks. */
export type Matter = Pick<Ticket, 'title' | 'priority' | 'fields'> & {
  readonly category: Category | undefined;
};

/** A rule, with what of it fitted. */
export interface Route {
  readonly rule: RoutingRule;
  readonly routed: Routed;
}

export function ruleFor(matter: Matter, facts: Facts): Route | null {
  for (const rule of facts.routing?.rules ?? []) {
    const because = rule.when.map((condition) => found(condition, matter, facts));
    const held = because.flatMap((one) => one ?? []);
    if (held.length === because.length)
      return { rule, routed: { rule: rule.key, name: rule.name, because: held } };
  }
  return null;
}

/** Everybody a rule may give a ticket of this queue to: of its team, with us, not away, with the skill. */
export function handsFor({ to, skill }: RoutingRule, queue: string, facts: Facts): readonly Member[] {
  const { directory, today } = facts;
  const team = teamOf(directory, queue);
  if (to === null || team === null) return [];
  const named = to.way === 'member' ? directory.members.get(to.who) : undefined;
  const meant =
    to.way === 'member'
      ? [named].flatMap((one) => (one?.active ? one : []))
      : membersWith(directory, [to.way === 'role' ? to.who : 'agent'], team.id);
  return meant.filter(
    (member) =>
      member.teams.includes(team.id) &&
      isThere(member, today) &&
      !onlyReads(member) &&
      (skill === null || (member.skills ?? []).includes(skill)),
  );
}

/** One of them who is on shift; null when there is nobody. */
export function handFor(rule: RoutingRule, queue: string, facts: Facts): GivenTo {
  const team = teamOf(facts.directory, queue)?.id ?? '';
  const { hands, off } = onShift(handsFor(rule, queue, facts), team, facts);
  if (rule.to?.way !== 'round_robin') return given(freest(hands, facts), off);
  const last = facts.routing?.last ?? '';
  return given((hands.find(({ id }) => id > last) ?? hands[0])?.id ?? null, off);
}

function found(condition: Condition, matter: Matter, facts: Facts): Because | null {
  const { on, field: key, values } = condition;
  const because = (param: Param | undefined): Because | null =>
    param === undefined ? null : { on, found: param };
  const among = (value: string | null | undefined) => values.find((one) => one === value);
  switch (on) {
    case 'category': {
      const line = matter.category ? lineOf(facts.categories ?? [], matter.category.path) : [];
      const meant = line.find(({ path }) => values.includes(path));
      return because(meant && { text: meant.title });
    }
    case 'sop':
      return because(among(facts.sop.key) && { text: facts.sop.title });
    case 'platform':
      return because(among(facts.requester.address?.split(':')[0]));
    case 'tier': {
      const tier = among(facts.customer?.tier);
      const label = facts.routing?.tiers.find(({ value }) => value === tier)?.label;
      return because(label ? { text: label } : tier);
    }
    case 'priority':
      return because(among(matter.priority));
    case 'keyword': {
      const written = writtenIn(matter, facts);
      return because(values.find((word) => written.includes(word.toLowerCase())));
    }
    case 'within':
      return because(values.find((calendar) => facts.routing?.open.includes(calendar)));
    case 'outside':
      return because(values.find((calendar) => !facts.routing?.open.includes(calendar)));
    case 'field': {
      const field = facts.sop.fields[key ?? ''];
      const value = matter.fields[key ?? ''];
      if (!field || field.personal || value === undefined || among(String(value)) === undefined) return null;
      return { on, field: field.label, found: valueParam(field, value) };
    }
  }
}

/** Title and texts; what is personal is not looked through. */
function writtenIn({ title, fields }: Matter, { sop }: Facts): string {
  const texts = Object.values(sop.fields)
    .filter(({ type, personal }) => !personal && (type === 'text' || type === 'long_text'))
    .map(({ key }) => fields[key] ?? '');
  return [title, ...texts].join('\n').toLowerCase();
}
