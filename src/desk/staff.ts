/** The directory as this instance last read it. Safe to be a little old: every save checks that it has not moved. */
import type { Directory } from '../people/people.js';
import type { Bus } from './ports/outside.js';
import type { PeopleStore } from './ports/people.js';

export interface Staff {
  directory(): Promise<Directory>;
  cached(): Directory | null;
  refresh(): void;
}

export function createStaff(people: PeopleStore, bus: Bus): Staff {
  let loading: Promise<Directory> | null = null;
  let loaded: Directory | null = null;
  const refresh = () => {
    loading = null;
    loaded = null;
  };
  bus.subscribe('directory', refresh);
  return {
    directory() {
      loading ??= people.directory().then(
        (directory) => {
          loaded = directory;
          return directory;
        },
        (error: unknown) => {
          loading = null;
          throw error;
        },
      );
      return loading;
    },
    cached: () => loaded,
    refresh,
  };
}
