/** What is asked, one by one or together in a form, and what is refused. */
import { formOf } from '../../../src/cards/form.js';
import { questionCard } from '../../../src/cards/question.js';
import { refusalCard } from '../../../src/cards/refusal.js';
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
