/** 体检: whether every alarm of the last day rang, when, and once; and what waits to be sent. */
import type { Block, Card } from '../platform/card.js';
import { openButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface AlarmFacts {
  readonly fired: number;
  readonly late: number;
  readonly lagMs: { readonly p50: number; readonly p99: number; readonly most: number } | null;
  readonly void: number;
  readonly doubled: number;
  readonly lost: readonly Aside[];
  readonly setAside: readonly (Aside & { readonly reason: string })[];
  readonly waiting: { readonly count: number; readonly nextAt: number | null };
  /** How far holidays are known, and what is due beyond it; null where no calendar follows a list. */
  readonly horizon: {
    readonly date: string;
    /** The year nothing is known of. */
    readonly missing: string;
    readonly beyond: { readonly tickets: number; readonly routines: number };
  } | null;
  readonly outbox: {
    readonly pending: number;
    readonly held: number;
    readonly dead: number;
    readonly uncertain: number;
  };
}

interface Aside {
  readonly ticketId: number | null;
  readonly key: string;
  readonly dueAt: number;
}

/** More than anybody reads; each has its ticket. */
const SHOWN = 5;

export function alarmsCard(facts: AlarmFacts, wording: Wording): Card {
  const { fired, late, lagMs, lost, setAside, doubled, waiting, horizon, outbox } = facts;
  const sick = lost.length + setAside.length + doubled + outbox.dead + outbox.uncertain > 0;
  const field = (key: string, value: string) => ({ label: wording.t(`alarms.${key}`), value });
  const count = (n: number) => wording.t('alarms.count', { n });
  return {
    title: wording.t(sick ? 'alarms.sick' : 'alarms.well'),
    tone: sick ? 'bad' : late > 0 ? 'warning' : 'good',
    tag: wording.t('alarms.day'),
    blocks: [
      {
        kind: 'fields',
        fields: [
          field('fired', count(fired)),
          field('late', late === 0 ? count(0) : wording.t('alarms.late_of', { n: late, fired })),
          field('lag', lagMs ? wording.t('alarms.lags', rounded(lagMs)) : wording.t('word.none')),
          field('void', count(facts.void)),
          field('lost', count(lost.length)),
          field('doubled', count(doubled)),
          field('set_aside', count(setAside.length)),
          field('waiting', nextOf(waiting, wording)),
          field('outbox', wording.t('alarms.messages', outbox)),
          ...(horizon
            ? [
                {
                  label: wording.t('holidays.known'),
                  value: wording.t('holidays.known_until', { date: wording.date(horizon.date) }),
                },
              ]
            : []),
        ],
      },
      ...guessed(horizon, wording),
      ...asides('lost', lost, wording),
      ...asides('set_aside', setAside, wording),
      { kind: 'text', text: wording.t('alarms.means'), tone: 'neutral' },
    ],
    buttons: tickets([...lost, ...setAside]).map((id) => openButton(wording.t('alarms.ticket', { id }), id)),
  };
}

/** Counted, though nobody knows yet which days will be holidays. */
function guessed(horizon: AlarmFacts['horizon'], wording: Wording): Block[] {
  if (horizon === null || horizon.beyond.tickets + horizon.beyond.routines === 0) return [];
  const text = wording.t('holidays.beyond', { ...horizon.beyond, year: horizon.missing });
  return [{ kind: 'text', text, tone: 'warning' }];
}

function asides(
  key: string,
  list: readonly (Aside & { readonly reason?: string })[],
  wording: Wording,
): Block[] {
  if (list.length === 0) return [];
  const lines = list.slice(0, SHOWN).map(({ ticketId, key: timer, dueAt, reason }) =>
    wording
      .t('alarms.line', {
        what: ticketId === null ? timer : `#${ticketId}`,
        at: wording.instant(dueAt),
        reason: reason ?? '',
      })
      .trimEnd(),
  );
  return [{ kind: 'text', text: [wording.t(`alarms.${key}`), ...lines].join('\n'), tone: 'bad' }];
}

function tickets(list: readonly Aside[]): readonly number[] {
  return [...new Set(list.flatMap(({ ticketId }) => ticketId ?? []))].slice(0, SHOWN);
}

function nextOf({ count, nextAt }: AlarmFacts['waiting'], wording: Wording): string {
  return nextAt === null
    ? wording.t('alarms.count', { n: count })
    : wording.t('alarms.next', { n: count, at: wording.instant(nextAt) });
}

function rounded({ p50, p99, most }: NonNullable<AlarmFacts['lagMs']>) {
  return { p50: Math.round(p50), p99: Math.round(p99), most: Math.round(most) };
}
