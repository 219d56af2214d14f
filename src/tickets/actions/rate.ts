/** 评分: the requester says from 1 to 5 how the work was; until the days for it are over they may say it anew. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { ask, question } from '../questions.js';
import { LOW, ratedUntil, scoreSaid } from '../rating.js';
import { isRefusal, refuse } from '../refusal.js';
import { allOf, requester } from '../rules.js';

const open: Permission = (ticket, { now, sop }) => {
  const until = ratedUntil(ticket);
  if (until === null || !sop.ask?.csat) return refuse('nothing_to_rate');
  return now <= until ? null : refuse('rating_over', { until: { at: until } });
};

const SCORE = {
  ...question('score', 'choice', { 'zh-CN': '打几分', en: 'Score' }),
  choices: [1, 2, 3, 4, 5].map((score) => ({
    value: String(score),
    label: { 'zh-CN': `${score} 分`, en: String(score) },
  })),
};
const WHY = question(
  'reason',
  'text',
  { 'zh-CN': '哪里没有做好（一句话）', en: 'What went wrong (one line)' },
  { max: 200 },
);

export const rate = defineAction({
  type: 'rate',
  words: { 'zh-CN': ['评分', '打分'], en: ['rate'] },
  label: { 'zh-CN': '评分', en: 'Rate' },
  of: 'requester',
  input: z.strictObject({ score: z.coerce.string().optional(), reason: z.string().optional() }),
  may: allOf(requester, open),
  stale: false,
  decide({ rating }, { score: said, reason }, { now, actor }) {
    if (said === undefined) return ask(SCORE);
    const score = scoreSaid(said, 1, 5);
    if (isRefusal(score)) return score;
    if (rating?.score === score && (reason === undefined || reason === rating.reason))
      return refuse('nothing_to_do');
    return [{ type: 'rated', at: now, by: actorName(actor), score, reason: reason?.trim() || null }];
  },
  next: ({ rating }) => (rating && rating.score <= LOW && rating.reason === null ? ask(WHY) : null),
});
