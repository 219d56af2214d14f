/** A service meant by a sentence: "我要注册公司", "打印机坏了，三楼", "I want to register a company". */
import type { Context } from './context.js';
import { keyOf } from './said.js';
import { sopWords } from './words.js';

/** An SOP, or a category that leads to one. */
export type Meant = { readonly sop: string } | { readonly category: string };

/**
 * Who has an open ticket must say that they want something new: "公司注册到哪了" is about the ticket they have. Staff
 * open tickets for others.
 */
export function serviceWanted(key: string, context: Context): Meant | null {
  if (context.person.kind === 'member') return null;
  return context.openTickets.length > 0 && !WANTING.test(key) ? null : serviceIn(key, context);
}

/** The one whose longest word the sentence holds; two that hold equally long ones are a question, not an answer. */
export function serviceIn(key: string, { sops, categories }: Context): Meant | null {
  const services: readonly (readonly [Meant, readonly string[]])[] = [
    ...sops.map((sop) => [{ sop: sop.key }, sop.words.length > 0 ? sopWords(sop) : []] as const),
    ...categories.map(({ path, words }) => [{ category: path }, words] as const),
  ];
  const held = services.flatMap(([service, words]) => {
    const lengths = words
      .map(keyOf)
      .filter((word) => word !== '' && key.includes(word))
      .map((word) => word.length);
    return lengths.length > 0 ? [{ service, longest: Math.max(...lengths) }] : [];
  });
  const [first, second] = held.sort((a, b) => b.longest - a.longest);
  return first && first.longest !== second?.longest ? first.service : null;
}

const WANTING =
  /^(?:我(?:们)?(?:还)?(?:要|想|需要)|请?帮(?:我|忙)|想|申请|办理|再|i want|i would like|i'd like|i need|please|new )/u;
