/** What changed between two lists of named things: new ones, gone ones, and of those that stayed every aspect that differs. */
import type { Said } from './said.js';

export type Item =
  | 'sop'
  | 'field'
  | 'state'
  | 'check'
  | 'transition'
  | 'input'
  | 'timer'
  | 'company'
  | 'publishing'
  | 'team'
  | 'queue'
  | 'role'
  | 'member'
  | 'calendar'
  | 'hook'
  | 'routine'
  | 'tier'
  | 'stage'
  | 'customer_field'
  | 'customer_date'
  | 'reminder'
  | 'impact'
  | 'urgency'
  | 'priority'
  | 'category'
  | 'ladder'
  | 'escalation'
  | 'sla'
  | 'extensions'
  | 'late_reason'
  | 'effort'
  | 'routing'
  | 'reach'
  | 'human'
  | 'template'
  | 'shift'
  | 'reply'
  | 'text';

interface About {
  readonly item: Item;
  readonly name: Said;
}

export type Change =
  | (About & { readonly change: 'added' | 'removed' })
  | (About & { readonly change: 'changed'; readonly aspect: string; readonly from: Said; readonly to: Said })
  /** The order of all of them together: of questions, of steps on the main line. */
  | { readonly change: 'reordered'; readonly item: Item };

/** How one kind of thing is compared. */
export interface Kind<T> {
  readonly item: Item;
  key(of: T): string;
  name(of: T): Said;
  /** Everything that can be said of it, by `difference.aspect.<name>`. */
  readonly aspects: Readonly<Record<string, (of: T) => Said>>;
  /** What belongs to it and is compared one by one. */
  parts?(before: T, after: T, name: Said): readonly Change[];
  /** People notice the order it stands in. */
  readonly ordered?: boolean;
}

/** In the order of the new list, what is gone at the end in the order of the old one. */
export function changesOf<T>(kind: Kind<T>, before: readonly T[], after: readonly T[]): Change[] {
  const { item, key, name } = kind;
  const was = new Map(before.map((each) => [key(each), each]));
  const is = new Map(after.map((each) => [key(each), each]));
  const changes = after.flatMap((each): readonly Change[] => {
    const old = was.get(key(each));
    if (old === undefined) return [{ change: 'added', item, name: name(each) }];
    return [...aspectsOf(kind, old, each), ...(kind.parts?.(old, each, name(each)) ?? [])];
  });
  const gone = before.filter((each) => !is.has(key(each)));
  const stayed = (list: readonly T[]) => list.map(key).filter((one) => was.has(one) && is.has(one));
  const reordered = kind.ordered && !same(stayed(before), stayed(after));
  return [
    ...changes,
    ...gone.map((each): Change => ({ change: 'removed', item, name: name(each) })),
    ...(reordered ? [{ change: 'reordered', item } as const] : []),
  ];
}

function aspectsOf<T>({ item, name, aspects }: Kind<T>, before: T, after: T): Change[] {
  return Object.entries(aspects).flatMap(([aspect, said]): Change[] => {
    const [from, to] = [said(before), said(after)];
    return same(from, to) ? [] : [{ change: 'changed', item, name: name(after), aspect, from, to }];
  });
}

const same = (a: Said, b: Said): boolean => JSON.stringify(a) === JSON.stringify(b);
