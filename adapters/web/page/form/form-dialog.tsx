/** A form over the window it belongs to; the other windows stay usable. */
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Dialog } from '../chat/state.js';
import { useChat } from '../chat/use-chat.js';
import { useLanguage } from '../language/language.js';
import { FormBody } from './form-body.js';
import '../style/form.css';

export function FormDialog() {
  const { state } = useChat();
  // Another form is another dialog: nothing typed into one may turn up in the next.
  return state.dialog ? <Open key={state.dialog.form.id} dialog={state.dialog} /> : null;
}

function Open({ dialog }: { dialog: Dialog }) {
  const { own } = useLanguage();
  const { store } = useChat();
  const panel = useRef<HTMLDialogElement>(null);
  const { form: asked } = dialog;

  useEffect(() => {
    const before = document.activeElement;
    panel.current
      ?.querySelector<HTMLElement>('input:not([hidden]), textarea, [role="combobox"], button')
      ?.focus();
    return () => (before as HTMLElement | null)?.focus?.();
  }, []);

  return (
    <div className="form-veil">
      <dialog
        ref={panel}
        open
        className="form-panel"
        aria-label={asked.title}
        onKeyDown={(event) => {
          if (event.key === 'Escape') store.closeForm();
        }}
      >
        <h2>{asked.title}</h2>
        <FormBody asked={asked} filling={dialog} onSubmit={store.submit}>
          <Button onClick={store.closeForm}>{own.form.cancel}</Button>
        </FormBody>
      </dialog>
    </div>
  );
}
