/** Lists and pages anybody asks for: what waits, what is mine, what can be said, how an SOP goes. */
import { categoryCard } from '../../../src/cards/category.js';
import { helpCard } from '../../../src/cards/help.js';
import { mineCard } from '../../../src/cards/mine.js';
import { queueCard } from '../../../src/cards/queue.js';
import { rosterCard } from '../../../src/cards/roster.js';
import { sopCard, sopsCard } from '../../../src/cards/sop.js';
import type { TicketRow } from '../../../src/cards/ticket-row.js';
import { unknownCard } from '../../../src/cards/unknown.js';
import { welcomeCard } from '../../../src/cards/welcome.js';
import type { Team, Text } from '../../../src/people/people.js';
import { reports } from '../../../src/reports/index.js';
import { actions } from '../../../src/tickets/actions/index.js';
import { shipped } from '../../cards/words.js';
import { directoryOf, HOUR, office, registration, START } from '../../support/given.js';
import type { Sample } from './sample.js';

const sops = Object.values(shipped.latest);
const list = { sopOf: () => registration, hoursOf: () => office };
const sayable = Object.values(actions).filter(({ words }) => words['zh-CN'].length > 0);

function row(id: number, title: string, changes: Partial<TicketRow> = {}): TicketRow {
  return {
    ...{ id, title, sop: registration.key, content: 'c1', requesterName: '韩梅梅' },
    ...{ state: 'review', category: 'open', assigneeId: null, enteredAt: START - HOUR },
    ...{ dueAt: START + HOUR, lateAt: null, queue: 'registration', held: false, targets: [] },
    ...changes,
  };
}

const rows = [
  row(1, '杭州青禾科技'),
  row(2, '江南里餐饮', { assigneeId: 'lin', dueAt: START + 4 * HOUR }),
  row(3, '北岸设计', { dueAt: START - HOUR, lateAt: START - HOUR }),
];

const turn = (key: string, name: Text, who: readonly string[], from: number, to: number) => ({
  ...{ shift: { key, name }, who, from, to },
});
const day = turn('day', { 'zh-CN': '白班', en: 'Day' }, ['lin'], START - HOUR, START + 11 * HOUR);
const night = turn('night', { 'zh-CN': '夜班', en: 'Night' }, ['zhou', 'wang'], day.to, START + 23 * HOUR);
const [registrationTeam, itTeam] = shipped.teams as readonly [Team, Team];
const onShift = [
  { team: registrationTeam, now: [day], next: night },
  { team: itTeam, now: [], next: null },
];

export const lists: readonly Sample[] = [
  { name: 'queue', draw: (wording) => queueCard({ rows, ...list }, wording) },
  { name: 'queue-empty', draw: (wording) => queueCard({ rows: [], ...list }, wording) },
  {
    name: 'roster',
    draw: (wording) => rosterCard({ teams: onShift, directory: directoryOf(), today: '2026-03-02' }, wording),
  },
  {
    name: 'roster-none',
    draw: (wording) => rosterCard({ teams: [], directory: directoryOf(), today: '2026-03-02' }, wording),
  },
  { name: 'mine-requester', draw: (wording) => mineCard({ reader: 'requester', rows, ...list }, wording) },
  {
    name: 'help-requester',
    draw: (wording) =>
      helpCard({ reader: 'requester', sops, actions: sayable, errands: [], reports }, wording),
  },
  {
    name: 'help-lead',
    draw: (wording) => helpCard({ reader: 'lead', sops, actions: sayable, errands: [], reports }, wording),
  },
  { name: 'sops', draw: (wording) => sopsCard(sops, wording) },
  {
    name: 'sop',
    draw: (wording) => sopCard({ sop: registration, directory: directoryOf(), reader: 'staff' }, wording),
  },
  {
    name: 'welcome-requester',
    draw: (wording) =>
      welcomeCard(
        { name: '韩梅梅', reader: 'requester', sops, setUp: false, categories: shipped.categories },
        wording,
      ),
  },
  {
    name: 'welcome-staff',
    draw: (wording) =>
      welcomeCard(
        { name: '林晓', reader: 'staff', sops, setUp: false, categories: shipped.categories },
        wording,
      ),
  },
  {
    name: 'category',
    draw: (wording) =>
      categoryCard({ categories: shipped.categories, path: 'fault', draft: '三楼断网了' }, wording),
  },
  { name: 'unknown', draw: (wording) => unknownCard({ said: '待半', suggestions: ['待办'] }, wording) },
];
