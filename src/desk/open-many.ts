/** Many tickets opened at once, as a routine asks for: read, decided and saved together, one statement for all. */
import type { Command } from '../tickets/command.js';
import { type Refusal, refuse } from '../tickets/refusal.js';
import { changeOf } from './change.js';
import { type Decided, decideOn, factsOf, isDecided, routineNamed, routingNow } from './decide-on.js';
import { armAlarm, customerOf } from './handle.js';
import type { House } from './house.js';

export interface Queued {
  readonly key: string;
  readonly command: Command;
}

export interface Opened {
  /** False: somebody was faster, or one of them cannot be saved, or is routed by a rule; nothing has changed, and each goes by itself. */
  readonly saved: boolean;
  readonly refused: readonly (Queued & { readonly refusal: Refusal })[];
}

/** Only commands that open a ticket for somebody they name. What is refused is left to the caller. */
export async function openMany(house: House, queued: readonly Queued[]): Promise<Opened> {
  const decide = await reader(house, queued);
  const refused: Opened['refused'][number][] = [];
  let routed = false;
  const opens = queued.filter((one) => {
    const decision = decide(one.command, 0);
    if ('refused' in decision) refused.push({ ...one, refusal: decision });
    else routed ||= decision.events.some((event) => 'routed' in event);
    return isDecided(decision);
  });
  // Whose turn it is rests on whoever got the one before.
  if (routed) return { saved: false, refused: [] };
  const ids = await house.store.tickets.nextTicketIds(opens.length);
  const decided = opens.map(({ command }, n) => decide(command, ids[n] ?? 0)).filter(isDecided);
  const changes = decided.map((one, n) => {
    const { key, command } = opens[n] as Queued;
    return changeOf(one, null, command.cause, { command: key }, house);
  });
  const saved = changes.length === 0 || (await house.store.tickets.saveAll(changes)).saved;
  if (saved) {
    for (const _ of decided) house.metrics.handled('open', 'done');
    house.onSaved({ commands: changes.flatMap(({ commands }) => commands) });
    await armAlarm(house, decided);
  }
  return { saved, refused };
}

/** Everything the decisions rest on is read before, each kind in one go. */
async function reader(house: House, queued: readonly Queued[]) {
  const { store, library } = house;
  const [directory, edition] = await Promise.all([house.staff.directory(), library.live()]);
  const named = ({ input }: Command) => (typeof input.requesterId === 'string' ? input.requesterId : '');
  const requesters = await store.people.requesters(queued.map(({ command }) => named(command)));
  const customerFor = (command: Command): string | null => {
    const requester = requesters.get(named(command));
    return requester ? customerOf(command, requester) : null;
  };
  const customers = await store.people.customers(queued.flatMap(({ command }) => customerFor(command) ?? []));
  const now = store.clock.now();
  const routing = routingNow(edition, now);
  return (command: Command, id: number): Decided | Refusal => {
    const sop = String(command.input.sop ?? '');
    if (!edition.content.latest[sop]) return refuse('unknown_sop', { sop });
    const requester = requesters.get(named(command));
    if (!requester) return refuse('unknown_requester');
    const customer = customers.get(customerFor(command) ?? '');
    const { actor } = command;
    const routine = routineNamed(command);
    const given = factsOf({
      edition,
      library,
      sop,
      routine,
      directory,
      requester,
      customer,
      queue: null,
      actor,
      now,
    });
    const facts = { ...given, routing };
    const decision = decideOn(command, null, facts, id);
    if (isDecided(decision) || 'refused' in decision) return decision;
    throw new Error(`expected ${sop} to be opened by the desk without asking, got questions`);
  };
}
