/** A company's registration at every turn, as a member, their group and the customer see it. */
import { progressCard } from '../../../src/cards/progress.js';
import { ticketCard } from '../../../src/cards/ticket.js';
import type { TicketReader } from '../../../src/cards/ticket-fields.js';
import type { Wording } from '../../../src/cards/wording.js';
import type { Ticket } from '../../../src/tickets/ticket.js';
import { by, factsFor, type History, HOUR, registrationUpTo, replay, START } from '../../support/given.js';
import type { Sample } from './sample.js';

const LATE = START + 10 * HOUR;
const customer = {
  name: '杭州青禾集团',
  tier: { 'zh-CN': '重点客户', en: 'Key account' },
};

const ticketOf = (history: History): Ticket => replay(history) as Ticket;

const staff = (reader: TicketReader, actor: keyof typeof by, history: () => History) => (wording: Wording) =>
  ticketCard(
    { ticket: ticketOf(history()), facts: factsFor(by[actor], { now: wording.now }), reader, customer },
    wording,
  );

const requester = (history: () => History) => (wording: Wording) =>
  progressCard({ ticket: ticketOf(history()), facts: factsFor(by.customer, { now: wording.now }) }, wording);

const { awaitingPayment, awaitingDocuments, review, checked, proposed, assigned, registered, closed } =
  registrationUpTo;

export const tickets: readonly Sample[] = [
  { name: 'ticket-member-review', draw: staff('member', 'lin', review) },
  { name: 'ticket-member-late', now: LATE, draw: staff('member', 'lin', checked) },
  { name: 'ticket-member-checker', draw: staff('member', 'wang', proposed) },
  { name: 'ticket-member-assigned', draw: staff('member', 'zhou', assigned) },
  { name: 'ticket-group-review', draw: staff('group', 'system', review) },
  { name: 'ticket-group-proposed', draw: staff('group', 'system', proposed) },
  { name: 'ticket-group-closed', draw: staff('group', 'system', closed) },
  { name: 'progress-awaiting-payment', draw: requester(awaitingPayment) },
  { name: 'progress-awaiting-documents', draw: requester(awaitingDocuments) },
  { name: 'progress-assigned', draw: requester(assigned) },
  { name: 'progress-registered', draw: requester(registered) },
  { name: 'progress-closed', draw: requester(closed) },
];
