/** Members act through no door of their own: where a story is about somebody else, and how staff press is told elsewhere. */
import { handle } from '../../src/desk/handle.js';
import { PDF } from './files.js';
import { orders } from './orders.js';
import type { Person } from './person.js';
import type { Stage } from './stage.js';

export type Does = (
  member: string,
  type: string,
  ticketId: number,
  input?: Readonly<Record<string, unknown>>,
) => Promise<void>;

export function actsIn({ troika, settled }: Pick<Stage<Person>, 'troika' | 'settled'>): Does {
  let acts = 0;
  return async (id, type, ticketId, input = {}) => {
    acts += 1;
    const cause = { kind: 'api', key: `act-${acts}` } as const;
    const asked = { type, ticketId, input, actor: { kind: 'member', id }, cause } as const;
    const handled = await handle(troika.desk.house, asked, () => ({}));
    if (handled.kind !== 'done') throw new Error(`expected ${id} to ${type}, got ${JSON.stringify(handled)}`);
    await settled();
  };
}

/** From the order to a registered company that waits to be confirmed. */
export async function registers(stage: Stage<Person>, person: Person, company: string): Promise<number> {
  const does = actsIn(stage);
  const ticket = await orders(person, company);
  await stage.pays(ticket);
  await person.sends({ name: '身份证.pdf', bytes: PDF });
  await stage.settled();
  await person.says(`#${ticket} 提交资料`);
  await stage.settled();
  for (const item of ['names_match', 'scan_readable']) await does('lin', 'tick', ticket, { item });
  await does('lin', 'advance', ticket, { transition: 'assign', to: 'zhou' });
  await does('wang', 'confirm', ticket);
  await does('zhou', 'advance', ticket, { transition: 'finish', licence_no: 'L-9' });
  return ticket;
}
