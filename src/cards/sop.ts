/** An SOP read out: all its steps in order, who holds each and how long it may take. */

import type { Directory } from '../people/people.js';
import type { Card, ProgressStep } from '../platform/card.js';
import { happyPath } from '../sop/machine.js';
import type { Sop, State } from '../sop/sop.js';
import { pageButton, startButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface SopFacts {
  readonly sop: Sop;
  readonly directory: Directory;
  /** A requester reads the public names and no limits: those are promises among staff. */
  readonly reader: 'staff' | 'requester';
}

/** The main line first; side steps (a rejection, a cancellation) follow, so that none is missing. */
export function sopCard({ sop, directory, reader }: SopFacts, wording: Wording): Card {
  const line = happyPath(sop, sop.initial);
  const aside = Object.keys(sop.states).filter((key) => !line.includes(key));
  const staff = reader === 'staff';
  const row = (key: string, index: number): ProgressStep => stepRow(sop.states[key] as State, index);
  function stepRow(state: State, index: number): ProgressStep {
    const name = wording.text(staff ? state.label : (state.publicLabel ?? state.label));
    const note = noteOf(state, staff, directory, wording);
    return { text: `${index + 1}. ${name}`, status: 'next', ...(note === '' ? {} : { note }) };
  }
  return {
    title: wording.text(sop.title),
    tag: wording.t('sop.steps', { n: line.length + (staff ? aside.length : 0) }),
    tone: 'info',
    blocks: [
      { kind: 'progress', steps: line.map(row) },
      ...(staff && aside.length > 0
        ? [
            { kind: 'text' as const, text: wording.t('sop.aside') },
            { kind: 'progress' as const, steps: aside.map((key, index) => row(key, line.length + index)) },
          ]
        : []),
      ...(staff
        ? [
            {
              kind: 'text' as const,
              text: wording.t('sop.version', { version: sop.version }),
              tone: 'neutral' as const,
            },
          ]
        : []),
    ],
    // Staff open no tickets for themselves.
    buttons: !staff && sop.words.length > 0 ? [startButton(wording.t('button.start'), sop.key)] : [],
  };
}

/** Which SOPs there are. */
export function sopsCard(sops: readonly Sop[], wording: Wording): Card {
  return {
    title: wording.t('sops.title'),
    tone: 'info',
    blocks: [{ kind: 'text', text: wording.t(sops.length > 0 ? 'sops.pick' : 'sops.none') }],
    buttons: sops.map((sop) => pageButton(wording.text(sop.title), `sop.${sop.key}`)),
  };
}

function noteOf(state: State, staff: boolean, directory: Directory, wording: Wording): string {
  const owner = ownerName(state, directory, staff, wording);
  const limit = staff && state.limit ? limitWords(state.limit, wording) : '';
  return wording.list([owner, limit].filter((part) => part !== ''));
}

/** Who a step waits for. The requester reads 'you' for themselves and one word for all of us. */
function ownerName(
  { owner, givenTo }: State,
  directory: Directory,
  staff: boolean,
  wording: Wording,
): string {
  if (owner === 'requester') return wording.t(staff ? 'owner.requester' : 'owner.you');
  if (!staff) return wording.t('owner.us');
  if (givenTo !== undefined) return wording.t(`role.${givenTo}`);
  if (owner === null) return '';
  if (owner === 'assignee') return wording.t('owner.assignee');
  const queue = directory.queues.get(owner.slice('queue:'.length));
  return queue ? wording.t('owner.queue', { name: wording.text(queue.name) }) : owner;
}

function limitWords({ within, clock }: NonNullable<State['limit']>, wording: Wording): string {
  const parts = [
    ...(within.days > 0 ? [wording.t(`limit.${clock}_days`, { n: within.days })] : []),
    ...(within.ms > 0 ? [wording.t(`limit.${clock}`, { time: wording.duration(within.ms) })] : []),
  ];
  return wording.t('limit.within', { time: parts.join(' ') });
}
