/** 推荐度: from 0 to 10, would they recommend us? The house asks each customer now and then, and never twice for one answer. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { ask, question } from '../questions.js';
import { mayAskAgain, recommendedUntil, scoreSaid } from '../rating.js';
import { isRefusal, refuse } from '../refusal.js';
import { allOf, requester, system } from '../rules.js';

const asked: Permission = (ticket, { now }) => {
  const until = recommendedUntil(ticket);
  if (until === null) return refuse('nothing_to_rate');
  return now <= until ? null : refuse('rating_over', { until: { at: until } });
};

const SCORE = question('score', 'text', { 'zh-CN': '0 到 10 分', en: '0 to 10' }, { max: 4 });

export const recommend = defineAction({
  type: 'recommend',
  words: { 'zh-CN': ['推荐度'], en: ['recommend'] },
  label: { 'zh-CN': '推荐度', en: 'Recommend' },
  of: 'requester',
  input: z.strictObject({ score: z.coerce.string().optional() }),
  may: allOf(requester, asked),
  stale: false,
  decide({ recommendation }, { score: said }, { now, actor }) {
    if (said === undefined) return ask(SCORE);
    const score = scoreSaid(said, 0, 10);
    if (isRefusal(score)) return score;
    if (recommendation?.score === score) return refuse('nothing_to_do');
    return [{ type: 'recommended', at: now, by: actorName(actor), score }];
  },
});

export const askRecommendation = defineAction({
  type: 'ask_recommendation',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '问推荐度', en: 'Ask whether they recommend us' },
  input: z.strictObject({}),
  may: system,
  stale: false,
  decide({ recommendation }, _input, { now, actor, sop, recommendationAskedAt = null }) {
    const every = sop.ask?.nps ?? null;
    if (every === null || recommendation !== null) return refuse('nothing_to_do');
    if (!mayAskAgain(every, recommendationAskedAt, now)) return refuse('nothing_to_do');
    return [{ type: 'recommendationAsked', at: now, by: actorName(actor) }];
  },
});
