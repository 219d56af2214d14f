/** A chat with its eyes on one conversation: several windows show one person's chat side by side, over one socket. */
import type { Place } from '../wire.js';
import type { ChatState } from './state.js';
import type { ChatStore } from './store.js';

export function pinned(store: ChatStore, place: Place): ChatStore {
  const { address } = place;
  let whole: ChatState | null = null;
  let part: ChatState = store.get();
  return {
    ...store,
    get() {
      const state = store.get();
      if (state === whole) return part;
      whole = state;
      part = {
        ...state,
        place: address,
        places: [place],
        notes: state.notes.filter((note) => (note.address ?? address) === address),
        dialog: state.dialog?.address === address ? state.dialog : null,
      };
      return part;
    },
    look: () => undefined,
    note: (what) => store.note({ address, ...what }),
  };
}
