/** The directory as this instance last read it. Safe to be a little old: every save checks that it has not moved. */
import type { Directory } from '../people/people.js';
import { followed } from './followed.js';
import type { Bus, Clock } from './ports/outside.js';
import type { PeopleStore } from './ports/people.js';

export interface Staff {
  directory(): Promise<Directory>;
  /** As it was read last; null when it never was. */
  cached(): Directory | null;
  refresh(): void;
}

export function createStaff(people: PeopleStore, bus: Bus, clock: Clock): Staff {
  const directory = followed({
    ...{ topic: 'directory', bus, clock },
    revision: people.directoryVersion,
    async read() {
      const value = await people.directory();
      return { revision: value.version, value };
    },
  });
  return { directory: directory.current, cached: directory.last, refresh: directory.moved };
}
