/** An SOP under which every kind of answer can be wrong. */
import type { Field, Sop } from '../../src/sop/sop.js';
import { registration } from '../support/given.js';

/** The registration SOP with one more field for each way an answer can be wrong, all open to staff. */
const extra = (key: string, more: Partial<Field> & Pick<Field, 'type'>): Field => ({
  key,
  label: { 'zh-CN': key, en: key },
  intake: false,
  required: false,
  personal: false,
  ...more,
});
export const rich: Sop = {
  ...registration,
  fields: {
    ...registration.fields,
    count: extra('count', { type: 'number', min: 1, max: 9 }),
    fee: extra('fee', { type: 'money' }),
    due: extra('due', { type: 'date' }),
    size: extra('size', { type: 'choice', choices: [{ value: 's', label: { 'zh-CN': '小', en: 'Small' } }] }),
    helper: extra('helper', { type: 'member' }),
    contract: extra('contract', { type: 'file' }),
    poster: extra('poster', {
      type: 'file',
      image: { minWidth: 800, minHeight: 600, ratio: { width: 4, height: 3 } },
    }),
    part: extra('part', {
      type: 'lookup',
      table: {
        columns: ['号', '名'],
        rows: [
          ['A-1', '灯'],
          ['A-2', '灯罩'],
        ],
      },
    }),
    price: extra('price', { type: 'money', redLine: { atLeast: 100, approve: null } }),
  },
};
