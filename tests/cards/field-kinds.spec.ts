/** D4: one definition of a field is a form's input, a question in a dialogue, and the same value by either way. */
import { describe, expect, test } from '@jest/globals';
import { formOf } from '../../src/cards/form.js';
import { questionCard } from '../../src/cards/question.js';
import type { Field, FieldType } from '../../src/sop/sop.js';
import { readAnswer } from '../../src/tickets/input.js';
import { directoryOf, scan } from '../support/given.js';
import { readAloud, wordingAt } from './words.js';

const wording = wordingAt();
const both = (zh: string) => ({ 'zh-CN': zh, en: zh });
const choices = [
  { value: 'red', label: both('红') },
  { value: 'blue', label: both('蓝') },
];
const table = {
  columns: ['货号', '商品'],
  rows: [
    ['A-17', '保温杯'],
    ['B-03', '雨伞'],
  ],
};

/** What is particular to the kind, what a form sends, what a person writes, and what is kept. */
const kinds: Readonly<
  Record<FieldType, readonly [Partial<Field>, input: string, sent: unknown, said: unknown, kept: unknown]>
> = {
  text: [{ max: 20 }, 'text', '打印机', '打印机', '打印机'],
  long_text: [{}, 'long_text', '一\n二', '一\n二', '一\n二'],
  number: [{ min: 1 }, 'number', '12', '１２', 12],
  money: [{ currency: 'CNY' }, 'number', '12.50', '12.5元', 12.5],
  phone: [{}, 'phone', '13800138000', '138 0013 8000', '13800138000'],
  date: [{}, 'date', '2026-12-31', '2026年12月31日', '2026-12-31'],
  choice: [{ choices }, 'choice', 'red', '红', 'red'],
  impact: [{ choices }, 'choice', 'blue', '蓝', 'blue'],
  urgency: [{ choices }, 'choice', 'blue', '蓝', 'blue'],
  member: [{}, 'member', 'lin', '林晓', 'lin'],
  file: [{ accept: ['image/*'] }, 'file', [scan()], [scan()], [scan()]],
  lookup: [{ table }, 'choice', 'B-03', '雨伞', 'B-03'],
};

describe.each(Object.entries(kinds))('%s', (type, [more, input, sent, said, kept]) => {
  const field: Field = {
    ...{ key: 'it', type: type as FieldType, label: both('它'), hint: both('提示') },
    ...{ intake: true, required: true, personal: false },
    ...more,
  };
  const read = (raw: unknown) =>
    readAnswer(field, raw, { directory: directoryOf(), team: 'registration', today: '2026-03-02' });

  test('is an input of the form, with its hint', () => {
    const form = formOf(
      { id: 'f', title: '表', asks: [field], members: [{ id: 'lin', name: '林晓' }] },
      wording,
    );
    expect(form.inputs).toMatchObject([
      { key: 'it', label: '它', type: input, required: true, hint: '提示' },
    ]);
  });

  test('is a question, with its hint and a button for each choice', () => {
    const card = questionCard({ field, step: 1, of: 1, answered: 0, title: '表', buttons: true }, wording);
    expect(readAloud(card).join('\n')).toMatch(/它[\s\S]*提示/u);
    for (const { label } of field.choices ?? []) expect(readAloud(card)).toContain(`[${label['zh-CN']}]`);
  });

  test('comes to the same value by either way, and nothing is a value of none', () => {
    expect(read(sent)).toEqual({ value: kept });
    expect(read(said)).toEqual({ value: kept });
    expect(read('')).toMatchObject({ refused: 'value_missing' });
  });
});

test('a table that is too long to be offered whole is written, not chosen', () => {
  const rows = Array.from({ length: 101 }, (_, index) => [`K-${index}`, '货']);
  const field: Field = {
    ...{ key: 'it', type: 'lookup', label: both('它'), table: { columns: ['货号', '商品'], rows } },
    ...{ intake: true, required: true, personal: false },
  };
  const [input] = formOf({ id: 'f', title: '表', asks: [field], members: [] }, wording).inputs;
  expect(input).toMatchObject({ type: 'text' });
  expect(input?.options).toBeUndefined();
});
