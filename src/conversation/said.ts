/** What was typed, made comparable: one width, one case, no mention, no slash; and as it was meant to be read. */

export interface Said {
  /** What a person would be shown: mentions and the slash gone, nothing else touched. */
  readonly text: string;
  /** What words are compared with. */
  readonly key: string;
  /** Spoken to us: by mention or by slash. */
  readonly addressed: boolean;
}

/** Longer texts are refused whole: a cut text would be answered for what it does not say. */
export const LONGEST_TEXT = 4000;

export function readSaid(raw: string): Said {
  const clean = raw.replaceAll(INVISIBLE, '').trim();
  const unmentioned = clean.replace(MENTIONS, '').trim();
  const text = unmentioned.replace(/^[/／]+\s*/u, '');
  return { text, key: keyOf(text), addressed: unmentioned !== clean || text !== unmentioned };
}

/** '＃１２　接单！' → '#12 接单'. */
export function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/(?<=.)[。.!?~…、,]+$/u, '')
    .trim();
}

const MENTIONS = /^(?:@[^\s@]{1,64}\s*(?:\s|$))+/u;
/** Zero-width marks and direction marks that chat clients leave in copied text. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

export interface Numbered {
  readonly ticketId: number | null;
  /** What is left, as text and as key. */
  readonly text: string;
  readonly key: string;
}

/** Takes a ticket's number out of what was said: '#12 备注 …', '接单 #12', '12号', '工单 12'. */
export function takeNumber({ text, key }: Pick<Said, 'text' | 'key'>): Numbered {
  const only = /^(?:工单|ticket)? ?(?:#(\d{1,9})|(\d{1,9}) ?号(?:工单)?)$|^(?:工单|ticket) ?(\d{1,9})$/u.exec(
    key,
  );
  const alone = only?.[1] ?? only?.[2] ?? only?.[3];
  if (alone !== undefined) return { ticketId: Number(alone), text: '', key: '' };
  const first = /^[#＃]\s?([0-9０-９]{1,9})\s+/u.exec(text) ?? /\s+[#＃]\s?([0-9０-９]{1,9})$/u.exec(text);
  if (!first) return { ticketId: null, text, key };
  const rest = text.replace(first[0], ' ').trim();
  return { ticketId: Number((first[1] ?? '').normalize('NFKC')), text: rest, key: keyOf(rest) };
}
