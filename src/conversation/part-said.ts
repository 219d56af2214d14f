/** '分工 主图设计 负责人 周明 协作人 林晓、王芳 标准 白底 800 截止 明天': a part of the work in one line. */
import type { Context } from './context.js';
import { dateSaid } from './when.js';

const LABELS: readonly (readonly [string, string])[] = [
  ['owner', '负责人|负责|owner'],
  ['collaborators', '协作人|协作|collaborators|with'],
  ['standard', '交付标准|标准|standard'],
  ['due', '截止时间|截止日期|截止|due'],
];
/** A label stands after a space or a mark, and what it labels after one too. */
const LABEL = new RegExp(
  `(?:^|[\\s,，;；])(?:${LABELS.map(([key, words]) => `(?<${key}>${words})`).join('|')})[\\s:：=]+`,
  'giu',
);

/** What stands before the first label is the part's name or number. */
export function partSaid(
  said: string,
  { now, tz }: Pick<Context, 'now' | 'tz'>,
): Readonly<Record<string, string>> {
  const labels = [...said.matchAll(LABEL)];
  const part = tidy(said.slice(0, labels[0]?.index ?? said.length));
  const input: Record<string, string> = part === '' ? {} : { part };
  for (const [index, label] of labels.entries()) {
    const [key] = Object.entries(label.groups ?? {}).find(([, word]) => word !== undefined) ?? [];
    const value = tidy(said.slice(label.index + label[0].length, labels[index + 1]?.index));
    if (key !== undefined && value !== '')
      input[key] = key === 'due' ? (dateSaid(value, now, tz) ?? value) : value;
  }
  return input;
}

const tidy = (text: string) => text.replace(/^[\s,，;；]+|[\s,，;；]+$/gu, '');
