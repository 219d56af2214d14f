/** Wall clock times of a zone as instants, and back, where the clocks change too. */
import { IANAZone } from 'luxon';
import { DAY_MINUTES, DAY_MS, MINUTE_MS } from './day.js';

export interface Zone {
  /** Day number (see day.ts) of the local date at an instant. */
  dayAt(atMs: number): number;
  /**
   * The first instant at which the wall clock reaches a time. Minutes above 24:00 belong to the next day.
   * A time in a repeated hour is its first occurrence; a time in a skipped hour is the moment the clocks jump.
   * So instants never run backwards while wall times run forwards, and windows that touch on the wall
   * neither overlap nor leave a hole.
   */
  instantOf(day: number, minute: number): number;
}

/** Only a cache: offsets of a zone are facts, and asking for one costs ten microseconds. */
const zones = new Map<string, Zone>();

/** The zone of an IANA name; throws RangeError for a name this machine does not know. */
export function zoneNamed(tz: string): Zone {
  const known = zones.get(tz);
  if (known) return known;
  if (!IANAZone.isValidZone(tz))
    throw new RangeError(`expected an IANA time zone, got ${JSON.stringify(tz)}`);
  const zone = readZone(IANAZone.create(tz));
  zones.set(tz, zone);
  return zone;
}

function readZone(iana: IANAZone): Zone {
  const offsets = new Map<number, number>();
  const changes = new Map<number, number>();
  const offsetMs = (atMs: number) => iana.offset(atMs) * MINUTE_MS;

  /** Offset at 00:00 UTC of a day. */
  function offsetOf(day: number): number {
    let offset = offsets.get(day);
    if (offset === undefined) {
      offset = offsetMs(day * DAY_MS);
      offsets.set(day, offset);
    }
    return offset;
  }

  /** When the offset changes around a local day, by bisection. */
  function changeAround(day: number, beforeMs: number): number {
    let change = changes.get(day);
    if (change === undefined) {
      let low = (day - 1) * DAY_MS;
      let high = (day + 2) * DAY_MS;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offsetMs(middle) === beforeMs) low = middle;
        else high = middle;
      }
      change = high;
      changes.set(day, change);
    }
    return change;
  }

  return {
    dayAt(atMs) {
      const day = Math.floor(atMs / DAY_MS);
      const offset = offsetOf(day) === offsetOf(day + 1) ? offsetOf(day) : offsetMs(atMs);
      return Math.floor((atMs + offset) / DAY_MS);
    },

    instantOf(fromDay, minute) {
      const day = fromDay + Math.floor(minute / DAY_MINUTES);
      const wallMs = fromDay * DAY_MS + minute * MINUTE_MS;
      // Offsets reach from -12 h to +14 h, so these three days hold the local day in every zone.
      const before = offsetOf(day - 1);
      const after = offsetOf(day + 2);
      if (before === after) return wallMs - before;
      const change = changeAround(day, before);
      return wallMs - before < change ? wallMs - before : Math.max(change, wallMs - after);
    },
  };
}
