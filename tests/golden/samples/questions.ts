/** What is asked, one by one or together in a form, and what is refused. */
import { formOf } from '../../../src/cards/form.js';
import { questionCard } from '../../../src/cards/question.js';
import { refusalCard } from '../../../src/cards/refusal.js';
import { servicesCard } from '../../../src/cards/services.js';
import { similarCard } from '../../../src/cards/similar.js';
import { whomCard } from '../../../src/cards/whom.js';
import type { Field } from '../../../src/sop/sop.js';
import { lateFields } from '../../../src/tickets/late-reason.js';
import { refuse } from '../../../src/tickets/refusal.js';
import { shipped } from '../../cards/words.js';
import { by, factsFor, registration, START, sopCalled, staff } from '../../support/given.js';
import type { Sample } from './sample.js';

const helpdesk = sopCalled('it-helpdesk');
const { lateReasons } = shipped;

function fieldOf({ fields }: typeof registration, key: string): Field {
  const field = fields[key];
  if (!field) throw new Error(`expected the field ${key} in the shipped content`);
  return field;
}

const stepOf = (key: string) => {
  const transition = registration.transitions[key];
  if (!transition) throw new Error(`expected the step ${key} in the shipped content`);
  return transition;
};

const phone = fieldOf(registration, 'phone');
const urgency = fieldOf(helpdesk, 'urgency');
const licence = { ...fieldOf(registration, 'licence_no'), required: true };
const colleagues = staff.filter(({ active, teams }) => active && teams.includes('registration'));

const row = {
  ...{ sop: helpdesk.key, content: 'c1', assigneeId: null, requesterName: '张三' },
  ...{ dueAt: null, lateAt: null, enteredAt: START, queue: 'it', held: false, targets: [] },
} as const;
const alike = [
  {
    ...row,
    id: 7,
    title: '三楼 · 打印机卡纸',
    state: 'open',
    category: 'open',
    createdAt: START - 7_200_000,
  },
  { ...row, id: 3, title: '二楼 · 投影仪没图像', state: 'new', category: 'new', createdAt: START - 180_000 },
] as const;
const namesakes = [
  { id: 'r1', name: '张三', customer: '青禾科技', phone: '13800138000' },
  { id: 'r2', name: '张三', customer: null, phone: null },
];

export const questions: readonly Sample[] = [
  {
    name: 'question-choice',
    draw: (wording) =>
      questionCard(
        { field: urgency, step: 3, of: 3, answered: 2, title: wording.text(helpdesk.title), buttons: true },
        wording,
      ),
  },
  {
    name: 'question-asked-again',
    draw: (wording) =>
      questionCard(
        {
          ...{
            field: phone,
            step: 2,
            of: 2,
            answered: 1,
            title: wording.text(registration.title),
            buttons: true,
          },
          ...{ resumed: true, error: refuse('wrong_phone', { field: { text: phone.label }, got: '12345' }) },
        },
        wording,
      ),
  },
  {
    name: 'question-start-over',
    draw: (wording) =>
      questionCard(
        {
          ...{ field: urgency, step: 3, of: 3, answered: 2, restarts: 2, buttons: true },
          title: wording.text(helpdesk.title),
        },
        wording,
      ),
  },
  {
    name: 'similar-tickets',
    draw: (wording) =>
      similarCard(
        { reader: 'requester', rows: alike, sopOf: () => helpdesk, said: '打印机又卡纸了', next: urgency },
        wording,
      ),
  },
  {
    name: 'open-for-whom',
    draw: (wording) =>
      whomCard({ who: '张三', said: '打印机坏了', people: namesakes, exact: true, alone: true }, wording),
  },
  {
    name: 'open-for-what',
    draw: (wording) =>
      servicesCard({ name: '张三', said: '', sops: [helpdesk, registration], categories: [] }, wording),
  },
  {
    name: 'refusal-stale',
    draw: (wording) =>
      refusalCard(
        refuse('stale', {
          ...{ by: { person: 'member:zhou' }, what: { message: 'event.ticketMoved' }, at: { at: START } },
          state: { text: { 'zh-CN': '已指派', en: 'Assigned' } },
        }),
        wording,
      ),
  },
  {
    name: 'form-intake',
    draw: (wording) =>
      formOf(
        {
          ...{ id: 'start:0:0:it-helpdesk', title: wording.text(helpdesk.title), members: [] },
          asks: Object.values(helpdesk.fields).filter(({ intake }) => intake),
        },
        wording,
      ),
  },
  {
    name: 'form-assign',
    draw: (wording) =>
      formOf(
        {
          ...{ id: 'advance:7:5:assign', title: `#7 ${wording.text(stepOf('assign').label)}` },
          ...{ asks: stepOf('assign').input, members: colleagues },
        },
        wording,
      ),
  },
  {
    name: 'form-late',
    draw: (wording) =>
      formOf(
        {
          ...{ id: 'advance:7:7:finish', title: `#7 ${wording.text(stepOf('finish').label)}`, late: true },
          asks: [licence, ...lateFields({ ...factsFor(by.zhou), lateReasons })],
          ...{ members: [], values: { licence_no: '91330100MA2ABCDE0X' } },
        },
        wording,
      ),
  },
];
