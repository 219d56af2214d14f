/** The one door in for people: stored first, understood, acted on, and answered within what the platform waits. */

import { refusalToast } from '../cards/refusal.js';
import { interpret } from '../conversation/interpret.js';
import { actorName } from '../people/actor.js';
import { bearsAt } from '../platform/adapter.js';
import type { Capabilities } from '../platform/capabilities.js';
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import { refuse } from '../tickets/refusal.js';
import { noteRefusal } from './audit/note.js';
import { carryOut } from './carry-out.js';
import { clean } from './clean.js';
import type { House } from './house.js';
import { inTurn, isTaken } from './in-turn.js';
import { type Deadline, type Matter, say, settle } from './matter.js';
import type { Received } from './ports/inbox.js';
import { contextOf } from './read-context.js';
import { type Answer, type Reader, readerOf, SILENCE } from './speak.js';

/**
 * Resolves with the answer for the acknowledgement, or null when it follows by the outbox: `later` is then handed
 * the work that goes on.
 */
export async function receive(
  house: House,
  said: Inbound,
  later: (work: Promise<unknown>) => void,
): Promise<Reply | null> {
  const inbound = clean(said);
  const adapter = house.adapters.get(inbound.platform);
  if (!adapter) throw new Error(`an inbound from ${inbound.platform}, which is not configured`);
  const turn = `${inbound.address} ${inbound.sender.account}`;
  const early = isTaken(turn);
  const received = await house.store.inbox.receive(inbound, house.store.clock.now());
  if (received.status === 'settled') return received.reply;
  const bears = bearsAt(adapter, inbound.address);
  const { ackWithinMs } = bears;
  const deadline: Deadline = { passed: ackWithinMs === 0 };
  const waits = early || isTaken(turn);
  const work = inTurn(turn, async () => {
    // What was said before may have asked the question that this answers.
    const now = waits ? await house.store.inbox.context(inbound) : received;
    if (now.status === 'settled') return now.reply;
    return act(house, inbound, now, bears, deadline);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      deadline.passed = true;
      resolve('late');
    }, ackWithinMs * house.patience);
  });
  try {
    const answer = await Promise.race([work, late]);
    if (answer !== 'late') return answer;
    later(work);
  } catch (error) {
    house.log.error({ err: error, event: inbound.eventId }, 'an inbound failed; the sweep tries again');
  } finally {
    clearTimeout(timer);
  }
  // Acknowledged without an answer: no save has made it safe, and the platform will not send it again.
  await house.store.inbox.secure();
  return null;
}

/** What the sweep does with an inbound that was stored but not settled before a crash. */
export async function resume(house: House, inbound: Inbound): Promise<void> {
  const adapter = house.adapters.get(inbound.platform);
  if (!adapter) return;
  const received = await house.store.inbox.context(inbound);
  if (received.status !== 'settled')
    await act(house, inbound, received, bearsAt(adapter, inbound.address), { passed: true });
}

/** Whoever left the company may neither do nor see anything, whatever they ask. */
function hasLeft({ person, directory }: Reader): boolean {
  return person.kind === 'member' && directory.members.get(person.id)?.active === false;
}

function turnedAway(matter: Matter): Answer {
  const { inbound, reader } = matter;
  // What is said in a group was hardly meant for us.
  if (inbound.content.kind === 'text' && !inbound.private) return SILENCE;
  const refusal = refuse('inactive_member', { person: { person: actorName(reader.person) } });
  return say(matter, 'warning', refusalToast(refusal, reader.wording).text);
}

async function act(
  house: House,
  inbound: Inbound,
  received: Received,
  capabilities: Capabilities,
  deadline: Deadline,
): Promise<Reply | null> {
  const reader = await readerOf(house, received.person, inbound.platform);
  const context = await contextOf(house, inbound, received, reader, capabilities);
  const again = () => act(house, inbound, received, capabilities, deadline);
  const matter: Matter = { house, inbound, received, reader, context, deadline, capabilities, again };
  if (hasLeft(reader)) {
    await noteRefusal(house, reader, { act: inbound.content.kind, code: 'inactive_member' });
    return settle(matter, turnedAway(matter));
  }
  return carryOut(matter, interpret(inbound, context));
}
