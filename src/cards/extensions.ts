/** 延期 on a card: who gave more time to what, why, and what waits for a lead. */
import type { Block } from '../platform/card.js';
import { duration } from '../sop/difference/said.js';
import { pendingExtension } from '../tickets/extension.js';
import type { Facts } from '../tickets/facts.js';
import type { AskedExtension, Extension, Ticket } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

/** What was added to what is owed still; the rest is history. */
export function extensionBlocks(ticket: Ticket, facts: Facts, wording: Wording): readonly Block[] {
  const given = ticket.extensions.filter((one) => counts(one, ticket)).map((one) => givenLine(one, wording));
  const asked = pendingExtension(ticket, facts);
  return [
    ...(given.length === 0 ? [] : [{ kind: 'text', text: given.join('\n'), tone: 'neutral' } as const]),
    ...(asked ? [{ kind: 'text', text: askedLine(asked, wording), tone: 'warning' } as const] : []),
  ];
}

function counts({ of, visit, at }: Extension, ticket: Ticket): boolean {
  if (of === 'limit') return visit === ticket.visit && ticket.limit !== null;
  return ticket.targets.some(({ name, over, startedAt }) => name === of && over === null && startedAt <= at);
}

function givenLine({ of, ms, reason, by, at, confirmedBy }: Extension, wording: Wording): string {
  const names = { maker: { person: `member:${by}` }, at: { at } };
  const who =
    confirmedBy === null
      ? wording.t('extension.by', names)
      : wording.t('extension.by_two', { ...names, checker: { person: `member:${confirmedBy}` } });
  return wording.t('extension.given', { time: duration({ days: 0, ms }), clock: clockName(of), reason, who });
}

function askedLine({ of, ms, reason, by }: AskedExtension, wording: Wording): string {
  const maker = { person: `member:${by}` };
  return wording.t('extension.asked', {
    ...{ maker, clock: clockName(of), time: duration({ days: 0, ms }), reason },
  });
}

const clockName = (of: AskedExtension['of']) => ({ message: `target.${of}` });
