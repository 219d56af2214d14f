/** A new colleague comes: an onboarding whose first step opens a task for IT, and waits for it. */
import { by, directoryOf, type Line, member, sopCalled, story } from '../support/given.js';

export const newcomers = {
  sop: sopCalled('onboarding'),
  directory: directoryOf([
    member('yu', ['affairs'], ['agent']),
    member('tang', ['affairs'], ['lead']),
    member('li', ['it'], ['agent']),
  ]),
};
export const yu = { kind: 'member', id: 'yu' } as const;
const fields = { newcomer: '小叶', starts_on: '2026-03-20', for_it: '邮箱', for_office: '3 楼' };
const asked: Line = { type: 'open', input: { sop: 'onboarding', fields }, actor: by.customer };
const confirmed: Line = { type: 'advance', input: { transition: 'confirm_start' }, actor: yu };

export const askedFor = () => story([asked], newcomers);
/** The task was asked for, and is not there yet. */
export const joining = () => story([asked, confirmed], newcomers);
