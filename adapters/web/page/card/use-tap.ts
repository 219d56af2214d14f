/** Tapping what stands in a card: under way, refused beforehand, or sent. */
import type { Button } from '../../../../src/platform/card.js';
import { useChat } from '../chat/use-chat.js';
import type { Line } from '../wire.js';

export function useTap(line: Line): { tap(button: Button): void; waiting(button: Button): boolean } {
  const { store, state } = useChat();
  const waiting = (button: Button) =>
    state.outgoing.some(
      (outgoing) =>
        outgoing.spoken.type === 'tap' && outgoing.line === line.id && outgoing.spoken.value === button.value,
    );
  return {
    waiting,
    tap(button) {
      // On a phone nobody hovers: a tap on a greyed button says why it is grey.
      if (button.disabledReason !== undefined) store.note({ tone: 'warning', text: button.disabledReason });
      else if (!waiting(button)) store.tap(line.address, button.value, line.id);
    },
  };
}
