/** 删除客户资料: what of a customer would be gone, and what stays. */
import type { Block, Button, Card } from '../platform/card.js';
import type { Wording } from './wording.js';

export interface ErasureShown {
  readonly customer: string;
  readonly name: string;
  readonly counts: Readonly<Record<'people' | 'accounts' | 'tickets' | 'said' | 'files' | 'kept', number>>;
  /** Who asked, and until when another one may do it; null: nobody has. */
  readonly asked: { readonly who: string; readonly until: number } | null;
}

const COUNTED = ['people', 'accounts', 'tickets', 'said', 'files'] as const;

export function erasureCard(shown: ErasureShown, buttons: readonly Button[], wording: Wording): Card {
  const { customer, name, counts, asked } = shown;
  const note = (text: string): Block => ({ kind: 'text', text, tone: 'neutral' });
  return {
    title: wording.t('erasure.title', { name }),
    tone: 'warning',
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: wording.t('erasure.customer'), value: customer },
          ...COUNTED.map((key) => ({ label: wording.t(`erasure.${key}`), value: String(counts[key]) })),
        ],
      },
      { kind: 'text', text: wording.t('erasure.means') },
      ...(counts.kept > 0 ? [note(wording.t('erasure.kept', { n: counts.kept }))] : []),
      ...(asked
        ? [note(wording.t('erasure.asked', { who: asked.who, until: wording.instant(asked.until) }))]
        : []),
    ],
    buttons,
  };
}
