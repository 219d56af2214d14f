/** A text to many customers: as it would be read, and what became of it. */
import type { Block, Button, Card } from '../platform/card.js';
import type { Wording } from './wording.js';

/** More names than anybody reads; the rest is counted. */
const MOST_NAMES = 20;
const SHOWN = 3;

export interface BatchPreview {
  readonly told: readonly { readonly requester: { readonly name: string }; readonly text: string }[];
  readonly leftOut: readonly { readonly name: string; readonly why: 'opted_out' | 'nowhere' }[];
  /** What was shown before is not so any more. */
  readonly moved: boolean;
}

export function batchPreviewCard(
  { told, leftOut, moved }: BatchPreview,
  buttons: readonly Button[],
  wording: Wording,
): Card {
  const out = (['opted_out', 'nowhere'] as const).flatMap((why) => {
    const names = leftOut.filter((one) => one.why === why).map(({ name }) => name);
    return names.length === 0 ? [] : [note(wording.t(`batch.${why}`, namesOf(names, wording)), 'warning')];
  });
  return {
    title: wording.t(told.length === 0 ? 'batch.nobody' : 'batch.preview', { n: told.length }),
    tone: moved || told.length === 0 ? 'warning' : 'info',
    blocks: [
      ...(moved ? [note(wording.t('batch.moved'), 'warning')] : []),
      ...told
        .slice(0, SHOWN)
        .map(({ requester: { name }, text }) => note(wording.t('batch.reads', { name, text }))),
      ...(told.length > SHOWN ? [note(wording.t('batch.more', { n: told.length - SHOWN }))] : []),
      ...out,
    ],
    buttons,
  };
}

export interface BatchResult {
  readonly batch: { readonly text: string; readonly by: string; readonly sentAt: number };
  readonly fates: readonly { readonly name: string; readonly fate: BatchFateName }[];
}

const FATES = ['sent', 'arrived', 'elsewhere', 'waiting', 'recalled', 'failed'] as const;
type BatchFateName = (typeof FATES)[number];

export function batchResultCard(
  { batch: { text, by, sentAt }, fates }: BatchResult,
  buttons: readonly Button[],
  wording: Wording,
): Card {
  const failed = fates.filter(({ fate }) => fate === 'failed').map(({ name }) => name);
  return {
    title: wording.t('batch.result', { n: fates.length }),
    tone: failed.length > 0 ? 'warning' : 'info',
    blocks: [
      note(wording.t('batch.by', { who: { person: by }, at: { at: sentAt } })),
      note(text),
      {
        kind: 'fields',
        fields: FATES.map((fate) => ({
          label: wording.t(`batch.fate.${fate}`),
          value: String(fates.filter((one) => one.fate === fate).length),
        })).filter(({ value }) => value !== '0'),
      },
      ...(failed.length > 0 ? [note(wording.t('batch.failed', namesOf(failed, wording)), 'warning')] : []),
    ],
    buttons,
  };
}

function namesOf(names: readonly string[], wording: Wording) {
  const shown = names.slice(0, MOST_NAMES).join(wording.locale === 'en' ? ', ' : '、');
  const rest = names.length - MOST_NAMES;
  const more = rest > 0 ? wording.t('batch.and_more', { n: rest }) : '';
  return { n: names.length, names: `${shown}${more}` };
}

const note = (text: string, tone?: 'warning'): Block => ({ kind: 'text', text, ...(tone ? { tone } : {}) });
