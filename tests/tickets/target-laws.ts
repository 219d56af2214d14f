/** What holds of the targets of the SLA whatever anybody does: no time is lost or made, and the printed sum is the deadline. */
import { type Calendar, workingBetween } from '../../src/calendar/business-hours.js';
import type { Facts } from '../../src/tickets/facts.js';
import type { Target, Ticket } from '../../src/tickets/ticket.js';
import { whyTargets } from '../../src/tickets/why.js';
import type { Deed } from './laws.js';

export function brokenTargetLaws(deed: Deed): readonly string[] {
  const { before, after, events, facts, reactions } = deed;
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(name));
  const still = after.category === 'pending' || after.hold !== null;
  const undone = events.some(({ type }) => type === 'actUndone');
  for (const target of after.targets) {
    const { name, stands, over } = target;
    law(over !== null || stands === still, `${name}: stands still while it waits or is held, and only then`);
    law(over === null || after.category !== 'closed' || stands, `${name}: nothing runs of what is closed`);
    const waking = reactions.timers.filter(({ rule }) => rule === `warn:${name}` || rule === `limit:${name}`);
    law(waking.length <= 1, `${name}: wakes for one thing at a time`);
    law(
      waking.length === 0 || (!stands && over === null && target.lateAt === null),
      `${name}: only what runs wakes anybody`,
    );
    const was = before.targets.find((each) => each.name === name && each.startedAt === target.startedAt);
    if (was) ofOne(was, target, { ...deed, undone }, law);
  }
  for (const { usedMs, ms, days, target } of whyTargets(after, facts)) {
    const allowedMs = target.allowedMs + (target.extendedMs ?? 0);
    // Graded down below what was used up there is no day left to count.
    law(
      usedMs >= allowedMs || usedMs + ms === allowedMs,
      `${target.name}: the printed sum equals the deadline`,
    );
    law(days.reduce((sum, day) => sum + day.ms, 0) === ms, `${target.name}: the days add up`);
  }
  for (const event of events)
    if ((event.type === 'limitWarned' || event.type === 'limitPassed') && event.target !== undefined) {
      const target = before.targets.find(({ name }) => name === event.target);
      law(target?.over === null && !target.stands, `${event.target}: what stands still is not missed`);
      law(
        event.type === 'limitWarned' || facts.now >= (target?.dueAt ?? 0),
        `${event.target}: is missed at its second and not before`,
      );
    }
  const more = events.find((event) => event.type === 'limitExtended');
  const agreed = more ? after.extensions.at(-1)?.confirmedBy : null;
  law(
    agreed === null || agreed !== before.extensionAsked?.by,
    'whoever asks for more time does not agree to it',
  );
  return broken;
}

function ofOne(
  was: Target,
  target: Target,
  { facts, after, before, undone }: Pick<Deed, 'facts' | 'after' | 'before'> & { readonly undone: boolean },
  law: (holds: boolean, name: string) => void,
): void {
  const { now } = facts;
  const { name } = target;
  const same = was.clock === target.clock;
  // What is undone had never been: its clocks ran on, or had stood still all along.
  if (!undone && same)
    law(
      usedUp(was, calendarOf(was, before, facts), now) ===
        usedUp(target, calendarOf(target, after, facts), now),
      `${name}: keeps what was used up`,
    );
  law(was.lateAt === null || target.lateAt === was.lateAt, `${name}: what is missed stays missed`);
  law(target.over !== 'met' || target.lateAt === null, `${name}: what is met was in time`);
}

function usedUp({ stands, spentMs, since }: Target, calendar: Calendar, now: number): number {
  return stands ? spentMs : spentMs + workingBetween(calendar, since, now);
}

function calendarOf({ clock }: Target, { queue }: Ticket, { always, business, hoursOf }: Facts): Calendar {
  return clock === 'calendar' ? always : (hoursOf?.(queue) ?? business);
}
