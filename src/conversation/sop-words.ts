/** An SOP meant by a sentence: "我要注册公司", "I want to register a company". */
import type { Sop } from '../sop/sop.js';
import type { Context } from './context.js';
import { keyOf } from './said.js';
import { sopWords } from './words.js';

/**
 * The SOP whose longest word the sentence holds; two that hold equally long ones are a question, not an answer.
 * Who has an open ticket must say that they want something new: "公司注册到哪了" is about the ticket they have.
 */
export function sopIn(key: string, context: Context): Sop | null {
  if (context.person.kind === 'member') return null;
  if (context.openTickets.length > 0 && !WANTING.test(key)) return null;
  const held = context.sops.flatMap((sop) => {
    const words = sop.words.length > 0 ? sopWords(sop).map(keyOf) : [];
    const longest = Math.max(
      0,
      ...words.filter((word) => word !== '' && key.includes(word)).map((word) => word.length),
    );
    return longest > 0 ? [{ sop, longest }] : [];
  });
  const [first, second] = held.sort((a, b) => b.longest - a.longest);
  return first && first.longest !== second?.longest ? first.sop : null;
}

const WANTING =
  /^(?:我(?:们)?(?:还)?(?:要|想|需要)|请?帮(?:我|忙)|想|申请|办理|再|i want|i would like|i'd like|i need|please|new )/u;
