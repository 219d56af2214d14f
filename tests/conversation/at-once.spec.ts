/** What is asked at once: for whom, how much of it, and what becomes of what was filled in. */
import { describe, expect, test } from '@jest/globals';
import type { Context } from '../../src/conversation/context.js';
import type { Intent } from '../../src/conversation/intent.js';
import type { FileRef } from '../../src/platform/file.js';
import { contextOf, heard, says } from './talk.js';

const bearing = (forms: 'modal' | 'inline' | 'none'): Pick<Context, 'capabilities'> => ({
  capabilities: { buttons: true, forms },
});
const photo: FileRef = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', size: 1000 };

function asked(intent: Intent): readonly string[] {
  if (intent.kind !== 'ask_at_once') throw new Error(`expected a form, got ${JSON.stringify(intent)}`);
  return intent.fields.map(({ key }) => key);
}

/** What is heard next, where this was asked. */
function next(intent: Intent, content: Parameters<typeof heard>[0], forms: 'modal' | 'inline'): Intent {
  if (intent.kind !== 'ask_at_once' && intent.kind !== 'ask') throw new Error('expected a question');
  return heard(content, contextOf({ ...bearing(forms), dialogue: intent.dialogue }));
}

const form = (intent: Intent, input: Readonly<Record<string, unknown>>) => {
  if (intent.kind !== 'ask_at_once') throw new Error('expected a form');
  return { kind: 'form' as const, form: `intake:0:0:${intent.dialogue.startedAt}`, input };
};

describe('D4: an intake is asked at once', () => {
  test('where the platform has inputs and there are three questions or more; else one by one', () => {
    expect(asked(says('报修', bearing('modal')))).toEqual(['problem', 'place', 'urgency']);
    expect(says('报修', bearing('none'))).toMatchObject({ kind: 'ask', question: { step: 1, of: 3 } });
    expect(says('我要注册公司', bearing('modal'))).toMatchObject({ kind: 'ask', question: { of: 2 } });
  });

  test('what no input can take is asked after it', () => {
    const first = says('售后', bearing('inline'));
    expect(asked(first)).toEqual(['order_no', 'wants', 'problem']);
    const filled = { order_no: 'E-100', wants: 'exchange', problem: '按键失灵' };
    const photoAsked = next(first, form(first, filled), 'inline');
    expect(photoAsked).toMatchObject({ kind: 'ask', question: { field: { key: 'photo' }, step: 4 } });
    expect(next(photoAsked, { kind: 'files', files: [photo] }, 'inline')).toMatchObject({
      ...{ kind: 'command', type: 'open' },
      input: { sop: 'after-sales', fields: { ...filled, photo: [photo] } },
    });
  });

  test('a file that is sent answers the field for files, and the rest is asked at once again', () => {
    const first = says('售后', bearing('modal'));
    expect(asked(first)).toContain('photo');
    const rest = next(first, { kind: 'files', files: [photo] }, 'modal');
    expect(asked(rest)).toEqual(['order_no', 'wants', 'problem']);
  });

  test('a text answers what the form names, and it goes on one by one', () => {
    const first = says('报修 打印机卡纸', bearing('modal'));
    expect(first).toMatchObject({ next: { key: 'place' }, dialogue: { answers: { problem: '打印机卡纸' } } });
    expect(next(first, { kind: 'text', text: '三楼' }, 'modal')).toMatchObject({
      ...{ kind: 'ask', question: { field: { key: 'urgency' } } },
      dialogue: { answers: { problem: '打印机卡纸', place: '三楼' } },
    });
    for (const said of ['一项一项来', 'one by one'])
      expect(next(first, { kind: 'text', text: said }, 'modal')).toMatchObject({
        ...{ kind: 'ask', question: { field: { key: 'place' } } },
      });
  });

  test('what was wrong is named by its field, and what was right is kept', () => {
    const first = says('报修', bearing('modal'));
    const wrong = next(first, form(first, { problem: '打印机卡纸', urgency: '着急' }), 'modal');
    expect(wrong).toMatchObject({
      wrong: { place: { refused: 'value_missing' }, urgency: { refused: 'wrong_choice' } },
      dialogue: { asking: 'place', answers: { problem: '打印机卡纸' } },
    });
  });

  test('a form of an intake that was begun anew answers nothing', () => {
    const first = says('报修', bearing('modal'));
    const old = { ...form(first, { problem: '打印机卡纸' }), form: 'intake:0:0:1' };
    expect(next(first, old, 'modal')).toMatchObject({
      ...{ kind: 'refused', refusal: { refused: 'question_over' } },
    });
  });
});
