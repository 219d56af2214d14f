/** One person's conversations as a value, and what each thing that happens makes of it. Pure. */
import type { Card, Form } from '../../../../src/platform/card.js';
import type { LinkState } from '../net/connection.js';
import type { Line, Place, Reply, Spoken } from '../wire.js';
import { type Note, withNote } from './note.js';

export interface ChatState {
  readonly link: LinkState;
  /** True once the desk has sent everything there was. */
  readonly loaded: boolean;
  readonly places: readonly Place[];
  /** Address of the conversation in view. */
  readonly place: string;
  /** By id, which is the order in which things were said. */
  readonly lines: readonly Line[];
  readonly outgoing: readonly Outgoing[];
  /** Cards that an answer replaced, until the desk sends that line anew. */
  readonly replaced: Readonly<Record<number, DrawnCard & { readonly revision: number }>>;
  readonly notes: readonly Note[];
  readonly dialog: Dialog | null;
  /** Forms within cards that were sent, by line. */
  readonly filling: Readonly<Record<number, Filling>>;
  /** The line that the next words answer. */
  readonly quoting: Line | null;
  /** Newest line seen, by address. */
  readonly seen: Readonly<Record<string, number>>;
}

export interface DrawnCard {
  readonly card: Card;
  /** Desk time at which its words were true. */
  readonly drawnAt: number;
}

/** Said, not acknowledged yet. Kept and sent again under the same id until it is. */
export interface Outgoing {
  readonly eventId: string;
  readonly spoken: Spoken;
  /** The line whose card was tapped. */
  readonly line?: number;
  readonly fileNames?: readonly string[];
  /** The desk will not take it, for this reason. */
  readonly failure?: string;
}

/** How it stands with a form. */
export interface Filling {
  readonly errors: Readonly<Record<string, string>>;
  /** Event id of the submission under way. */
  readonly sending: string | null;
}

export interface Dialog extends Filling {
  readonly form: Form;
  readonly address: string;
  readonly line?: number;
}

export const emptyChat: ChatState = {
  link: 'connecting',
  loaded: false,
  places: [],
  place: '',
  lines: [],
  outgoing: [],
  replaced: {},
  notes: [],
  dialog: null,
  filling: {},
  quoting: null,
  seen: {},
};

export function withPlaces(state: ChatState, places: readonly Place[]): ChatState {
  const kept = places.some(({ address }) => address === state.place)
    ? state.place
    : (places[0]?.address ?? '');
  const lines = state.lines.filter((line) => places.some(({ address }) => address === line.address));
  return { ...state, places, place: kept, lines };
}

export function withLines(state: ChatState, items: readonly Line[]): ChatState {
  const byId = new Map(state.lines.map((line) => [line.id, line]));
  const replaced = { ...state.replaced };
  const seen = { ...state.seen };
  for (const item of items) {
    const known = byId.get(item.id);
    // Two readings may cross: the newer revision wins, whichever comes last.
    if (known && known.revision >= item.revision) continue;
    byId.set(item.id, item);
    const override = replaced[item.id];
    if (override && override.revision < item.revision) delete replaced[item.id];
    if (!state.loaded) seen[item.address] = Math.max(seen[item.address] ?? 0, item.id);
  }
  return { ...state, lines: [...byId.values()].sort((a, b) => a.id - b.id), replaced, seen };
}

export function withAnswer(
  state: ChatState,
  eventId: string,
  reply: Reply | null,
  noteId: string,
  now: number,
): ChatState {
  const sent = state.outgoing.find((outgoing) => outgoing.eventId === eventId);
  const settled = { ...state, outgoing: state.outgoing.filter((outgoing) => outgoing.eventId !== eventId) };
  const { toast, card, form, fieldErrors } = reply ?? {};
  return {
    ...settled,
    notes: toast ? withNote(state.notes, { id: noteId, ...toast, ...about(sent) }) : state.notes,
    replaced:
      card && sent?.line !== undefined ? replace(state, sent.line, { card, drawnAt: now }) : state.replaced,
    dialog: nextDialog(state.dialog, sent, form, fieldErrors),
    filling: answered(state.filling, sent, fieldErrors),
  };
}

/** A message the desk will never take: what was said stays, marked; a tap or a form says so and is forgotten. */
export function withFailure(state: ChatState, eventId: string, code: string): ChatState {
  const sent = state.outgoing.find((outgoing) => outgoing.eventId === eventId);
  const written = sent?.spoken.type === 'say' || sent?.spoken.type === 'files';
  const note: Note = { id: `failed-${eventId}`, tone: 'bad', code, ...about(sent) };
  return {
    ...state,
    outgoing: state.outgoing.flatMap((outgoing) =>
      outgoing.eventId !== eventId ? [outgoing] : written ? [{ ...outgoing, failure: code }] : [],
    ),
    notes: withNote(state.notes, note),
    dialog: state.dialog?.sending === eventId ? { ...state.dialog, sending: null } : state.dialog,
    filling: answered(state.filling, sent, undefined),
  };
}

/** How many lines by others stand unseen at an address. */
export function unseen(state: ChatState, address: string, account: string): number {
  const seen = state.seen[address] ?? 0;
  return state.lines.filter((line) => line.address === address && line.id > seen && line.author !== account)
    .length;
}

function about(sent: Outgoing | undefined): Pick<Note, 'address'> {
  return sent === undefined ? {} : { address: sent.spoken.address };
}

function replace(state: ChatState, line: number, drawn: DrawnCard): ChatState['replaced'] {
  const revision = state.lines.find(({ id }) => id === line)?.revision ?? 0;
  return { ...state.replaced, [line]: { ...drawn, revision } };
}

function answered(
  filling: ChatState['filling'],
  sent: Outgoing | undefined,
  fieldErrors: Reply['fieldErrors'],
): ChatState['filling'] {
  if (sent?.line === undefined || filling[sent.line]?.sending !== sent.eventId) return filling;
  return { ...filling, [sent.line]: { errors: fieldErrors ?? {}, sending: null } };
}

function nextDialog(
  dialog: Dialog | null,
  sent: Outgoing | undefined,
  form: Form | undefined,
  fieldErrors: Reply['fieldErrors'],
): Dialog | null {
  if (form && sent) {
    const opened = { form, address: sent.spoken.address, errors: {}, sending: null };
    return sent.line === undefined ? opened : { ...opened, line: sent.line };
  }
  if (!dialog || dialog.sending !== sent?.eventId) return dialog;
  return fieldErrors ? { ...dialog, errors: fieldErrors, sending: null } : null;
}
