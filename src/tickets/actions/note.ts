/** 备注: an internal note, never shown to the requester. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { staff } from '../rules.js';

export const note = defineAction({
  type: 'note',
  words: { 'zh-CN': ['备注'], en: ['note'] },
  label: { 'zh-CN': '备注', en: 'Note' },
  input: z.strictObject({ text: z.string().trim().min(1).max(4000) }),
  may: staff,
  stale: false,
  decide: (_ticket, { text }, { now, actor }) => [{ type: 'noteAdded', at: now, by: actorName(actor), text }],
});
