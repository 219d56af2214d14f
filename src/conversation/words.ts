/** The vocabulary: every word that means something here, derived from the actions, the SOPs and the reports. */

import { transitionsFrom } from '../sop/machine.js';
import type { Sop, Transition } from '../sop/sop.js';
import type { Context, Words } from './context.js';
import type { Query } from './intent.js';
import { keyOf } from './said.js';

/** Ways through a row of questions; they mean this only while one is asked. */
export type Control = 'cancel' | 'back' | 'skip' | 'resume' | 'restart' | 'one_by_one';

/** What a word stands for. */
export type Meaning =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'action'; readonly type: string }
  | { readonly kind: 'errand'; readonly type: string }
  | { readonly kind: 'transition'; readonly transition: string }
  | { readonly kind: 'sop'; readonly sop: string }
  /** `tells`: the word says what happened, where the title only names the kind of it. */
  | { readonly kind: 'category'; readonly path: string; readonly tells?: true }
  /** What was said last, or what follows, becomes a ticket. */
  | { readonly kind: 'draft' }
  /** `action`: with a ticket, or with more words, it is that. */
  | { readonly kind: 'report'; readonly report: string; readonly action?: string }
  /** The customer whose name follows. */
  | { readonly kind: 'find' };

/** By key, as `keyOf` makes it. What is listed first wins: the house's own words cannot be taken by content. */
export type Vocabulary = ReadonlyMap<string, Meaning>;

const CONTROLS: Readonly<Record<Control, readonly string[]>> = {
  cancel: ['取消', '放弃', '不办了', '算了', 'cancel', 'quit'],
  back: ['上一步', '返回', '上一题', 'back'],
  skip: ['跳过', 'skip'],
  resume: ['继续', '接着来', 'continue', 'resume'],
  restart: ['重新开始', '从头开始', '重来', 'start over', 'restart'],
  one_by_one: ['一项一项来', '一项一项问', 'one by one'],
};

export function controlOf(key: string): Control | null {
  const found = Object.entries(CONTROLS).find(([, words]) => words.includes(key));
  return found ? (found[0] as Control) : null;
}

/** Anything else a requester says is meant for whoever handles their ticket. */
const OF_REQUESTERS: readonly string[] = ['reply', 'fill', 'replace', 'nudge', 'renew'];

type Page = Extract<
  Query,
  {
    kind:
      | 'help'
      | 'welcome'
      | 'mine'
      | 'queue'
      | 'roster'
      | 'ticket'
      | 'materials'
      | 'why'
      | 'sop'
      | 'journey'
      | 'board';
  }
>;

const PAGES: readonly (readonly [Page, 'all' | 'staff', readonly string[]])[] = [
  [{ kind: 'help' }, 'all', ['帮助', '?', 'help', '怎么用', '使用说明', '菜单', 'menu']],
  [{ kind: 'mine' }, 'all', ['我的工单', '我的', 'mine', 'my tickets']],
  [{ kind: 'queue' }, 'staff', ['待办', '队列', '待办工单', 'queue', 'todo']],
  [{ kind: 'roster' }, 'staff', ['值班表', '排班表', '谁在班', '谁值班', 'roster', 'on duty']],
  [
    { kind: 'ticket', ticketId: null },
    'all',
    [
      '进度',
      '查进度',
      '查询进度',
      '我的进度',
      '进度怎么样',
      '到哪一步了',
      '办到哪了',
      '办得怎么样了',
      '到哪了',
      '到哪里了',
      '什么时候好',
      '什么时候能好',
      '什么时候办好',
      '还要多久',
      'progress',
      'status',
      'how long',
    ],
  ],
  [
    { kind: 'materials', ticketId: null },
    'all',
    [
      '材料',
      '我的材料',
      '材料清单',
      '资料',
      '我的资料',
      '资料清单',
      '要交什么',
      'materials',
      'documents',
      'my documents',
    ],
  ],
  [{ kind: 'why', ticketId: null }, 'all', ['为什么', '为啥', '为什么是我', '怎么算的', 'why', 'why me']],
  [{ kind: 'board' }, 'staff', ['看板', '北极星', '北极星指标', 'board', 'north star']],
  [{ kind: 'journey' }, 'staff', ['客户旅程', '旅程', 'journey', 'customer journey']],
  [{ kind: 'sop', sop: null }, 'all', ['流程', 'sop', '办理流程']],
  [
    { kind: 'welcome' },
    'all',
    ['你好', '您好', '在吗', 'hi', 'hello', '业务', '办理业务', '开单', '报单', '新建工单'],
  ],
];

/** Said after a message, or before one. */
const DRAFT: readonly string[] = ['建单', '转工单', 'make a ticket'];

/** Followed by a number they mean a ticket, as to everybody. */
const FIND: readonly string[] = ['查', '查客户', '查询', '查找', 'find', 'look up'];

/** What this person can say here. */
export function vocabularyOf(context: Context): Vocabulary {
  const staff = context.person.kind === 'member';
  const words = new Map<string, Meaning>();
  const add = (said: readonly string[], meaning: Meaning) => {
    for (const word of said) {
      const key = keyOf(word);
      if (key !== '' && !words.has(key)) words.set(key, meaning);
    }
  };
  for (const [query, who, said] of PAGES) if (staff || who === 'all') add(said, { kind: 'query', query });
  for (const { type, words: said, of } of context.errands)
    if (staff || of === 'all') add(both(said), { kind: 'errand', type });
  if (staff) add(FIND, { kind: 'find' });
  if (staff)
    for (const { name, words: said } of context.reports) add(both(said), { kind: 'report', report: name });
  // A step of the ticket at hand is meant before an action of the same name: SOPs are nearer to the reader.
  if (context.ticket)
    for (const step of transitionsFrom(context.ticket.sop, context.ticket.state))
      if (staff || step.by.includes('requester'))
        add(stepWords(step), { kind: 'transition', transition: step.key });
  for (const { type, words: said, of } of context.actions)
    if (staff ? of === undefined : of === 'requester' || OF_REQUESTERS.includes(type)) {
      for (const key of both(said).map(keyOf)) {
        const known = words.get(key);
        if (known?.kind === 'report') words.set(key, { ...known, action: type });
      }
      add(both(said), { kind: 'action', type });
    }
  for (const sop of context.sops) if (sop.words.length > 0) add(sopWords(sop), { kind: 'sop', sop: sop.key });
  add(DRAFT, { kind: 'draft' });
  if (staff) return words;
  for (const { path, title, words: said } of context.categories) {
    add([title['zh-CN'], title.en], { kind: 'category', path });
    add(said, { kind: 'category', path, tells: true });
  }
  return words;
}

export function sopWords({ words, title }: Sop): readonly string[] {
  return [...words, title['zh-CN'], title.en];
}

/** The longest word a sentence begins with, if a space or a mark follows it: '备注 客户很急', 'note: urgent'. */
export function leadingWord(
  key: string,
  vocabulary: Vocabulary,
): { readonly word: string; readonly meaning: Meaning } | null {
  let found: { word: string; meaning: Meaning } | null = null;
  for (const [word, meaning] of vocabulary) {
    const follows = key.startsWith(word) && /^[\s:,，、;]/u.test(key.slice(word.length));
    if (follows && word.length > (found?.word.length ?? 0)) found = { word, meaning };
  }
  return found;
}

function stepWords({ label, words }: Transition): readonly string[] {
  return [...words, label['zh-CN'], label.en];
}

const both = (words: Words): readonly string[] => [...words['zh-CN'], ...words.en];
