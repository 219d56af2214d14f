/** A load of alarms: orders nobody pays are reminded three times; others are paid between two reminders, which voids the rest. */
import { setTimeout as after } from 'node:timers/promises';
import { ordersByForm } from '../support/crash-acts.js';
import type { Cashier } from '../support/crash-cashier.js';
import type { Chance } from '../support/crash-chance.js';
import type { CrashPage } from '../support/crash-page.js';

const PAUSE_MS = 150;
const PAYS = 0.4;

export interface FaultLoad {
  readonly companies: readonly string[];
  /** Orders nothing more; resolves when what was begun has come to its end. */
  stop(): Promise<readonly string[]>;
}

export function startFaultLoad(page: CrashPage, cashier: Cashier, chance: Chance): FaultLoad {
  const companies: string[] = [];
  const paying: Promise<void>[] = [];
  let stopping = false;
  async function orders(): Promise<void> {
    while (!stopping) {
      const company = `公司${companies.length + 1}`;
      companies.push(company);
      const ticket = await ordersByForm(page, company);
      if (chance.happens(PAYS))
        paying.push(after(chance.between(500, 6_000)).then(() => cashier.paid(ticket)));
      await after(PAUSE_MS);
    }
  }
  const running = orders();
  return {
    companies,
    async stop() {
      stopping = true;
      const ends = await Promise.allSettled([running, ...paying]);
      const late = await Promise.allSettled(paying);
      return [...ends, ...late].flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    },
  };
}
