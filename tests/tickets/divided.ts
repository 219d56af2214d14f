/** Registration as a project: rejecting waits for the work to be divided, finishing for every part to be done. */
import type { expect as Expect } from '@jest/globals';
import type { Guard, Sop, Transition } from '../../src/sop/sop.js';
import {
  by,
  further,
  given,
  type History,
  type Line,
  type Outcome,
  registration,
  START,
  registrationUpTo as upTo,
} from '../support/given.js';

/** Taken from the run, as in `given`. */
declare const expect: typeof Expect;

const waits = (key: string, must: Extract<Guard, { guard: 'division' }>['must']): Transition => {
  const step = registration.transitions[key] as Transition;
  return { ...step, when: [...step.when, { guard: 'division', must }] };
};
const sop: Sop = {
  ...registration,
  transitions: {
    ...registration.transitions,
    reject: waits('reject', 'complete'),
    finish: waits('finish', 'done'),
    close: waits('close', 'done'),
  },
};
export const project = { sop };

/** A part with all it must have: 周明 designs, 林晓 helps, due on Friday the 6th. */
export const whole = { owner: '周明', collaborators: '林晓', standard: '白底 800×800', due: '2026-03-06' };

export const dividing = (input: object, actor: Line['actor'] = by.lin): Line => ({
  type: 'divide',
  input: { part: '主图', ...input },
  actor,
});
export const divided = (...parts: readonly object[]): History =>
  further(
    upTo.review(),
    parts.map((part) => dividing(part)),
    project,
  );
export const asked = (
  history: History,
  type: string,
  input: object,
  actor: Line['actor'],
  now = START,
): Outcome => given(history, project).when(type, { ...input }, actor, { now });

const text = (zh: string) => ({ text: { 'zh-CN': zh, en: expect.any(String) } });
const person = (id: string) => ({ person: `member:${id}` });
const called = (no: number, name: string) => ({ message: 'division.part', params: { no, name } });
const reject = { transition: 'reject', reason: '不清' };
const workers = [person('lin'), person('zhou')];

/** As `refusals.spec` reaches them. */
export const divisionRefusals = {
  not_divided: (): [Outcome, object] => [
    given(upTo.review()).when('divide', { part: '主图' }, by.lin),
    { sop: text('公司注册') },
  ],
  division_ours: (): [Outcome, object] => [
    asked(upTo.registered(), 'advance', { transition: 'close' }, by.customer),
    { step: text('确认并关闭'), holder: [text('注册组')] },
  ],
  division_empty: (): [Outcome, object] => [
    asked(upTo.review(), 'advance', reject, by.lin),
    { holder: workers },
  ],
  division_lacks: (): [Outcome, object] => [
    asked(divided({ owner: '周明' }), 'advance', reject, by.lin),
    {
      holder: workers,
      parts: [
        {
          message: 'division.lacks',
          params: {
            part: called(1, '主图'),
            what: ['collaborators', 'standard', 'due'].map((key) => ({ message: `division.${key}` })),
          },
        },
      ],
    },
  ],
  division_open: (): [Outcome, object] => [
    asked(
      further(upTo.assigned(), [dividing(whole)], project),
      'advance',
      { transition: 'finish', licence_no: 'L-9' },
      by.zhou,
    ),
    { parts: [called(1, '主图')], holder: [person('zhou')] },
  ],
  unknown_part: (): [Outcome, object] => [
    asked(divided(whole), 'undivide', { part: '文案' }, by.lin),
    { said: '文案', parts: [called(1, '主图')] },
  ],
  too_many_parts: (): [Outcome, object] => [
    asked(
      divided(...Array.from({ length: 20 }, (_, at) => ({ part: `第${at}项` }))),
      'divide',
      { part: '再一项' },
      by.lin,
    ),
    { max: 20 },
  ],
  not_part_owner: (): [Outcome, object] => [
    asked(divided(whole), 'part_done', { part: '1' }, by.lin),
    { part: called(1, '主图'), holder: [person('zhou')] },
  ],
  part_done_already: (): [Outcome, object] => [
    asked(
      further(divided(whole), [{ type: 'part_done', actor: by.zhou }], project),
      'part_done',
      { part: '主图' },
      by.zhou,
    ),
    { part: called(1, '主图'), at: { at: START } },
  ],
};
