/** 客户旅程: how many customers stand in each stage, and who they are. */
import type { CustomerName } from '../people/customer.js';
import type { Card } from '../platform/card.js';
import type { CustomerForm } from '../sop/content-form.js';
import { labelOf } from './customer.js';
import { cutTo } from './cut.js';
import { pageButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface JourneyFacts {
  readonly stages: CustomerForm['stages'];
  /** As the SQL gives them: `stage`, `customers`, `open`. */
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

export function journeyCard({ stages, rows }: JourneyFacts, wording: Wording): Card {
  const counted = new Map(
    rows.map(({ stage = null, customers, open }) => [
      stage === null ? null : String(stage),
      { customers: Number(customers), open: Number(open) },
    ]),
  );
  const named = stages.map(({ value }) => value);
  // Stages that were taken out of desk.yaml still hold customers, and some stand nowhere: the sum is of all.
  const rest = [...counted.keys()].filter((key) => key !== null && !named.includes(key));
  const shown = [...named, ...rest, ...(counted.has(null) ? [null] : [])].map((key) => ({
    key,
    label: stageName(key, stages, wording),
    ...(counted.get(key) ?? { customers: 0, open: 0 }),
  }));
  const total = shown.reduce((sum, { customers }) => sum + customers, 0);
  return {
    title: wording.t('journey.title'),
    tag: wording.t('journey.total', { n: total }),
    tone: 'info',
    blocks: [
      {
        kind: 'bars',
        bars: shown.map(({ label, customers, open }) => ({
          label,
          value: customers,
          text: wording.t('journey.bar', { n: customers, open }),
        })),
      },
      { kind: 'text', text: wording.t('journey.definition'), tone: 'neutral' },
    ],
    buttons: shown
      .filter(({ customers }) => customers > 0)
      .map(({ key, label }) => pageButton(label, `stage.${key ?? ''}`)),
  };
}

export interface StageFacts {
  readonly stage: string | null;
  readonly stages: CustomerForm['stages'];
  readonly tiers: CustomerForm['tiers'];
  readonly total: number;
  readonly rows: readonly (CustomerName & { readonly stageAt: number | null; readonly open: number })[];
}

const SHOWN = 10;
const QUOTED_BYTES = 60;

export function stageCard({ stage, stages, tiers, total, rows }: StageFacts, wording: Wording): Card {
  const shown = rows.slice(0, SHOWN);
  const more = total - shown.length;
  return {
    title: wording.t('journey.stage', { stage: stageName(stage, stages, wording) }),
    tag: wording.t('journey.total', { n: total }),
    tone: 'info',
    blocks: [
      ...(shown.length === 0
        ? [{ kind: 'text' as const, text: wording.t('journey.empty') }]
        : [
            {
              kind: 'table' as const,
              columns: ['name', 'tier', 'since', 'open'].map((column) =>
                wording.t(`customer.column.${column}`),
              ),
              rows: shown.map(({ name, tier, stageAt, open }) => [
                name,
                labelOf(tier, tiers, wording) ?? '',
                stageAt === null ? '' : wording.instant(stageAt),
                String(open),
              ]),
            },
          ]),
      ...(more > 0 ? [{ kind: 'text' as const, text: wording.t('journey.more', { n: more }) }] : []),
    ],
    buttons: [
      ...shown.map(({ id, name }) => pageButton(cutTo(name, QUOTED_BYTES), `customer.${id}`)),
      pageButton(wording.t('journey.title'), 'journey'),
    ],
  };
}

function stageName(key: string | null, stages: CustomerForm['stages'], wording: Wording): string {
  return labelOf(key, stages, wording) ?? wording.t('journey.nowhere');
}
