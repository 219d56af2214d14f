/** A form over the window it belongs to; the other windows stay usable. */
import { Form as AntForm, Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Form } from '../../../../src/platform/card.js';
import type { Dialog } from '../chat/state.js';
import { useChat } from '../chat/use-chat.js';
import { useLanguage } from '../language/language.js';
import { FormField } from './form-field.js';
import '../style/form.css';

export function FormDialog() {
  const { state } = useChat();
  // Another form is another dialog: nothing typed into one may turn up in the next.
  return state.dialog ? <Open key={state.dialog.form.id} dialog={state.dialog} /> : null;
}

function Open({ dialog }: { dialog: Dialog }) {
  const { own } = useLanguage();
  const { store } = useChat();
  const [form] = AntForm.useForm();
  const panel = useRef<HTMLDialogElement>(null);
  const { form: asked, errors, sending } = dialog;

  useEffect(() => {
    const before = document.activeElement;
    panel.current
      ?.querySelector<HTMLElement>('input:not([hidden]), textarea, [role="combobox"], button')
      ?.focus();
    return () => (before as HTMLElement | null)?.focus?.();
  }, []);

  useEffect(() => {
    const wrong = Object.entries(errors).map(([name, text]) => ({ name, errors: [text] }));
    if (wrong.length === 0) return;
    form.setFields(wrong);
    panel.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors, form]);

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
        {asked.text !== undefined && <p className="form-text">{asked.text}</p>}
        <AntForm
          form={form}
          layout="vertical"
          requiredMark
          validateTrigger="onSubmit"
          initialValues={initialValues(asked)}
          onFinish={(values) => store.submit(filled(values))}
          onValuesChange={(changed) =>
            form.setFields(Object.keys(changed).map((name) => ({ name, errors: [] })))
          }
        >
          {asked.inputs.map((input) => (
            <FormField key={input.key} input={input} />
          ))}
          <footer className="form-buttons">
            <Button onClick={store.closeForm}>{own.form.cancel}</Button>
            <Button type="primary" htmlType="submit" loading={sending !== null}>
              {asked.submit}
            </Button>
          </footer>
        </AntForm>
      </dialog>
    </div>
  );
}

function initialValues({ inputs }: Form): Record<string, string> {
  return Object.fromEntries(inputs.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])));
}

/** What was left empty is not sent: absent is the desk's word for empty. */
function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && value !== null),
  );
}
