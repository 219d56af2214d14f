/** One question of a form, by its type. */
import { Form, Input, Select } from 'antd';
import type { FormInput } from '../../../../src/platform/card.js';
import { useLanguage } from '../language/language.js';
import { FileInput } from './file-input.js';

export function FormField({ input }: { input: FormInput }) {
  const { own } = useLanguage();
  const rules = input.required
    ? [{ required: true, message: own.form.required, whitespace: input.type !== 'file' }]
    : [];
  return (
    <Form.Item
      name={input.key}
      label={input.label}
      rules={input.type === 'file' ? rules.map(({ whitespace: _, ...rule }) => rule) : rules}
      {...(input.hint === undefined ? {} : { extra: input.hint })}
    >
      <Control input={input} />
    </Form.Item>
  );
}

/** antd hands `value`, `onChange` and `id` to whatever stands in a Form.Item, so this passes them on. */
function Control({ input, ...given }: { input: FormInput; id?: string; value?: never; onChange?: never }) {
  const { own } = useLanguage();
  switch (input.type) {
    case 'long_text':
      return <Input.TextArea {...given} autoSize={{ minRows: 3, maxRows: 8 }} />;
    case 'number':
      return <Input {...given} inputMode="decimal" />;
    case 'phone':
      return <Input {...given} inputMode="tel" />;
    case 'date':
      return <Input {...given} type="date" />;
    case 'file':
      return <FileInput {...given} accept={input.accept ?? []} />;
    case 'choice':
    case 'member':
      return (
        <Select
          {...given}
          placeholder={own.form.choose}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!input.required}
          options={(input.options ?? []).map(({ value, text }) => ({ value, label: text }))}
          getPopupContainer={(trigger) => trigger.parentElement ?? document.body}
        />
      );
    default:
      return <Input {...given} />;
  }
}
