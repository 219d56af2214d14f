/** What people are told: by the SOPs' own texts, by the desk, and together after a quiet night. */
import { gatheredCard } from '../../../src/cards/gathered.js';
import { type NoticeFacts, noticeCard } from '../../../src/cards/notice.js';
import { offerButtons } from '../../../src/cards/offers.js';
import type { Wording } from '../../../src/cards/wording.js';
import { available } from '../../../src/tickets/available.js';
import type { Ticket } from '../../../src/tickets/ticket.js';
import { by, factsFor, HOUR, registration, registrationUpTo, replay, START } from '../../support/given.js';
import type { Sample } from './sample.js';

const state = (key: string) => ({ text: registration.states[key]?.label ?? { 'zh-CN': key, en: key } });
const step = (key: string) => ({ text: registration.transitions[key]?.label ?? { 'zh-CN': key, en: key } });

const told = (
  say: string,
  tone: NoticeFacts['tone'],
  params: NoticeFacts['params'],
  id = 7,
): NoticeFacts => ({
  ...{ say, tone, params, ticket: { id, version: 3, title: '杭州青禾科技' }, buttons: [] },
});

const late = told('notice.limit_passed', 'bad', {
  ...{ state: state('review'), due: { at: START + 5 * HOUR }, assignee: { person: 'member:lin' } },
});

/** With the button to the documents, as the one who paid gets it. */
function paid(wording: Wording): NoticeFacts {
  const ticket = replay(registrationUpTo.awaitingDocuments()) as Ticket;
  const offers = available(ticket, factsFor(by.customer));
  const leads = { links: ['submit'], actions: [] };
  return {
    ...told('say.payment_received', 'info', {
      ...{ company_name: '杭州青禾科技', state: state('awaiting_documents'), next: step('submit') },
      assignee: { message: 'word.none' },
    }),
    buttons: offerButtons(offers, leads, { id: ticket.id, version: 0 }, wording),
  };
}

export const notices: readonly Sample[] = [
  { name: 'notice-paid', draw: (wording) => noticeCard(paid(wording), wording) },
  { name: 'notice-late', now: START + 6 * HOUR, draw: (wording) => noticeCard(late, wording) },
  {
    name: 'notice-stand-in',
    draw: (wording) =>
      noticeCard(
        {
          ...told('notice.reply_from_requester', 'info', {
            ...{ by: { person: 'requester:r1' }, text: '*请问* 周五前能办好吗？\n1. 地址\n2. 电话' },
          }),
          insteadOf: 'zhou',
        },
        wording,
      ),
  },
  {
    name: 'notices-overnight',
    draw: (wording) =>
      gatheredCard(
        [
          { notice: late, wording },
          {
            notice: told(
              'notice.assigned',
              'info',
              { ...{ by: { person: 'member:wang' }, state: state('assigned'), next: step('finish') } },
              8,
            ),
            wording,
          },
        ],
        false,
        wording,
      ),
  },
];
