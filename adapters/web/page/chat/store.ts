/** One person's chat: the state, the socket that feeds it, and what the person can do. Outlives every component. */
import { type Connection, openConnection } from '../net/connection.js';
import { deskNow, setDeskTime } from '../net/desk-clock.js';
import { eventId } from '../net/event-id.js';
import type { Line, ServerMessage, Spoken } from '../wire.js';
import { keepOutgoing, keptOutgoing } from './kept.js';
import { type Note, withNote } from './note.js';
import {
  type ChatState,
  emptyChat,
  type Outgoing,
  withAnswer,
  withFailure,
  withLines,
  withPlaces,
} from './state.js';

export interface ChatStore {
  readonly account: string;
  get(): ChatState;
  subscribe(listener: () => void): () => void;
  /** False when the text is longer than the desk takes: it stays with the writer. */
  say(address: string, text: string): boolean;
  sendFiles(address: string, files: readonly { readonly name: string; readonly receipt: string }[]): void;
  /** `line`: where the card stands that an answer may replace. */
  tap(address: string, value: string, line: number): void;
  submit(input: Readonly<Record<string, unknown>>): void;
  /** A form within the card of a line. */
  submitIn(line: Line, form: string, input: Readonly<Record<string, unknown>>): void;
  closeForm(): void;
  /** Tries a failed message again, or gives it up. */
  again(eventId: string): void;
  drop(eventId: string): void;
  /** What is said next answers this line; null: none. */
  quote(line: Line | null): void;
  look(address: string): void;
  /** Everything at the address has been seen. */
  see(address: string): void;
  note(note: Omit<Note, 'id'>): void;
  dismiss(noteId: string): void;
}

/** A message is sent again when no answer came for this long although the socket is open. */
const PATIENCE_MS = 12_000;
const NOTE_MS = 6000;
const LONGEST_TEXT_BYTES = 20_000;
const LONGEST_QUOTED = 4000;

export function createChatStore(account: string, onFeed: () => void): ChatStore {
  let state: ChatState = { ...emptyChat, outgoing: keptOutgoing(account) };
  const listeners = new Set<() => void>();
  const sentAt = new Map<string, number>();

  function set(next: ChatState): void {
    if (next.outgoing !== state.outgoing) keepOutgoing(account, next.outgoing);
    for (const { id } of next.notes) {
      if (!state.notes.some((known) => known.id === id)) window.setTimeout(() => dismiss(id), NOTE_MS);
    }
    state = next;
    for (const listener of listeners) listener();
  }

  const dismiss = (id: string) => set({ ...state, notes: state.notes.filter((note) => note.id !== id) });

  const note = (what: Omit<Note, 'id'>) =>
    set({ ...state, notes: withNote(state.notes, { id: eventId(), ...what }) });

  function transmit({ eventId: id, spoken, failure }: Outgoing): void {
    if (failure === undefined && connection.send({ ...spoken, eventId: id })) sentAt.set(id, Date.now());
  }

  function resume(): void {
    const newest = state.lines.reduce((most, line) => Math.max(most, line.revision), 0);
    connection.send({ type: 'resume', revision: newest });
  }

  function speak(spoken: Spoken, extra: Partial<Outgoing> = {}): string {
    const outgoing: Outgoing = { eventId: eventId(), spoken, ...extra };
    set({ ...state, outgoing: [...state.outgoing, outgoing] });
    transmit(outgoing);
    return outgoing.eventId;
  }

  function received(message: ServerMessage): void {
    if (message.type === 'hello') set(withPlaces(state, message.places));
    else if (message.type === 'ack')
      set(withAnswer(state, message.eventId, message.reply, eventId(), deskNow()));
    else if (message.type === 'error') troubled(message);
    else if (message.type === 'feed') {
      set(withLines(state, message.items));
      onFeed();
    } else {
      setDeskTime(message.now);
      arrived();
    }
  }

  /** The desk has sent all there was: a conversation nobody has begun is opened, and the desk says hello. */
  function arrived(): void {
    if (state.loaded || state.places.length === 0) return;
    set({ ...state, loaded: true });
    const own = state.places.find((place) => place.private);
    const begun = state.lines.some((line) => line.address === own?.address) || state.outgoing.length > 0;
    if (own && !begun) speak({ type: 'open', address: own.address });
  }

  function troubled({ eventId: id, code, againMs }: ServerMessage & { type: 'error' }): void {
    if (id === undefined) return;
    if (againMs === undefined) set(withFailure(state, id, code));
    else window.setTimeout(() => repeat(id), againMs);
  }

  function repeat(id: string): void {
    const waiting = state.outgoing.find((outgoing) => outgoing.eventId === id);
    if (waiting) transmit(waiting);
  }

  const connection: Connection = openConnection(socketUrl(account), {
    opened() {
      resume();
      state.outgoing.forEach(transmit);
    },
    received,
    changed: (link) => set({ ...state, link }),
    beat: resume,
  });

  window.setInterval(() => {
    for (const outgoing of state.outgoing) {
      if (Date.now() - (sentAt.get(outgoing.eventId) ?? 0) > PATIENCE_MS) transmit(outgoing);
    }
  }, PATIENCE_MS / 4);

  return {
    account,
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    say(address, text) {
      const fits = new TextEncoder().encode(text).length <= LONGEST_TEXT_BYTES;
      const quoted = quotedBy(state.quoting, address);
      if (fits) {
        set({ ...state, quoting: null });
        speak({ type: 'say', address, text, ...(quoted ? { quoted } : {}) });
      }
      if (!fits) note({ tone: 'bad', code: 'text_too_long', address });
      return fits;
    },
    sendFiles(address, files) {
      const receipts = files.map((file) => file.receipt);
      speak({ type: 'files', address, receipts }, { fileNames: files.map((file) => file.name) });
    },
    tap: (address, value, line) => void speak({ type: 'tap', address, value }, { line }),
    submit(input) {
      const { dialog } = state;
      if (!dialog || dialog.sending) return;
      const { form, address, line } = dialog;
      const sending = speak(
        { type: 'submit', address, form: form.id, input },
        line === undefined ? {} : { line },
      );
      set({ ...state, dialog: { ...dialog, errors: {}, sending } });
    },
    submitIn({ id: line, address }, form, input) {
      if (state.filling[line]?.sending) return;
      const sending = speak({ type: 'submit', address, form, input }, { line });
      set({ ...state, filling: { ...state.filling, [line]: { errors: {}, sending } } });
    },
    closeForm: () => set({ ...state, dialog: null }),
    again(id) {
      const waiting = state.outgoing.find((outgoing) => outgoing.eventId === id);
      if (!waiting) return;
      const { failure: _forgiven, ...fresh } = waiting;
      set({
        ...state,
        outgoing: state.outgoing.map((outgoing) => (outgoing === waiting ? fresh : outgoing)),
      });
      transmit(fresh);
    },
    drop: (id) => set({ ...state, outgoing: state.outgoing.filter((outgoing) => outgoing.eventId !== id) }),
    quote: (line) => set({ ...state, quoting: line }),
    look: (address) => set({ ...state, place: address }),
    see(address) {
      const newest = state.lines.findLast((line) => line.address === address)?.id ?? 0;
      if (newest > (state.seen[address] ?? 0)) set({ ...state, seen: { ...state.seen, [address]: newest } });
    },
    note,
    dismiss,
  };
}

/** A line is answered where it stands; the desk takes so many characters of it. */
function quotedBy(line: Line | null, address: string) {
  if (line?.address !== address || line.body.kind !== 'text') return null;
  return { text: line.body.text.slice(0, LONGEST_QUOTED), account: line.author };
}

function socketUrl(account: string): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${location.host}/web/socket?persona=${encodeURIComponent(account)}`;
}
