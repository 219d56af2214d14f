/** Which customers a colleague has in our place, and until when one had them: shared by all instances. */
import { z } from 'zod';
import type { SharedState } from '../../src/platform/context.js';
import { changeKept } from '../shared/change-kept.js';

/** By our clock (epoch ms); null: a colleague has them now, or they wait for one. */
const session = z.object({ until: z.number().nullable() }).nullable();
type Session = z.infer<typeof session>;

export interface Sessions {
  began(account: string): Promise<void>;
  ended(account: string, at: number): Promise<void>;
  /** Null: nobody but us ever had them. */
  of(account: string): Promise<Session>;
}

export function createSessions(state: SharedState): Sessions {
  const keyOf = (account: string) => `session/${account}`;
  const read = (kept: unknown): Session => session.parse(kept ?? null);
  const change = (account: string, next: (before: Session) => Session): Promise<void> =>
    changeKept(state, keyOf(account), read, (before) => [next(before), undefined]);
  return {
    began: (account) => change(account, (before) => (before?.until === null ? before : { until: null })),
    ended: (account, at) => change(account, (before) => (before?.until === null ? { until: at } : before)),
    async of(account) {
      return read((await state.get(keyOf(account)))?.value);
    },
  };
}
