/** Customers and figures: what is known of one, where all of them stand, and how the week went. */
import { type AlarmFacts, alarmsCard } from '../../../src/cards/alarms.js';
import { type CustomerFacts, customerCard } from '../../../src/cards/customer.js';
import { customersCard } from '../../../src/cards/customers.js';
import { journeyCard, stageCard } from '../../../src/cards/journey.js';
import { overview } from '../../../src/reports/overview.js';
import { periodRange } from '../../../src/reports/period.js';
import { steps } from '../../../src/reports/steps.js';
import { shipped } from '../../cards/words.js';
import { DAY, registration, START } from '../../support/given.js';
import type { Sample } from './sample.js';

const { customers: form } = shipped;
const WEDNESDAY = START + 2 * DAY;
const week = periodRange('this_week', WEDNESDAY, 'Asia/Shanghai');

const facts: CustomerFacts = {
  customer: {
    ...{ id: 'C-1', kind: 'company', name: '杭州青禾科技', tier: 'vip', stage: 'served', stageAt: START },
    fields: { credit_code: '91330100MA2ABCDE0X', taxpayer: 'small', finance_phone: '057187654321' },
    dates: { licence_expiry: '2026-03-20', contract_end: '2026-06-30' },
  },
  contacts: [
    { id: 'r-韩梅梅', name: '韩梅梅', phone: '13800138000' },
    { id: 'r-李雷', name: '李雷', phone: null },
  ],
  orders: [
    { ref: 'PO-2', amount: null, paidAt: null },
    { ref: 'PO-1', amount: 1999.5, paidAt: START },
  ],
  tickets: [
    {
      ...{ id: 7, title: '杭州青禾科技', sop: registration.key, content: 'c', state: 'review' },
      ...{ category: 'open', assigneeId: 'lin', requesterName: '韩梅梅', enteredAt: START },
      ...{ dueAt: null, lateAt: null, queue: 'registration', held: false, targets: [] },
    },
  ],
  ...{ sopOf: () => registration, form, reader: 'member', full: true, today: '2026-03-02' },
};

const alarms: AlarmFacts = {
  ...{
    fired: 42,
    late: 0,
    lagMs: { p50: 12.4, p99: 88.1, most: 140 },
    void: 7,
    doubled: 0,
    lost: [],
    setAside: [],
  },
  waiting: { count: 5, nextAt: START + DAY },
  horizon: { date: '2026-12-31', missing: '2027', beyond: { tickets: 2, routines: 1 } },
  outbox: { pending: 0, held: 2, dead: 0, uncertain: 0 },
};
const aside = { key: '7/1/limit', ticketId: 7, dueAt: START - DAY };

const figures = {
  ...{ opened: 3, resolved: 2, closed: 1, open_now: 3, late_now: 1, breaches: 3, answered: 2 },
  ...{ response_median_s: 900, response_p90_s: 1140, resolution_median_s: 137_700, work_median_m: 300 },
};

const overviewRows = [
  { section: 'all', key: null, ...figures },
  { section: 'member', key: 'lin', ...figures, opened: 2, resolved: 1, open_now: 2 },
  { section: 'member', key: null, ...figures, opened: 1, resolved: 0, open_now: 1, late_now: 0 },
  { section: 'sop', key: registration.key, ...figures },
];

const stepRow = (state: string, median_m: number, stays: number, returns: number) => ({
  ...{
    sop: registration.key,
    state,
    median_m,
    p90_m: median_m * 2,
    total_m: median_m * stays,
    stays,
    returns,
  },
});

export const numbers: readonly Sample[] = [
  { name: 'alarms-well', draw: (wording) => alarmsCard(alarms, wording) },
  {
    name: 'alarms-sick',
    draw: (wording) =>
      alarmsCard({ ...alarms, late: 3, lost: [aside], setAside: [{ ...aside, reason: 'no SOP' }] }, wording),
  },
  { name: 'customer', draw: (wording) => customerCard(facts, wording) },
  { name: 'customer-group', draw: (wording) => customerCard({ ...facts, reader: 'group' }, wording) },
  {
    name: 'customers',
    draw: (wording) =>
      customersCard(
        {
          ...{ said: '青禾', near: [], tiers: form.tiers },
          matches: [
            { id: 'C-1', name: '杭州青禾科技', tier: 'vip' },
            { id: 'C-9', name: '青禾餐饮', tier: null },
          ],
        },
        wording,
      ),
  },
  {
    name: 'journey',
    draw: (wording) =>
      journeyCard(
        {
          stages: form.stages,
          rows: [
            { stage: 'registering', customers: 4, open: 4 },
            { stage: 'served', customers: 12, open: 3 },
          ],
        },
        wording,
      ),
  },
  {
    name: 'journey-stage',
    draw: (wording) =>
      stageCard(
        {
          ...{ stage: 'served', stages: form.stages, tiers: form.tiers, total: 12 },
          rows: [{ id: 'C-1', name: '杭州青禾科技', tier: 'vip', stageAt: START, open: 2 }],
        },
        wording,
      ),
  },
  {
    name: 'report-overview',
    now: WEDNESDAY,
    draw: (wording) => overview.toCard(overviewRows, week, wording),
  },
  {
    name: 'report-steps',
    now: WEDNESDAY,
    draw: (wording) =>
      steps.toCard([stepRow('review', 210, 4, 1), stepRow('assigned', 960, 2, 0)], week, wording),
  },
];
