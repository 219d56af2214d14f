/** `reach` in desk.yaml: on which platforms whoever asked is told when nothing may be said where they wrote, and in which approved words. */
import type { z } from 'zod';
import type { Text } from '../people/people.js';
import { expecting, name, named, oneOf, oneOrMany, pattern, shape, text } from './shape.js';

/** Ways in the order in which they are tried. */
export interface Reach {
  /** What only informs. */
  readonly progress: readonly string[];
  /** What they are asked to answer or to do. */
  readonly asked: readonly string[];
  /** By platform, then by the text that is said (`unpaid`, for `say.unpaid`); `default` stands for all others. */
  readonly templates: Readonly<Record<string, Readonly<Record<string, ApprovedTemplate>>>>;
}

/** A text that the platform has approved: only what stands in its gaps is ours. */
export interface ApprovedTemplate {
  readonly id: string;
  /** What those who are told by it call it; null: news of their matter. */
  readonly name: Text | null;
  /** What fills each gap, with `{words}` of `TEMPLATE_VARIABLES`. */
  readonly values: Readonly<Record<string, string>>;
}

/** What may fill a gap: the ticket's number and title, its state, the text itself, who asked, our company. */
export const TEMPLATE_VARIABLES = ['ticket', 'title', 'state', 'text', 'requester', 'company'] as const;

/** Where somebody can be told who works with us elsewhere or not at all. */
const WAYS = ['wechat-kf', 'wechat-oa', 'sms', 'mail', 'wecom', 'feishu', 'slack', 'web'] as const;
const ways = oneOrMany('platforms in the order in which they are tried', oneOf(WAYS), 'none');
const platform = pattern(/^[a-z][a-z-]{1,19}$/u, 'a platform', 'sms or wechat-oa').superRefine(
  (key, context) => {
    if (!WAYS.some((known) => known === key))
      context.addIssue(expecting(`one of ${WAYS.join(', ')}`, WAYS.join(' ')));
  },
);

const value = pattern(/\S/u, 'what fills the gap', '{ticket}').superRefine((filling, context) => {
  for (const [, word = ''] of filling.matchAll(/\{([^{}]*)\}/gu))
    if (!TEMPLATE_VARIABLES.some((known) => known === word))
      context.addIssue(
        expecting(`words in braces out of ${TEMPLATE_VARIABLES.join(', ')}`, TEMPLATE_VARIABLES.join(' ')),
      );
});

const template = shape('an approved template, { id: …, name: …, values: … }', {
  id: pattern(/^\S{1,80}$/u, 'the id of the template at the platform', '"2100123"'),
  name: text.nullable().default(null),
  values: named('gaps', pattern(/^\w{1,40}$/u, 'the name of a gap', '"1" or thing1'), value).default({}),
});

export const reachFile = shape('how requesters are reached, { progress, asked, templates }', {
  progress: ways.default([]),
  asked: ways.default([]),
  templates: named(
    'approved templates by platform',
    platform,
    named('templates by the text they stand for', name, template),
  ).default({}),
});

export function reachOf(written: z.infer<typeof reachFile> | undefined): Reach {
  return written ?? { progress: [], asked: [], templates: {} };
}
