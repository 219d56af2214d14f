/** 备注: an internal note, never shown to the requester. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { ask, question } from '../questions.js';
import { staff } from '../rules.js';

const TEXT = question('text', 'long_text', { 'zh-CN': '备注内容', en: 'Note' }, { max: 4000 });

export const note = defineAction({
  type: 'note',
  words: { 'zh-CN': ['备注'], en: ['note'] },
  label: { 'zh-CN': '备注', en: 'Note' },
  input: z.strictObject({ text: z.string().trim().max(4000).optional() }),
  may: staff,
  stale: false,
  decide: (_ticket, { text }, { now, actor }) =>
    text ? [{ type: 'noteAdded', at: now, by: actorName(actor), text }] : ask(TEXT),
});
