/** A difference between two contents in words: a text under each title, a line a change, long texts cut around what changed. */
import type { Block } from '../platform/card.js';
import type { Change, ChangeGroup } from '../sop/difference.js';
import type { Wording } from './wording.js';

type Changed = Extract<Change, { change: 'changed' }>;

/** `most` lines in all; what is left out is counted. */
export function differenceBlocks(groups: readonly ChangeGroup[], wording: Wording, most: number): Block[] {
  if (groups.length === 0) return [{ kind: 'text', text: wording.t('difference.nothing') }];
  const blocks: Block[] = [];
  let left = most;
  for (const { title, changes } of groups) {
    const lines = changes.slice(0, Math.max(0, left)).map((change) => `· ${line(change, wording)}`);
    if (lines.length > 0) blocks.push({ kind: 'text', text: [wording.param(title), ...lines].join('\n') });
    left -= changes.length;
  }
  if (left < 0)
    blocks.push({ kind: 'text', text: wording.t('difference.more', { n: -left }), tone: 'neutral' });
  return blocks;
}

function line(change: Change, wording: Wording): string {
  const item = wording.t(`difference.item.${change.item}`);
  switch (change.change) {
    case 'added':
      return wording.t('difference.added', { item, name: change.name });
    case 'removed':
      // People live in the directory: the file only introduced them.
      return change.item === 'member'
        ? wording.t('difference.member_removed', { item, name: change.name })
        : wording.t('difference.removed', { item, name: change.name });
    case 'reordered':
      return wording.t('difference.reordered', { item });
    case 'changed':
      return changedLine(change, item, wording);
  }
}

/** A text may have changed in the other language only: then that is what is shown. */
function changedLine({ name, aspect, from, to }: Changed, item: string, wording: Wording): string {
  const mine = [wording.param(from), wording.param(to)] as const;
  const elsewhere = mine[0] === mine[1];
  const other = wording.locale === 'en' ? 'zh-CN' : 'en';
  const shown = elsewhere ? ([inOther(from, other), inOther(to, other)] as const) : mine;
  const [before, after] = aroundChange(...shown);
  const params = { item, name, aspect: wording.t(`difference.aspect.${aspect}`), from: before, to: after };
  return elsewhere
    ? wording.t('difference.changed_elsewhere', params)
    : wording.t('difference.changed', params);
}

/** The texts inside a value in the other language; the frame around them is the same on both sides. */
function inOther(said: Changed['from'], locale: 'zh-CN' | 'en'): string {
  if (typeof said !== 'object') return String(said);
  if ('text' in said) return said.text[locale];
  const inner = 'message' in said ? Object.values(said.params ?? {}) : said;
  return inner.map((each) => inOther(each, locale)).join(' ');
}

const LONGEST = 48;
const AROUND = 8;

/** Both texts on one line, without the long stretches they have in common. */
function aroundChange(before: string, after: string): readonly [string, string] {
  const [from, to] = [letters(before), letters(after)];
  if (Math.max(from.length, to.length) <= LONGEST) return [from.join(''), to.join('')];
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  const begin = Math.max(0, head - AROUND);
  const end = Math.max(0, tail - AROUND);
  const excerpt = (of: readonly string[]) => {
    const middle = of.slice(begin, of.length - end);
    const cut = middle.length > LONGEST ? [...middle.slice(0, LONGEST), '…'] : middle;
    return `${begin > 0 ? '…' : ''}${cut.join('')}${end > 0 && middle.length <= LONGEST ? '…' : ''}`;
  };
  return [excerpt(from), excerpt(to)];
}

const letters = (of: string): string[] => [...of.replaceAll(/\s+/gu, ' ')];
