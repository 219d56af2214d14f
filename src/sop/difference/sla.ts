/** Two versions of what is promised: the rules of the SLA, in their order, and how much may be added to a clock. */
import type { Content } from '../content-form.js';
import type { ExtensionBound, SlaRule, TargetRule } from '../sla.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { all, duration, plain, type Said, yes } from './said.js';

type Promises = Pick<Content, 'sla' | 'extensions'>;

export function changesOfSla(before: Promises, after: Promises): Change[] {
  return [
    ...changesOf(RULE, before.sla, after.sla),
    ...changesOf(BOUND, [before.extensions], [after.extensions]),
  ];
}

const RULE: Kind<SlaRule> = {
  item: 'sla',
  ordered: true,
  key: ({ key }) => key,
  name: ({ key }) => key,
  aspects: {
    priority: ({ meant }) => all(meant.priority ?? []),
    category: ({ meant }) => all(meant.category ?? []),
    tier: ({ meant }) => all(meant.tier ?? []),
    queue: ({ meant }) => all(meant.queue ?? []),
    first_response: ({ targets }) => terms(targets.first_response),
    next_response: ({ targets }) => terms(targets.next_response),
    resolution: ({ targets }) => terms(targets.resolution),
    extensions: ({ extensions }) => bound(extensions),
  },
};

const BOUND: Kind<ExtensionBound> = {
  item: 'extensions',
  key: () => 'extensions',
  name: () => ({ message: 'difference.item.extensions' }),
  aspects: { extensions: bound },
};

/** '4 小时 · 按工作时间 · 提前提醒 30 分钟 · 超时要写原因：是'. */
function terms(target: TargetRule | undefined): Said {
  if (target === undefined) return plain(null);
  const { within, clock, warn, lateReason } = target;
  return {
    message: 'difference.target',
    params: {
      time: duration(within),
      clock: { message: `difference.clock.${clock}` },
      warn: duration(warn),
      reason: yes(lateReason),
    },
  };
}

function bound(of: ExtensionBound | null): Said {
  if (of === null) return plain(null);
  return { message: 'difference.extensions', params: { times: of.times, total: duration(of.total) } };
}
