/** What a pressed button still has to ask before it is a command: a note without words says nothing. */
import type { Field } from '../sop/sop.js';
import type { Context } from './context.js';

/** Fields to ask for an action that came without its input; empty when the rules themselves ask what they need. */
export function asksOf(type: string, ticketId: number, context: Context): readonly Field[] {
  switch (type) {
    case 'note':
      return [textField('text', '备注内容', 'Note', true)];
    case 'reply':
      return [textField('text', '回复内容', 'Reply', true)];
    case 'decline':
      return [textField('reason', '原因', 'Reason', false)];
    case 'fill': {
      // Everything may be left as it is; whether this person may change it is for the rules to say.
      if (context.ticket?.id !== ticketId) return [];
      const fields = Object.values(context.ticket.sop.fields).filter(({ type: kind }) => kind !== 'file');
      const asked = context.person.kind === 'member' ? fields : fields.filter(({ intake }) => intake);
      return asked.map((field) => ({ ...field, required: false }));
    }
    default:
      return [];
  }
}

function textField(key: string, zh: string, en: string, required: boolean): Field {
  return {
    key,
    type: 'long_text',
    label: { 'zh-CN': zh, en },
    intake: false,
    required,
    personal: false,
    max: 4000,
  };
}
