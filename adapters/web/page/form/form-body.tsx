/** What a form asks, and the button that sends it: the same over a window and within a card. */
import { Form as AntForm, Button } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Form } from '../../../../src/platform/card.js';
import type { Filling } from '../chat/state.js';
import { FormField } from './form-field.js';

interface Props {
  readonly asked: Form;
  readonly filling: Filling;
  onSubmit(input: Readonly<Record<string, unknown>>): void;
  /** Other ways than to send it. */
  readonly children: ReactNode;
}

export function FormBody({ asked, filling: { errors, sending }, onSubmit, children }: Props) {
  const [form] = AntForm.useForm();
  const name = useId();
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const wrong = Object.entries(errors).map(([field, text]) => ({ name: field, errors: [text] }));
    if (wrong.length === 0) return;
    form.setFields(wrong);
    frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors, form]);

  return (
    <div ref={frame}>
      {asked.text !== undefined && <p className="form-text">{asked.text}</p>}
      <AntForm
        form={form}
        // Two forms may ask for the same field at once: its label must lead to its own input.
        name={name}
        layout="vertical"
        requiredMark
        validateTrigger="onSubmit"
        initialValues={initialValues(asked)}
        onFinish={(values) => onSubmit(filled(values))}
        onValuesChange={(changed) =>
          form.setFields(Object.keys(changed).map((field) => ({ name: field, errors: [] })))
        }
      >
        {asked.inputs.map((input) => (
          <FormField key={input.key} input={input} />
        ))}
        <footer className="form-buttons">
          {children}
          <Button type="primary" htmlType="submit" loading={sending !== null}>
            {asked.submit}
          </Button>
        </footer>
      </AntForm>
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
