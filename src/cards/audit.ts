/** 审计: who tried what they may not, and who opened personal values in full, newest first. */
import type { Block, Card } from '../platform/card.js';
import { platformName } from './platform-name.js';
import type { Wording } from './wording.js';

export interface AuditRow {
  readonly kind: 'refused' | 'viewed';
  readonly by: string;
  readonly act: string;
  readonly subject: string;
  readonly code: string;
  readonly door: string;
  readonly times: number;
  readonly lastAt: number;
}

export interface AuditFacts {
  readonly entries: readonly AuditRow[];
  /** What an action or an errand is called; null for neither. */
  nameOf(type: string): string | null;
  /** Whoever acted, by name. */
  whoIs(by: string): string;
}

export function auditCard(facts: AuditFacts, wording: Wording): Card {
  const { entries } = facts;
  const of = (kind: AuditRow['kind']) => entries.filter((entry) => entry.kind === kind);
  const [refused, viewed] = [of('refused'), of('viewed')];
  return {
    title: wording.t('audit.title'),
    tone: refused.length > 0 ? 'warning' : 'info',
    blocks:
      entries.length === 0
        ? [{ kind: 'text', text: wording.t('audit.none') }]
        : [...listed('refused', refused, facts, wording), ...listed('viewed', viewed, facts, wording)],
    buttons: [],
  };
}

function listed(
  kind: AuditRow['kind'],
  rows: readonly AuditRow[],
  { nameOf, whoIs }: AuditFacts,
  wording: Wording,
): readonly Block[] {
  if (rows.length === 0) return [];
  const why = kind === 'refused' ? ['why'] : [];
  const columns = ['when', 'who', 'what', 'about', ...why, 'door', 'times'];
  return [
    { kind: 'text', text: wording.t(`audit.${kind}`, { n: rows.length }) },
    {
      kind: 'table',
      columns: columns.map((column) => wording.t(`audit.column.${column}`)),
      rows: rows.map((row) => [
        wording.instant(row.lastAt),
        whoIs(row.by),
        actOf(row.act, nameOf, wording),
        subjectOf(row.subject, wording),
        ...(kind === 'refused' ? [wording.t(`audit.reason.${row.code}`)] : []),
        doorOf(row.door, wording),
        wording.t('audit.times', { n: row.times }),
      ]),
    },
  ];
}

function actOf(act: string, nameOf: AuditFacts['nameOf'], wording: Wording): string {
  const [type = '', what] = act.split(' ');
  const name = nameOf(type);
  if (type === 'report' && what !== undefined) return wording.t('audit.act.report', { report: what });
  if (name === null) return wording.t(`audit.act.${type}`);
  return what === undefined ? name : wording.t('audit.act.step', { action: name, step: what });
}

function subjectOf(subject: string, wording: Wording): string {
  const [kind, id = ''] = subject.split(':');
  return kind === 'ticket' || kind === 'customer'
    ? wording.t(`audit.${kind}`, { id })
    : wording.t('audit.desk');
}

function doorOf(door: string, wording: Wording): string {
  if (door.startsWith('hook:')) return wording.t('audit.door.hook', { source: door.slice('hook:'.length) });
  return ['timer', 'follow_up', 'api'].includes(door)
    ? wording.t(`audit.door.${door}`)
    : platformName(door, wording);
}
