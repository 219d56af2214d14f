/** What follows for the targets of the SLA: whom to tell that one is near or missed, and when to wake next. */
import type { TargetName } from '../sop/sla.js';
import type { Happening, Reaction } from './happening.js';
import { ladderOf } from './ladder.js';
import { notice } from './notices.js';
import type { Notice, NoticeTo } from './reactions.js';
import { holder, recipients } from './recipients.js';
import { rulesOfTarget, timersOfTarget } from './timers.js';

/** As with the limit of a step the requester is not nagged, and the lead hears only that it was missed. */
export function onTarget(
  name: TargetName,
  key: 'target_warned' | 'target_passed',
  { after, facts }: Happening,
): readonly Notice[] {
  const target = after.targets.find((each) => each.name === name);
  // Missed in the very command that did it: there is nothing left to hurry.
  if (target === undefined || target.over !== null) return [];
  // A ladder tells by itself.
  if (ladderOf(after, name, facts)) return [];
  const passed = key === 'target_passed';
  const to = [...holder(after, facts), ...(passed ? recipients('lead', after, facts) : [])];
  const once = [...new Map(to.map((one: NoticeTo) => [`${one.to}:${one.id}`, one])).values()];
  return notice(key, once, after, facts, {
    ...{ audience: 'assignee', tone: passed ? 'bad' : 'warning' },
    extra: { target: { message: `target.${name}` }, due: { at: target.dueAt } },
  });
}

/** A target wakes for one thing at a time. What was set for it goes with the stay, or when the target is another. */
export function wakingForTargets({ before, after, events, facts }: Happening): Reaction {
  if (after.targets.length === 0) return {};
  if (before === null || before.visit !== after.visit)
    return { timers: after.targets.flatMap((target) => timersOfTarget(after, target, facts)) };
  const moved = new Set(
    events.flatMap((event) =>
      event.type === 'targetsSet'
        ? event.targets.map(({ name }) => name)
        : (event.type === 'limitWarned' || event.type === 'limitPassed') && event.target !== undefined
          ? event.target
          : [],
    ),
  );
  const targets = after.targets.filter(({ name }) => moved.has(name));
  return {
    voidRules: targets.flatMap(({ name }) => rulesOfTarget(name)),
    timers: targets.flatMap((target) => timersOfTarget(after, target, facts)),
  };
}
