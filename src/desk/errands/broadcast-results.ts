/** 群发结果 and 撤回群发: what became of a text to many customers, and taking back what has not gone out. */
import { batchResultCard } from '../../cards/batch.js';
import { actorName } from '../../people/actor.js';
import { buttonValue } from '../../platform/button.js';
import type { Button } from '../../platform/card.js';
import { mayBatch } from '../batch/may.js';
import type { Batch } from '../ports/batches.js';
import { defineErrand, type Outcome, type Running } from './errand.js';
import { refuseErrand } from './refusals.js';

const BATCH = /^[0-9a-f]{16}$/u;
const EARLIER = 5;

export const broadcastResults = defineErrand({
  type: 'broadcast_results',
  words: { 'zh-CN': ['群发结果'], en: ['broadcast results'] },
  label: { 'zh-CN': '群发结果', en: 'Broadcast results' },
  of: 'staff',
  alone: true,
  may: mayBatch,
  async run({ said }, running) {
    const { house, reader } = running;
    const sent = await house.store.batches.sent(EARLIER);
    const named = await batchNamed(said, running);
    const shown = named ?? sent[0];
    if (!shown) return refuseErrand('no_batch');
    const fates = await house.store.batches.fates(shown.id);
    const earlier = sent.filter(({ id }) => id !== shown.id);
    const { wording } = reader;
    const buttons = [
      ...(fates.some(({ fate }) => fate === 'waiting') && shown.recalledAt === null
        ? [press('recall_broadcast', shown.id, wording.t('batch.recall'), 'danger')]
        : []),
      ...earlier.map(({ id, sentAt }) =>
        press('broadcast_results', id, wording.t('batch.earlier', { at: { at: sentAt ?? 0 } }), 'plain'),
      ),
    ];
    return {
      card: batchResultCard({ batch: { ...shown, sentAt: shown.sentAt ?? 0 }, fates }, buttons, wording),
    };
  },
});

/** Without a name it is the newest one of whoever asks. */
export const recallBroadcast = defineErrand({
  type: 'recall_broadcast',
  words: { 'zh-CN': ['撤回群发'], en: ['recall broadcast'] },
  label: { 'zh-CN': '撤回群发', en: 'Recall a broadcast' },
  of: 'staff',
  alone: true,
  may: mayBatch,
  async run({ said }, running): Promise<Outcome> {
    const { house, reader } = running;
    const own = async () =>
      (await house.store.batches.sent(EARLIER)).find(({ by }) => by === actorName(reader.person));
    const meant = (await batchNamed(said, running)) ?? (await own());
    if (!meant) return refuseErrand('no_batch');
    const waiting = (await house.store.batches.fates(meant.id)).filter(({ fate }) => fate === 'waiting');
    if (waiting.length === 0 || meant.recalledAt !== null) return refuseErrand('batch_out');
    return {
      deeds: [{ deed: 'batchRecalled', batch: meant.id }],
      says: reader.wording.t('batch.recalled'),
    };
  },
});

async function batchNamed(said: unknown, { house }: Running): Promise<Batch | null> {
  if (typeof said !== 'string' || !BATCH.test(said)) return null;
  const named = await house.store.batches.batch(said);
  return named?.sentAt == null ? null : named;
}

const press = (action: string, argument: string, text: string, style: Button['style']): Button => ({
  ...{ text, style },
  value: buttonValue({ action, ticketId: 0, version: 0, argument }),
});
