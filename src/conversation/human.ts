/** 转人工 where no ticket is open: one is opened at once, with what was said, in the SOP the house names for it. */
import { saidInto } from '../sop/human.js';
import type { Context } from './context.js';
import { draftOf } from './draft.js';
import type { Intent } from './intent.js';

/** `said`: what followed the word; nothing: what was said before and not understood, else the word itself. */
export function openForHuman(said: string, word: string, context: Context): Intent {
  const words = said || draftOf(context);
  const sop = context.sops.find(({ key }) => key === context.human);
  const fields = sop && saidInto(sop, words || word);
  if (!fields)
    return { kind: 'query', query: { kind: 'welcome' }, ...(words === '' ? {} : { draft: words }) };
  return {
    ...{ kind: 'command', type: 'open', endsDialogue: true },
    input: { sop: sop.key, fields, human: words || word },
  };
}
