/** Two versions of the escalation: each ladder with its rungs, and which tickets climb which. */
import type { Escalation, Ladder, LadderRule, Rung } from '../escalation.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { all, duration, inside, type Said, text } from './said.js';

export function changesOfEscalation(
  before: Escalation,
  after: Escalation,
  role: (key: string) => Said,
): Change[] {
  const ladders = ({ ladders: of }: Escalation) => Object.values(of);
  return [
    ...changesOf(ladderKind(role), ladders(before), ladders(after)),
    ...changesOf(USE, [before], [after]),
  ];
}

const ladderKind = (role: (key: string) => Said): Kind<Ladder> => ({
  item: 'ladder',
  key: ({ key }) => key,
  name: ({ name }) => text(name),
  aspects: {
    name: ({ name }) => text(name),
    idle: ({ idle }) => duration(idle),
    rungs: ({ rungs }) => all(rungs.map((rung) => rungSaid(rung, role))),
  },
});

/** '80% › 处理人', and beside it how it tells, how often, and what is said before. */
function rungSaid({ at, to, via, repeat, times, courtesy }: Rung, role: (key: string) => Said): Said {
  const when: Said =
    'share' in at
      ? `${at.share}%`
      : { message: `difference.rung.${at.side}`, params: { time: duration(at.time) } };
  const who = to.map(
    (one): Said =>
      one.startsWith('role:') ? role(one.slice('role:'.length)) : { message: `difference.rung.${one}` },
  );
  return inside(when, [
    ...who,
    { message: `difference.rung.${via}` },
    ...(repeat === null
      ? []
      : [{ message: 'difference.rung.repeat', params: { time: duration(repeat), times } }]),
    ...(courtesy === null
      ? []
      : [{ message: 'difference.rung.courtesy', params: { time: duration(courtesy) } }]),
  ]);
}

const USE: Kind<Escalation> = {
  item: 'escalation',
  key: () => 'escalation',
  name: () => ({ message: 'difference.escalation' }),
  aspects: {
    ladders: ({ rules, ladders }) => all(rules.map((rule) => useSaid(rule, ladders))),
  },
};

function useSaid(
  { clocks, priorities, queues, sops, routines, ladder }: LadderRule,
  ladders: Escalation['ladders'],
): Said {
  const whose = [
    ...(clocks ?? []),
    ...(priorities ?? []),
    ...(queues ?? []),
    ...(sops ?? []),
    ...(routines ?? []),
  ];
  return inside(all(whose), text(ladders[ladder]?.name));
}
