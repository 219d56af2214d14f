/** How far the ladders of a ticket are after an event: moments that were, acknowledgements, and what keeps those alive. */
import { memberNamed } from '../people/actor.js';
import type { ClockName } from '../sop/sla.js';
import { CLOCKS, type Climb, type Told } from './climb.js';
import type { TicketEvent } from './events.js';
import { GROUND } from './ladder.js';
import type { Target, Ticket } from './ticket.js';

type Climbs = Ticket['climbs'];

/** Nothing, where nothing of a ladder changed: most tickets climb none. `ticket` is what the event has made of it otherwise. */
export function climbedOn(before: Ticket, ticket: Ticket, event: TicketEvent): { readonly climbs?: Climbs } {
  const { climbs } = ticket;
  switch (event.type) {
    case 'escalated':
      return changed(climbs, event.clock, ({ moments, told }) => ({
        moments: moments + 1,
        reachedMs: event.reachedMs,
        rung: event.rungs.at(-1) ?? 0,
        told: [...told.filter((one) => !event.told.some((now) => same(one, now))), ...event.told],
      }));
    case 'escalationAnnounced':
      return changed(climbs, event.clock, ({ moments }) => ({
        moments: moments + 1,
        reachedMs: event.reachedMs,
      }));
    case 'acknowledged': {
      const by = memberNamed(event.by) ?? event.by;
      const { at } = event;
      return CLOCKS.reduce<{ readonly climbs?: Climbs }>((all, name) => {
        const positionMs = event.positions[name];
        if (positionMs === undefined) return all;
        return changed(all.climbs ?? climbs, name, ({ acknowledgements }) => ({
          acknowledgements: acknowledgements + 1,
          acknowledged: { by, at, positionMs, actedAt: at },
        }));
      }, {});
    }
    case 'acknowledgementLapsed':
      return changed(climbs, event.clock, ({ stoodMs }) => ({
        acknowledged: null,
        stoodMs: stoodMs + event.stoodMs,
      }));
    case 'ticketResumed': {
      const later = event.stoodMs === undefined ? climbs : stoodStill(climbs, event.stoodMs);
      return isAct(event, ticket) ? acted(later, event.at) : later === climbs ? {} : { climbs: later };
    }
    case 'targetsSet':
      return begunAnew(before, event.targets);
    default:
      return isAct(event, ticket) ? acted(climbs, event.at) : {};
  }
}

const same = ({ to: one }: Told, { to: other }: Told) => one.to === other.to && one.id === other.id;

/** As if the time had not been: an acknowledgement of before the standstill was given so much later as well. */
function stoodStill(climbs: Climbs, ms: number): Climbs {
  return changed(climbs, 'limit', ({ stoodMs, acknowledged }) => ({
    stoodMs: stoodMs + ms,
    acknowledged: acknowledged && { ...acknowledged, positionMs: acknowledged.positionMs + ms },
  })).climbs;
}

/** What is owed once more is climbed from the ground; its moments count on, so that none is taken for one that was. */
function begunAnew({ climbs, targets }: Ticket, set: readonly Target[]): { readonly climbs?: Climbs } {
  const anew = set.filter(({ name, startedAt, over }) => {
    const known = targets.find((target) => target.name === name);
    return climbs[name] !== undefined && (over !== null || known?.startedAt !== startedAt);
  });
  if (anew.length === 0) return {};
  const ground = anew.map(({ name }) => {
    const { moments = 0, acknowledgements = 0 } = climbs[name] ?? {};
    return [name, { ...GROUND, moments, acknowledgements }] as const;
  });
  return { climbs: { ...climbs, ...Object.fromEntries(ground) } };
}

/** The limit of a step that is over takes its ladder with it. */
export function withoutStay({ limit: _, ...others }: Climbs): Climbs {
  return others;
}

function changed(
  climbs: Climbs,
  name: ClockName,
  change: (climb: Climb) => Partial<Climb>,
): { readonly climbs: Climbs } {
  const climb = climbs[name] ?? GROUND;
  return { climbs: { ...climbs, [name]: { ...climb, ...change(climb) } } };
}

/** Whoever has it in hand did something, or it came into other hands, or went on after a standstill. */
function isAct({ type, by }: TicketEvent, { assigneeId, climbs }: Ticket): boolean {
  const acknowledged = Object.values(climbs).flatMap((climb) => climb.acknowledged ?? []);
  if (acknowledged.length === 0) return false;
  if (type === 'ticketAssigned' || type === 'ticketResumed') return true;
  const who = memberNamed(by);
  return who !== null && (who === assigneeId || acknowledged.some((one) => one.by === who));
}

function acted(climbs: Climbs, at: number): { readonly climbs: Climbs } {
  const kept = Object.entries(climbs).map(([name, climb]) => [
    name,
    climb.acknowledged ? { ...climb, acknowledged: { ...climb.acknowledged, actedAt: at } } : climb,
  ]);
  return { climbs: Object.fromEntries(kept) };
}
