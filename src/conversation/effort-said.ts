/** '30分钟 沟通 和客户核对材料', '昨天 2小时 跑腿 分工 1': time that is logged, in one line. */
import type { Context } from './context.js';
import { keyOf } from './said.js';
import { dateSaid } from './when.js';

const HOURS = '[0-9０-９]+(?:[.．][0-9０-９]+)?\\s*(?:个?(?:半)?小时半?|hours?|hrs?|h)';
const MINUTES = '[0-9０-９]+\\s*(?:分钟?|minutes?|mins?|m)';
const SPAN = new RegExp(
  `(?:^|[\\s,，])(${HOURS}(?:\\s*${MINUTES})?|${MINUTES}|半个?小时)(?=$|[\\s,，])`,
  'iu',
);
const PART = /(?:^|[\s,，])(?:分工|part)\s*[#＃]?([0-9０-９]{1,3})(?=$|[\s,，])/iu;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}$/u;

/** `mends`: the number of an entry may stand first. What is neither time, part nor day is the kind, then the words. */
export function effortSaid(
  said: string,
  mends: boolean,
  { now, tz }: Pick<Context, 'now' | 'tz'>,
): Readonly<Record<string, string>> {
  const input: Record<string, string> = {};
  let rest = said;
  const take = (key: string, found: RegExpExecArray | null) => {
    if (found === null) return;
    input[key] = (found[1] ?? '').trim();
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
  };
  if (mends) take('entry', /^\s*[#＃]?([0-9０-９]{1,4})(?=$|[\s,，])/u.exec(rest));
  take('spent', SPAN.exec(rest));
  take('part', PART.exec(rest));
  const words: string[] = [];
  for (const word of rest.split(/[\s,，]+/u).filter((one) => one !== '')) {
    const day = DATE.test(keyOf(word)) ? keyOf(word) : dateSaid(word, now, tz);
    if (day !== null && input.day === undefined) input.day = day;
    else words.push(word);
  }
  const [kind, ...text] = words;
  if (kind !== undefined) input.kind = kind;
  if (text.length > 0) input.text = text.join(' ');
  return input;
}
