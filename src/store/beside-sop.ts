/** What stands on a ticket beside its way through the SOP, as one column: most tickets have none of it, and then it is empty. */
import type { Ticket } from '../tickets/ticket.js';

type Beside = Pick<
  Ticket,
  | 'approvals'
  | 'climbs'
  | 'targets'
  | 'extensions'
  | 'extensionAsked'
  | 'hold'
  | 'shift'
  | 'watchers'
  | 'links'
  | 'division'
  | 'documents'
  | 'efforts'
  | 'inPlaceOf'
  | 'nudged'
  | 'humanAskedAt'
  | 'conversation'
  | 'rating'
  | 'recommendation'
  | 'routine'
  | 'undoable'
>;

/** As it is stored: what is absent is as a new ticket has it. */
export type StoredBeside = Partial<Beside>;

const NONE: Beside = {
  approvals: [],
  climbs: {},
  targets: [],
  extensions: [],
  extensionAsked: null,
  hold: null,
  shift: { business: 0, calendar: 0, holds: 0 },
  watchers: [],
  links: [],
  division: [],
  documents: {},
  efforts: [],
  inPlaceOf: null,
  nudged: null,
  humanAskedAt: null,
  conversation: null,
  rating: null,
  recommendation: null,
  routine: null,
  undoable: [],
};

export function besideRead(stored: StoredBeside): Beside {
  return { ...NONE, ...stored };
}

export function besideStored(beside: Beside): StoredBeside {
  const { approvals, targets, extensions, extensionAsked, climbs, hold, shift } = beside;
  const { watchers, links, division, documents, efforts, inPlaceOf, nudged, rating, recommendation } = beside;
  const { humanAskedAt, conversation, routine, undoable } = beside;
  const shifted = shift.business !== 0 || shift.calendar !== 0 || shift.holds > 0;
  return {
    ...(approvals.length > 0 ? { approvals } : {}),
    ...(targets.length > 0 ? { targets } : {}),
    ...(extensions.length > 0 ? { extensions } : {}),
    ...(extensionAsked ? { extensionAsked } : {}),
    ...(Object.keys(climbs).length > 0 ? { climbs } : {}),
    ...(hold ? { hold } : {}),
    ...(shifted ? { shift } : {}),
    ...(watchers.length > 0 ? { watchers } : {}),
    ...(links.length > 0 ? { links } : {}),
    ...(division.length > 0 ? { division } : {}),
    ...(Object.keys(documents).length > 0 ? { documents } : {}),
    ...(efforts.length > 0 ? { efforts } : {}),
    ...(inPlaceOf ? { inPlaceOf } : {}),
    ...(nudged ? { nudged } : {}),
    ...(humanAskedAt === null ? {} : { humanAskedAt }),
    ...(conversation ? { conversation } : {}),
    ...(rating ? { rating } : {}),
    ...(recommendation ? { recommendation } : {}),
    ...(routine === null ? {} : { routine }),
    ...(undoable.length > 0 ? { undoable } : {}),
  };
}
