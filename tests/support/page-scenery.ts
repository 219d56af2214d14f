/** Everybody at our page, as personas of the demo; nothing else is needed. */
import { enter, type PagePerson } from './page-person.js';
import type { Raised, Scenery } from './scenery.js';

export const atThePage: Raised<PagePerson> = {
  environment: {},
  edits: [],
  person: ({ url, demoUrl }, account, name) => enter(url, demoUrl ?? '', account, name),
  opens: async () => undefined,
  moves: () => undefined,
  judge: () => undefined,
  strike: async () => undefined,
};

export const page: Scenery<PagePerson> = { name: '网页', raise: async () => atThePage };
