/** A ticket's card and a form of it, for specs in which only that matters. */
import type { Card, Form } from '../../../src/platform/card.js';

export const CARD: Card = {
  ...{ title: '#1 待受理', tone: 'info' },
  blocks: [{ kind: 'text', text: '打印机卡纸' }],
  buttons: [{ text: '接单', value: 'claim:1:1', style: 'primary' }],
};

export const FORM: Form = {
  ...{ id: 'assign:1:1', title: '#1 转派', submit: '提交' },
  inputs: [
    { key: 'to', label: '转给', type: 'member', required: true, options: [{ value: 'lin', text: '林晓' }] },
    { key: 'on', label: '日期', type: 'date', required: false },
    { key: 'why', label: '原因', type: 'long_text', required: false },
  ],
};
