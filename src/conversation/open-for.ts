/** 替张三建单 …: whom a member opens a ticket for, and what it is about, as it was said. */
import type { Context } from './context.js';
import { draftOf } from './draft.js';
import { withQuoted } from './file-draft.js';
import type { Intent } from './intent.js';

/** Where a name ends is plain in Chinese; in English only a mark says so, else the longest name that somebody has. */
const CHINESE = /^[替帮给为]\s*(.{1,60}?)\s*(?:建单|开单|报单|转工单)[\s:：,，]*(.*)$/su;
const ENGLISH = /^open (?:a ticket )?for\s+(.+)$/isu;
const MARKED = /^([^:：,，\n]{1,60})[:：,，\n]\s*(.*)$/su;
const LONGEST_NAME = 6;

export interface NamedSplit {
  readonly who: string;
  readonly said: string;
}

/** Null for what opens nothing for anybody: '帮我建单' is said by whoever wants one themselves. */
export function openForSaid(text: string, context: Context): Intent | null {
  const splits = splitsOf(text);
  if (splits.length === 0) return null;
  const named = splits.map(({ who, said }) => ({ who, said: withQuoted(said, context) }));
  return { kind: 'open_for', who: { kind: 'named', splits: named } };
}

/** 建单 of a member: for whoever said what is quoted, or for somebody who is still to be named. */
export function openForQuoted(tail: string, context: Context): Intent {
  const { quoted } = context;
  const said = withQuoted(tail, context);
  return quoted?.account === undefined
    ? { kind: 'open_for', who: { kind: 'unnamed', said } }
    : { kind: 'open_for', who: { kind: 'speaker', account: quoted.account, said } };
}

/** A press on somebody: what waits is about them. */
export function openForPressed(requesterId: string, context: Context): Intent {
  return { kind: 'open_for', who: { kind: 'chosen', requesterId, said: draftOf(context) } };
}

function splitsOf(text: string): readonly NamedSplit[] {
  const chinese = CHINESE.exec(text);
  if (chinese) return /^(?:我|我们|自己)$/u.test(chinese[1] ?? '') ? [] : [split(chinese[1], chinese[2])];
  const rest = ENGLISH.exec(text)?.[1];
  if (rest === undefined) return [];
  const marked = MARKED.exec(rest);
  if (marked) return [split(marked[1], marked[2])];
  const words = rest.split(/\s+/u).filter((word) => word !== '');
  return Array.from({ length: Math.min(LONGEST_NAME, words.length) }, (_, n) => n + 1)
    .reverse()
    .map((count) => split(words.slice(0, count).join(' '), words.slice(count).join(' ')));
}

const split = (who = '', said = ''): NamedSplit => ({ who: who.trim(), said: said.trim() });
