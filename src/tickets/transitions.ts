/** From what somebody said to the step they mean: a key from a button, or a word, a label, the name of where it leads. */
import { transitionsFrom } from '../sop/machine.js';
import { own } from '../sop/record.js';
import type { Sop, Transition } from '../sop/sop.js';
import { sameWord } from './answers/said.js';
import type { Facts } from './facts.js';
import { listed, type Reader, stateLabel } from './labels.js';
import { type Param, type Refusal, refuse } from './refusal.js';
import { responsible } from './rules.js';
import type { Ticket } from './ticket.js';

/** The transition meant, if it starts from where the ticket is. There is no other way past a state. */
export function findTransition(ticket: Ticket, said: string, facts: Facts): Transition | Refusal {
  const { sop } = facts;
  const meant = meanings(said, ticket, facts);
  const here = meant.filter(({ from }) => from.includes(ticket.state));
  const [step] = here;
  if (here.length > 1) return refuse('ambiguous_step', { said, steps: here.map(stepLabel) });
  if (step) return step;
  const reader = readerOf(facts);
  const state = stateLabel(sop, ticket.state, reader);
  const possible = possibleSteps(ticket, facts);
  const [elsewhere] = meant;
  if (!elsewhere) return refuse('unknown_step', { said, state, possible });
  const from = [...new Set(meant.flatMap((one) => one.from))].map((key) => stateLabel(sop, key, reader));
  return refuse('not_from_here', { step: stepLabel(elsewhere), state, from: listed(from), possible });
}

/** A key is exact; a word, a label and the name of the state it leads to are tried in this order. */
function meanings(said: string, ticket: Ticket, facts: Facts): readonly Transition[] {
  const { sop } = facts;
  // To a requester there are only the steps that are theirs: the names of ours are nobody else's affair.
  const all = Object.values(sop.transitions).filter(
    ({ by }) => readerOf(facts) === 'staff' || by.includes('requester'),
  );
  const ways: readonly ((transition: Transition) => boolean)[] = [
    ({ key }) => key === said,
    (step) => isCalled(step, said),
    ({ to }) => {
      const state = sop.states[to];
      return (
        state !== undefined && [to, state.label['zh-CN'], state.label.en].some((word) => sameWord(word, said))
      );
    },
  ];
  const found = ways.map((way) => all.filter(way)).filter((some) => some.length > 0);
  // What starts here is meant before what does not: `assign` may be the word of one step and the name of another.
  return found.find((some) => some.some(({ from }) => from.includes(ticket.state))) ?? found[0] ?? [];
}

/** The step of an SOP that a key or a word names, wherever it starts from and whoever it is open to. */
export function stepCalled(said: string, sop: Sop): Transition | undefined {
  return own(sop.transitions, said) ?? Object.values(sop.transitions).find((step) => isCalled(step, said));
}

function isCalled({ words, label }: Transition, said: string): boolean {
  return [...words, label['zh-CN'], label.en].some((word) => sameWord(word, said));
}

/** Labels of the steps this actor could take from here: what a refusal offers instead. */
function possibleSteps(ticket: Ticket, facts: Facts): Param {
  const open = transitionsFrom(facts.sop, ticket.state).filter(
    (step) => responsible(step)(ticket, facts) === null,
  );
  return listed(open.map(stepLabel));
}

export function stepLabel({ label }: Pick<Transition, 'label'>): Param {
  return { text: label };
}

export function readerOf({ actor }: Facts): Reader {
  return actor.kind === 'requester' ? 'requester' : 'staff';
}
