/** Cards and forms as Feishu is sent them: what every block becomes, and that nothing it refuses is among them. */
import { describe, expect, test } from '@jest/globals';
import { acknowledgement } from '../../../adapters/feishu/answer.js';
import { escaped, tagsIn } from '../../../adapters/feishu/elements.js';
import { renderForm } from '../../../adapters/feishu/form.js';
import { renderCard } from '../../../adapters/feishu/render.js';
import { readTap, type Tap } from '../../../adapters/feishu/tap.js';
import { addressOf } from '../../../src/platform/address.js';
import type { Block, Button, Card, Form } from '../../../src/platform/card.js';
import type { Inbound } from '../../../src/platform/inbound.js';

const at = { direct: false };
const card = (blocks: readonly Block[], buttons: readonly Button[] = []): Card => ({
  ...{ title: '#12 打印机卡纸', tone: 'warning', tag: '处理中', blocks, buttons },
});
const elements = (...blocks: readonly Block[]) => renderCard(card(blocks), at).body.elements;
const press: Button = { text: '接单', value: 'claim:12:3', style: 'primary' };

describe('a card', () => {
  test('has its title, its state and its colour in the head', () => {
    expect(renderCard(card([]), at).header).toEqual({
      title: { tag: 'plain_text', content: '#12 打印机卡纸' },
      template: 'orange',
      text_tag_list: [{ tag: 'text_tag', text: { tag: 'plain_text', content: '处理中' }, color: 'orange' }],
    });
  });

  test.each<[Block, string]>([
    [{ kind: 'text', text: '**不是**粗体' }, '"plain_text","content":"**不是**粗体"'],
    [{ kind: 'fields', fields: [{ label: '电话', value: '1*2' }] }, '**电话**　1&#42;2'],
    [{ kind: 'checklist', items: [{ text: '核对姓名', done: true, by: '林晓' }] }, '☑ 核对姓名 · 林晓'],
    [{ kind: 'progress', steps: [{ text: '审核', status: 'now', note: '林晓' }] }, '**▶ 审核 · 林晓**'],
    [{ kind: 'files', files: [{ id: 'f', name: '证件.png', size: 2000 }] }, '📎 证件.png · 2 KB'],
    [{ kind: 'table', columns: ['人', '数'], rows: [['林晓', '3']] }, '"rows":[{"c0":"林晓","c1":"3"}]'],
    [{ kind: 'deadline', label: '时限', dueAt: 0, text: '已超时', tone: 'bad' }, '"text_color":"red"'],
    [{ kind: 'bars', bars: [{ label: '林晓', value: 3, text: '3 单' }] }, '"direction":"horizontal"'],
    [{ kind: 'link', text: '打开', url: 'https://desk.example' }, '"default_url":"https://desk.example"'],
    [{ kind: 'link', text: '别点', url: 'javascript:alert(1)' }, '"plain_text","content":"别点"'],
  ])('shows %j', (block, shown) => {
    expect(JSON.stringify(elements(block))).toContain(shown);
  });

  test('ticks a row with the button beside it', () => {
    const button: Button = { text: '确认', value: 'tick:12:3:names', style: 'plain' };
    const [row] = elements({ kind: 'checklist', items: [{ text: '核对', done: false, button }] });
    expect(row?.tag).toBe('column_set');
    expect(JSON.stringify(row)).toContain('"press":"tick:12:3:names"');
  });

  test('asks before what is dangerous, and says why something is not possible', () => {
    const buttons: Button[] = [
      { text: '作废', value: 'void:12:3', style: 'danger' },
      { text: '派单', value: 'assign:12:3', style: 'plain', disabledReason: '只有组长可以' },
    ];
    const shown = JSON.stringify(renderCard(card([], buttons), at).body);
    expect(shown).toContain('"confirm":{"title":{"tag":"plain_text","content":"作废"}');
    expect(shown).toContain('"disabled":true');
    expect(shown).toContain('派单 · 只有组长可以');
    expect(shown).not.toContain('assign:12:3');
  });

  test('too big for Feishu loses its last blocks, never a button', () => {
    const items = Array.from({ length: 80 }, (_, n) => ({
      ...{ text: `第 ${n} 项`, done: false },
      button: { ...press, value: `tick:12:3:${n}` },
    }));
    const shown = renderCard(card([{ kind: 'checklist', items }], [press]), at);
    expect(tagsIn(shown)).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThanOrEqual(30 * 1024);
    expect(JSON.stringify(shown)).toContain('claim:12:3');
  });

  test('has at most five tables and five charts; the rest is lines', () => {
    const tables = Array.from({ length: 7 }, (): Block => ({ kind: 'table', columns: ['a'], rows: [['1']] }));
    const bars = Array.from(
      { length: 7 },
      (): Block => ({ kind: 'bars', bars: [{ label: 'a', value: 1, text: '1' }] }),
    );
    const tags = elements(...tables, ...bars).map(({ tag }) => tag);
    expect(tags.filter((tag) => tag === 'table')).toHaveLength(5);
    expect(tags.filter((tag) => tag === 'chart')).toHaveLength(5);
    expect(tags).toHaveLength(14);
  });

  test('keeps marks of people as they wrote them', () => {
    expect(escaped('a_b <at id=all></at>\n# 标题\n1. 一')).toBe(
      'a&#95;b &#60;at id=all&#62;&#60;/at&#62;\n&#35; 标题\n1&#46; 一',
    );
  });
});

const form: Form = {
  ...{ id: 'assign:12:3', title: '#12 转派', submit: '提交' },
  inputs: [
    { key: 'to', label: '转给', type: 'member', required: true, options: [{ value: 'lin', text: '林晓' }] },
    { key: 'due', label: '日期', type: 'date', required: false, value: '2026-12-01' },
    { key: 'why', label: '原因', type: 'long_text', required: true, max: 200, hint: '一句话' },
  ],
};
const tap: Tap = { press: form.id, direct: true, form };
const submitted = (input: Record<string, unknown>): Inbound => ({
  ...{ platform: 'feishu', eventId: 'e', sender: { account: 'ou_wang' }, private: true },
  address: addressOf('feishu', 'cli', 'ou_wang'),
  content: { kind: 'form', form: form.id, input },
});

describe('a form', () => {
  test('has an input for each question, and its button brings the questions back', () => {
    const shown = JSON.stringify(renderForm(form, { direct: true }));
    expect(shown).toContain('"tag":"select_static","name":"to","required":true');
    expect(shown).toContain('"initial_date":"2026-12-01"');
    expect(shown).toContain('"input_type":"multiline_text","max_length":200');
    const value = /"value":(\{"press":"assign.*?\})\}/u.exec(shown)?.[1] ?? '';
    expect(readTap(JSON.parse(value))).toEqual(tap);
  });

  test('with a list too long to travel twice is shown all the same', () => {
    const options = Array.from({ length: 250 }, (_, n) => ({
      value: `member-${n * 7919}`,
      text: `同事 ${n * 104729}`,
    }));
    const long = { ...form, inputs: [{ ...(form.inputs[0] as Form['inputs'][0]), options }] };
    const shown = renderForm(long, { direct: true });
    expect(JSON.stringify(shown)).toContain(options[249]?.value);
  });

  test('with something wrong stays open with the answers, and says what in red', () => {
    const answer = acknowledgement(
      { fieldErrors: { why: '请写原因' } },
      submitted({ to: 'lin', why: '' }),
      tap,
    );
    expect(answer.toast).toEqual({ type: 'error', content: '请写原因' });
    const shown = JSON.stringify(answer.card?.data);
    expect(shown).toContain('"initial_option":"lin"');
    expect(shown).toContain('请写原因');
  });

  test('that was taken is closed: its answers stand there, nothing can be pressed', () => {
    const reply = { toast: { tone: 'good', text: '已转派' } } as const;
    const shown = JSON.stringify(acknowledgement(reply, submitted({ to: 'lin', why: '休假' }), tap).card);
    expect(shown).toContain('转给　林晓\\n原因　休假');
    expect(shown).not.toContain('button');
  });

  test('that was refused stays as it is', () => {
    const reply = { toast: { tone: 'warning', text: '他休假了' } } as const;
    expect(acknowledgement(reply, submitted({ to: 'lin' }), tap)).toEqual({
      toast: { type: 'warning', content: '他休假了' },
    });
  });
});

describe('the answer to a tap', () => {
  const pressed = { ...submitted({}), content: { kind: 'button', value: 'claim:12:3' } } as const;

  test('is a line and the card that takes the place of the tapped one', () => {
    const reply = { toast: { tone: 'good', text: '已接单' }, card: card([], [press]) } as const;
    const answer = acknowledgement(reply, pressed, { press: 'claim:12:3', direct: false, root: 'om_r' });
    expect(answer.toast).toEqual({ type: 'success', content: '已接单' });
    expect(JSON.stringify(answer.card)).toContain('{"press":"claim:12:3","root":"om_r"}');
  });

  test('that comes later is an empty one: Feishu shows an error for none', () => {
    expect(acknowledgement(null, pressed, { press: 'claim:12:3', direct: true })).toEqual({});
  });
});
