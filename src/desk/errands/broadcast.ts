/** 群发: one text to many customers, shown as the first of them would read it; a press sends exactly that, once. */
import { createHash } from 'node:crypto';
import { batchPreviewCard } from '../../cards/batch.js';
import { actorName } from '../../people/actor.js';
import { buttonValue } from '../../platform/button.js';
import type { Button } from '../../platform/card.js';
import type { Selection } from '../../sop/selection.js';
import { question } from '../../tickets/questions.js';
import type { Param } from '../../tickets/refusal.js';
import { mayBatch } from '../batch/may.js';
import { customersMeant } from '../batch/meant.js';
import { type BatchPlan, MOST_RECIPIENTS, planBatch } from '../batch/plan.js';
import { batchItems, PER_SECOND } from '../batch/send.js';
import { batchWords, wrongWord } from '../batch/words.js';
import { answersTo, defineErrand, type Outcome, type Running } from './errand.js';
import { type ErrandRefused, refuseErrand, wrongAnswers } from './refusals.js';

const MOST_TEXT = 500;
const MOST_NAMED = 5;
const MEANT = {
  ...question('meant', 'text', { 'zh-CN': '发给哪些客户', en: 'To which customers' }),
  hint: {
    'zh-CN': '全部，或等级、阶段：重点客户、普通客户；服务中。字段写成 纳税人类型=一般纳税人',
    en: 'All, or tiers and stages: Key account/Standard; In service. A field: Taxpayer=General',
  },
};
const TEXT = {
  ...question('text', 'long_text', { 'zh-CN': '内容', en: 'Text' }, { max: MOST_TEXT }),
  hint: {
    'zh-CN': '可以写 {姓名}、{公司}、{等级} 和客户的其他字段，每个人看到自己的',
    en: 'May hold {name}, {company}, {tier} and other fields of the customer: all read their own',
  },
};

/** What a button carries: send what was shown so, or do not. */
const PRESSED = /^(send|no)\/([0-9a-f]{16})\/([0-9a-f]{16})$/u;

export const broadcast = defineErrand({
  type: 'broadcast',
  words: { 'zh-CN': ['群发', '群发通知'], en: ['broadcast'] },
  label: { 'zh-CN': '群发通知', en: 'Broadcast' },
  of: 'staff',
  alone: true,
  may: mayBatch,
  async run({ said, meant, text }, running) {
    const [, press, batch = '', digest = ''] = PRESSED.exec(String(said ?? '')) ?? [];
    if (press === 'no') return { deeds: [], says: running.reader.wording.t('batch.cancelled') };
    if (press === 'send') return send(batch, digest, running);
    // 群发 重点客户: only the text is left to ask for.
    const named = typeof said === 'string' ? customersMeant(said, running.reader.edition.content) : null;
    if (named && isRefused(named)) return named;
    const read = answersTo(named ? [TEXT] : [MEANT, TEXT], { meant, text }, running);
    if (!('values' in read)) return read;
    const selection = named ?? customersMeant(String(read.values.meant), running.reader.edition.content);
    if (isRefused(selection)) return wrongAnswers({ meant: selection });
    return preview(selection, String(read.values.text), running);
  },
});

async function preview(meant: Selection, text: string, running: Running): Promise<Outcome> {
  const { house, reader, key } = running;
  const wrong = wrongWord(text, batchWords(reader.edition.content.customers));
  if (wrong) return wrongAnswers({ text: wrong });
  const plan = await planBatch(house, reader, { meant, text });
  const refused = cannotGo(plan);
  if (refused) return refused;
  const batch = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const by = actorName(reader.person);
  return {
    deeds: [{ deed: 'batchPlanned', batch, by, secret: { meant, text } }],
    card: previewOf(batch, plan, false, running),
  };
}

const isRefused = (meant: Selection | ErrandRefused): meant is ErrandRefused =>
  typeof meant.refused === 'string';

/** Nobody is told half of something. */
function cannotGo({ tooMany, unfilled }: BatchPlan): ErrandRefused | null {
  if (tooMany) return refuseErrand('too_many_recipients', { most: MOST_RECIPIENTS });
  if (unfilled.length === 0) return null;
  return refuseErrand('unfilled_words', {
    n: unfilled.length,
    who: unfilled.slice(0, MOST_NAMED).map(
      ({ name, missing }): Param => ({
        message: 'batch.lacks',
        params: { name, what: missing.map((text): Param => ({ text })) },
      }),
    ),
  });
}

function previewOf(batch: string, plan: BatchPlan, moved: boolean, { reader: { wording } }: Running) {
  const press = (what: 'send' | 'no', text: string, style: Button['style']): Button => ({
    text,
    value: buttonValue({
      ...{ action: 'broadcast', ticketId: 0, version: 0 },
      argument: `${what}/${batch}/${plan.digest}`,
    }),
    style,
  });
  const n = plan.told.length;
  const buttons =
    n === 0
      ? []
      : [
          press('send', wording.t('batch.send', { n }), 'primary'),
          press('no', wording.t('batch.cancel'), 'plain'),
        ];
  return batchPreviewCard({ ...plan, moved }, buttons, wording);
}

async function send(batch: string, digest: string, running: Running): Promise<Outcome> {
  const { house, reader, now } = running;
  const planned = await house.store.batches.batch(batch);
  if (!planned || planned.text === '') return refuseErrand('batch_gone');
  if (planned.sentAt !== null) return refuseErrand('batch_sent', { at: { at: planned.sentAt } });
  const plan = await planBatch(house, reader, planned);
  const refused = cannotGo(plan) ?? wrongWord(planned.text, batchWords(reader.edition.content.customers));
  if (refused) return refused;
  if (plan.digest !== digest || plan.told.length === 0)
    return { card: previewOf(batch, plan, true, running) };
  return {
    deeds: [{ deed: 'batchSent', batch, recipients: plan.told.map(({ requester }) => requester.id) }],
    outbox: batchItems(batch, plan, now),
    says: reader.wording.t('batch.done', { n: plan.told.length, rate: PER_SECOND }),
  };
}
